; The data folder: where the program itself looks for it, with rights for all users of the PC.

; The group "Users", whatever Windows calls it in its language; M: modify.
!define RIGHTS "*S-1-5-32-545:(OI)(CI)M"
; The first start leaves it where the data were looked for, when they lie somewhere else.
!define MOVED "noi-du-lieu.txt"
!define PACK_MARK "application/vnd.tthc-desk.ward-pack+json"
!define PACK_END 1000

!define FindData `!insertmacro FindData`
!macro FindData
    !insertmacro CallOwn FindData
!macroend

; Home is where the program looks first, Data where the ward really lies.
!macro DataFunctions un
Function ${un}FindData
    StrCpy $Data $Home
    ClearErrors
    FileOpen $0 "$Home\${MOVED}" r
    ${If} ${Errors}
        ClearErrors
        Return
    ${EndIf}
    System::Alloc ${NSIS_MAX_STRLEN}
    Pop $1
    IntOp $2 ${NSIS_MAX_STRLEN} - 1
    System::Call 'kernel32::ReadFile(p r0, p r1, i r2, *i.r3, p 0)'
    IntOp $3 $3 + 1
    System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r1, i r3, w.r4, i ${NSIS_MAX_STRLEN})'
    System::Free $1
    FileClose $0
    ${TrimNewLines} $4 $4
    ${IfThen} $4 != "" ${|} StrCpy $Data $4 ${|}
FunctionEnd
!macroend

!insertmacro DataFunctions ""
!insertmacro DataFunctions "un."

Function MakeData
    ; A link that somebody put there would carry the rights to another folder.
    System::Call 'kernel32::GetFileAttributesW(w "$Home")i.r0'
    IntOp $1 $0 & ${GOES_ELSEWHERE}
    ${If} $0 != ${NO_SUCH_FILE}
    ${AndIf} $1 != 0
        ${Refuse} ${E_DATA} "$(NO_DATA)"
    ${EndIf}
    StrCpy $Made $0
    CreateDirectory "$Home"
    ${IfNot} ${FileExists} "$Home\*"
        ${Refuse} ${E_DATA} "$(NO_DATA)"
    ${EndIf}
    ; An upgrade leaves the rights as somebody may have narrowed them.
    ${If} $OldVersion == ""
        nsExec::ExecToStack '"$SYSDIR\icacls.exe" "$Home" /grant ${RIGHTS}'
        Pop $0
        Pop $1
        ${Log} "icacls $Home /grant ${RIGHTS}: $0"
        ${If} $0 != 0
            ${Log} "$1"
            ${Refuse} ${E_DATA} "$(NO_DATA)"
        ${EndIf}
    ${EndIf}
    ${Log} "data: $Home"
FunctionEnd

; After a refusal: an empty folder that was not there before.
Function DropData
    ${If} $Made == ${NO_SUCH_FILE}
        RMDir "$Home"
    ${EndIf}
FunctionEnd

; Refuses a named pack that is none, before anything is changed.
Function CheckPack
    ${If} $Pack == ""
        Return
    ${EndIf}
    System::Call 'kernel32::GetFullPathNameW(w "$Pack", i ${NSIS_MAX_STRLEN}, w.r0, p 0)i.r1'
    ${IfThen} $1 <> 0 ${|} StrCpy $Pack $0 ${|}
    StrCpy $Line $Pack
    ${IfNot} ${FileExists} "$Line"
        ${Refuse} ${E_PACK} "$(NO_PACK)"
    ${EndIf}
    Call IsPack
    ${If} $0 == ""
        ${Refuse} ${E_PACK} "$(BAD_PACK)"
    ${EndIf}
FunctionEnd

; Tells by $0 whether a file is a whole pack by its name and its end; the program checks the rest.
Function IsPack
    StrCpy $0 ""
    StrCpy $1 $Line "" -9
    ${If} $1 != ".tthcpack"
        Return
    ${EndIf}
    ClearErrors
    FileOpen $2 $Line r
    ${If} ${Errors}
        Return
    ${EndIf}
    FileSeek $2 -${PACK_END} END
    FileRead $2 $3
    FileClose $2
    ClearErrors
    System::Call 'shlwapi::StrStrW(w r3, w "${PACK_MARK}")p.r4'
    StrCpy $5 $3 1 -1
    ${If} $4 != 0
    ${AndIf} $5 == "}"
        StrCpy $0 "yes"
    ${EndIf}
FunctionEnd

; Takes the pack named by /PACK=, else every pack that lies beside the setup.
Function TakePacks
    ${If} $Pack != ""
        StrCpy $Line $Pack
        Call TakePack
        Return
    ${EndIf}
    FindFirst $6 $7 "$EXEDIR\*.tthcpack"
    ${DoWhile} $7 != ""
        StrCpy $Line "$EXEDIR\$7"
        Call IsPack
        ${If} $0 == ""
            ${Log} "no ward pack, passed over: $7"
        ${Else}
            Call TakePack
        ${EndIf}
        StrCpy $7 ""
        FindNext $6 $7
    ${Loop}
    FindClose $6
    ClearErrors
FunctionEnd

Function TakePack
    ${GetFileName} $Line $Place
    CreateDirectory "$Home\goi-phuong"
    ; From a disc a file comes read-only, and the next one could not replace it.
    SetFileAttributes "$Home\goi-phuong\$Place" NORMAL
    System::Call 'kernel32::CopyFileW(w "$Line", w "$Home\goi-phuong\$Place", i 0)i.r2'
    ${If} $2 == 0
        ${Refuse} ${E_PACK} "$(NO_PACK)"
    ${EndIf}
    SetFileAttributes "$Home\goi-phuong\$Place" NORMAL
    ${Log} "pack: $Place"
FunctionEnd
