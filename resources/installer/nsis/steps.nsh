; Steps that setup and removal share: the log, refusals, and what is done with the files of a list.

Var LogFile
Var Said
Var Folder
Var Running
; For what is done file by file: the list, from where, where to, the first file that resisted.
Var List
Var From
Var To
Var Resisted
Var Line
Var Place
; A file of somebody else where one of ours should go.
Var Taken
; What the data folder was before the setup, as Windows tells it.
Var Made

!define GOES_ELSEWHERE 0x400 ; FILE_ATTRIBUTE_REPARSE_POINT
!define IS_FOLDER 0x10
!define NO_SUCH_FILE -1

!macro CallOwn name
    !ifdef __UNINSTALL__
        Call un.${name}
    !else
        Call ${name}
    !endif
!macroend

!define Log `!insertmacro Log`
!macro Log text
    StrCpy $Said `${text}`
    !insertmacro CallOwn WriteLog
!macroend

; Says a sentence, on screen unless silent, and ends with an exit code.
!define Refuse `!insertmacro Refuse`
!macro Refuse code text
    ${Log} `exit ${code}: ${text}`
    MessageBox MB_OK|MB_ICONSTOP `${text}` /SD IDOK
    SetErrorLevel ${code}
    Quit
!macroend

!define AskToClose `!insertmacro AskToClose`
!macro AskToClose folder
    StrCpy $Folder `${folder}`
    !insertmacro CallOwn AskToClose
!macroend

!define MoveListed `!insertmacro MoveListed`
!macro MoveListed list from to
    StrCpy $List `${list}`
    StrCpy $From `${from}`
    StrCpy $To `${to}`
    Call MoveListed
!macroend

!define RemoveListed `!insertmacro RemoveListed`
!macro RemoveListed list from
    StrCpy $List `${list}`
    StrCpy $From `${from}`
    !insertmacro CallOwn RemoveListed
!macroend

!define PruneListed `!insertmacro PruneListed`
!macro PruneListed list from
    StrCpy $List `${list}`
    StrCpy $From `${from}`
    !insertmacro CallOwn PruneListed
!macroend

; The list itself is among the files that are moved or removed.
!define CopyList `!insertmacro CopyList`
!macro CopyList folder name
    System::Call 'kernel32::CopyFileW(w "${folder}\${LIST}", w "$PLUGINSDIR\${name}", i 0)'
!macroend

; Reads options, language and log.
!macro Begin what
    InitPluginsDir
    SetRegView 64
    SetShellVarContext all
    ReadRegStr $LANGUAGE HKLM "${OWN_KEY}" "Language"
    ${IfThen} $LANGUAGE == "" ${|} StrCpy $LANGUAGE ${LANG_VIETNAMESE} ${|}
    ${ReadOptions}
    ${IfThen} $AskedLanguage == "EN" ${|} StrCpy $LANGUAGE ${LANG_ENGLISH} ${|}
    ${IfThen} $AskedLanguage == "VI" ${|} StrCpy $LANGUAGE ${LANG_VIETNAMESE} ${|}
    StrCpy $LogFile $AskedLog
    ${IfThen} $LogFile == "" ${|} StrCpy $LogFile "$TEMP\${PRODUCT}-setup.log" ${|}
    ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
    ${Log} "-- $2-$1-$0 $4:$5:$6 ${what} $CMDLINE"
!macroend

!define RefuseOthers `!insertmacro RefuseOthers`
!macro RefuseOthers
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
        ${Refuse} ${E_ADMIN} "$(NEEDS_ADMIN)"
    ${EndIf}
    ${If} $Unknown != ""
        ${Refuse} ${E_WORDS} "$(UNKNOWN_WORD)"
    ${EndIf}
!macroend

!macro TryToWrite name
    ${If} ${FileExists} "$Folder\${name}"
        ${For} $1 1 10
            ClearErrors
            FileOpen $0 "$Folder\${name}" a
            ${IfNot} ${Errors}
                FileClose $0
                ${ExitFor}
            ${EndIf}
            ; A virus scanner lets go after moments, a running program does not.
            Sleep 200
        ${Next}
        ${IfThen} $1 > 10 ${|} StrCpy $Running "$Folder\${name}" ${|}
    ${EndIf}
