; What was typed behind the program's name, word by word as Windows itself cuts them:
; /PACK="C:\a b" and "/PACK=C:\a b" are the same word. An unknown word is refused, not passed over.

Var Unknown
Var Asked
Var Pack
Var AskedLog
Var AskedLanguage
Var Force
Var DeleteData

!define ReadOptions `!insertmacro ReadOptions`
!macro ReadOptions
    !insertmacro CallOwn ReadWords
!macroend

!macro OptionWithValue word variable
    StrLen $R7 "${word}"
    StrCpy $R8 $R6 $R7
    StrCpy $R9 $R6 "" $R7
    ${If} $R8 == "${word}"
    ${AndIf} $R9 != ""
        StrCpy ${variable} $R9
        Return
    ${EndIf}
!macroend

!macro OptionAlone word variable
    ${If} $R6 == "${word}"
        StrCpy ${variable} "yes"
        Return
    ${EndIf}
!macroend

!macro OptionFunctions un
Function ${un}ReadWords
    StrCpy $R0 $CMDLINE
    System::Call 'shell32::CommandLineToArgvW(w R0, *i .R1)p.R2'
    IntOp $R1 $R1 - 1
    ${For} $R3 1 $R1
        IntOp $R4 $R3 * ${NSIS_PTR_SIZE}
        IntPtrOp $R4 $R2 + $R4
        System::Call '*$R4(p.R5)'
        System::Call 'kernel32::lstrcpynW(w.R6, p R5, i ${NSIS_MAX_STRLEN})'
        Call ${un}TakeWord
    ${Next}
    System::Call 'kernel32::LocalFree(p R2)'
    ; What is longer was cut off, and with it perhaps an option.
    StrLen $R1 $R0
    IntOp $R1 $R1 + 1
    ${IfThen} $R1 >= ${NSIS_MAX_STRLEN} ${|} StrCpy $Unknown "…" ${|}
FunctionEnd

Function ${un}TakeWord
    ${If} $R6 == "/S"
        SetSilent silent
        Return
    ${EndIf}
    !insertmacro OptionWithValue "/LOG=" $AskedLog
    !if "${un}" == ""
        !insertmacro OptionWithValue "/PACK=" $Pack
        !insertmacro OptionAlone "/FORCE" $Force
    !else
        !insertmacro OptionWithValue "/DELETEDATA=" $DeleteData
    !endif
    ${If} $R6 == "/LANG=EN"
    ${OrIf} $R6 == "/LANG=VI"
        StrCpy $AskedLanguage $R6 "" 6
        Return
    ${EndIf}
    !insertmacro OptionAlone "/NCRC" $R8
    ${IfThen} $Unknown == "" ${|} StrCpy $Unknown $R6 ${|}
FunctionEnd
!macroend

!insertmacro OptionFunctions ""
!insertmacro OptionFunctions "un."