!macroend

!macro EachLine
    ClearErrors
    FileOpen $0 $List r
    ${Do}
        StrCpy $Line ""
        FileReadUTF16LE $0 $Line
        ${TrimNewLines} $Line $Line
        ${IfThen} $Line == "" ${|} ${ExitDo} ${|}
!macroend

!macro NextLine
    ${Loop}
    FileClose $0
    ClearErrors
!macroend

!macro SharedFunctions un
Function ${un}WriteLog
    DetailPrint $Said
    Push $0
    FileOpen $0 $LogFile a
    FileSeek $0 0 END
    FileWriteUTF16LE /BOM $0 "$Said$\r$\n"
    FileClose $0
    ClearErrors
    Pop $0
FunctionEnd

; Finds a program that runs in anybody's session: Windows lets nobody write to its file.
Function ${un}AskToClose
    ${Do}
        StrCpy $Running ""
        !insertmacro TryToWrite "tthc-desk.exe"
        !insertmacro TryToWrite "tthc-desk-cli.exe"
        ${IfThen} $Running == "" ${|} ${ExitDo} ${|}
        ${Log} "$(IS_RUNNING) ($Running)"
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_RUNNING)" /SD IDCANCEL IDRETRY again
        ${Log} "exit ${E_RUNNING}"
        SetErrorLevel ${E_RUNNING}
        Quit
        again:
    ${Loop}
FunctionEnd

Function ${un}RemoveListed
    StrCpy $Resisted ""
    !insertmacro EachLine
        ; The list ends with what removes: it stays as long as something resists.
        ${If} $Resisted != ""
            ${If} $Line == "${UNINSTALLER}"
            ${OrIf} $Line == "${LIST}"
                ${Continue}
            ${EndIf}
        ${EndIf}
        Delete "$From\$Line"
        ${If} ${FileExists} "$From\$Line"
        ${AndIf} $Resisted == ""
            StrCpy $Resisted $Line
        ${EndIf}
    !insertmacro NextLine
    ${PruneListed} $List $From
FunctionEnd

; Removes the folders of a list that have become empty; in others lies something of somebody else.
Function ${un}PruneListed
    !insertmacro EachLine
        ${Do}
            ${GetParent} $Line $Line
            ${IfThen} $Line == "" ${|} ${ExitDo} ${|}
            RMDir "$From\$Line"
        ${Loop}
    !insertmacro NextLine
FunctionEnd
!macroend

!insertmacro SharedFunctions ""
!insertmacro SharedFunctions "un."

; Renames listed files from one folder to another; stops at the first one that resists. What is
; not there is passed over. A file of somebody else is never replaced.
Function MoveListed
    StrCpy $Resisted ""
    !insertmacro EachLine
        ; On the way back, what still lies there has never left, and the other is somebody's own.
        ${If} $Step == "back"
        ${AndIf} ${FileExists} "$To\$Line"
            ${Continue}
        ${EndIf}
        ${If} $Step == "new"
            System::Call 'kernel32::GetFileAttributesW(w "$To\$Line")i.r2'
            IntOp $3 $2 & ${IS_FOLDER}
            ${If} $2 != ${NO_SUCH_FILE}
            ${AndIf} $3 == 0
                StrCpy $Resisted $Line
                StrCpy $Taken $Line
                ${ExitDo}
            ${EndIf}
        ${EndIf}
        ${If} ${FileExists} "$From\$Line"
            ${GetParent} "$To\$Line" $Place
            CreateDirectory $Place
            Call MoveLine
            ${If} ${Errors}
                StrCpy $Resisted $Line
                ${ExitDo}
            ${EndIf}
        ${EndIf}
    !insertmacro NextLine
FunctionEnd

Function MoveLine
    ${For} $1 1 10
        Delete "$To\$Line"
        ClearErrors
        Rename "$From\$Line" "$To\$Line"
        ${IfNot} ${Errors}
            Return
        ${EndIf}
        Sleep 200
    ${Next}
    SetErrors
FunctionEnd
