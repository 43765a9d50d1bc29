; The Windows setup: the program for every user of the PC, its data apart in ProgramData.
; Compiled by compile.py, which names TARGET, VERSION, FOLDER, FILES, ICON, SIDE,
; SIZE_KB and OUT.
Unicode true
Target ${TARGET}
SetCompressor /SOLID lzma
SetCompressorDictSize 32
; The same folder gives the same setup, whenever it is compiled.
SetDateSave off
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel admin

!include LogicLib.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include MUI2.nsh

!define PRODUCT "tthc-desk"
!define SHORTCUT "Bộ phận Một cửa"
!define OWN_KEY "Software\${PRODUCT}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define CONSOLE "Dòng lệnh Một cửa"
!define PACK_TYPE "${PRODUCT}.pack"
!define LIST "tthc-desk-files.txt"
!define UNINSTALLER "uninstall.exe"
!define COMMANDS "lenh"
; Windows 10 1809: the oldest one Qt supports.
!define OLDEST_BUILD 17763

; Exit codes; 0 to 2 are those of NSIS: done, cancelled, broken off.
!define E_WINDOWS 10
!define E_RUNNING 11
!define E_NEWER 12
!define E_FILES 13
!define E_DATA 14
!define E_PACK 15
!define E_ADMIN 16
!define E_WORDS 17
!define E_PLACE 18

Name "${SHORTCUT}"
BrandingText "${PRODUCT} ${VERSION}"
OutFile "${OUT}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${PRODUCT}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${SHORTCUT}"
VIAddVersionKey LegalCopyright "MIT"

Var Home
Var Data
Var OldVersion
Var OldFolder
Var Step

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_GUIINIT CheckPc
!define MUI_CUSTOMFUNCTION_UNGUIINIT un.CheckPc
!define MUI_WELCOMEPAGE_TITLE "${SHORTCUT} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_NOW)"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenProgram
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeavePlace
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

!include words.nsh
!include asked.nsh
!include steps.nsh
!include options.nsh
!include place.nsh
!include data.nsh
!include removal.nsh

Function .onInit
    !insertmacro Begin "setup ${VERSION}"
    ReadRegStr $OldVersion HKLM "${OWN_KEY}" "Version"
    ReadRegStr $OldFolder HKLM "${OWN_KEY}" "Folder"
    ReadEnvStr $Home "TTHC_DESK_DATA"
    ${IfThen} $Home == "" ${|} StrCpy $Home "$APPDATA\${PRODUCT}" ${|}
    ${FindData}
    ${ReadAsked} $Asked
    ; What NSIS keeps of /D= is a folder it can make.
    ${If} $INSTDIR != ""
        StrCpy $Asked ""
    ${Else}
        StrCpy $INSTDIR $OldFolder
    ${EndIf}
    ${If} $INSTDIR == ""
        StrCpy $INSTDIR "$PROGRAMFILES64\${PRODUCT}"
    ${EndIf}
FunctionEnd

; Before the first page, or before the first act of a silent setup: sentences are in the chosen
; language only after .onInit.
Function CheckPc
    ${RefuseOthers}
    ${IfNot} ${RunningX64}
    ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
        ${Refuse} ${E_WINDOWS} "$(NEEDS_WINDOWS)"
    ${EndIf}
    ${If} $Asked != ""
        ${Refuse} ${E_PLACE} "$(BAD_PLACE)"
    ${EndIf}
    Call RefuseOlder
FunctionEnd

Function RefuseOlder
    ${If} $Force != ""
        Return
    ${EndIf}
    ${VersionCompare} "${VERSION}" "$OldVersion" $0
    ${If} $0 == 2
    ${AndIf} $OldVersion != ""
        ${Log} "$(IS_NEWER)"
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(IS_NEWER)" /SD IDNO IDYES go_on
        SetErrorLevel ${E_NEWER}
        Quit
        go_on:
    ${EndIf}
FunctionEnd

Section
    ${If} ${Silent}
        Call CheckPc
    ${EndIf}
    Call CheckPlace
    ${If} $Resisted != ""
        ${Refuse} ${E_PLACE} "$(PLACE_OF_DATA)"
    ${EndIf}
    Call CheckPack
    ${AskToClose} "$INSTDIR"
    ${AskToClose} "$OldFolder"
    Call MakeData
    Call TakePacks
    Call PutFiles
    Call RemoveOldPlace
    Call Register
    Call MakeShortcuts
    ${Log} "done"
SectionEnd

Function .onInstFailed
    ; A file could not be unpacked; nothing of the old version has been touched.
    SetOutPath $TEMP
    RMDir /r "$INSTDIR\~tthc-new"
    SetErrorLevel ${E_FILES}
    ${Log} "exit ${E_FILES}: $(NOT_WRITTEN)"
FunctionEnd

; New files are unpacked beside the old ones; then the old go and the new come by renaming, which
; is undone when one of them resists.
Function PutFiles
    Call PutBack
    RMDir /r "$INSTDIR\~tthc-new"
    SetOutPath "$INSTDIR\~tthc-new\${COMMANDS}"
    File "tthc-desk.cmd"
    SetOutPath "$INSTDIR\~tthc-new"
    File /r "${FOLDER}/*"
    WriteUninstaller "$INSTDIR\~tthc-new\${UNINSTALLER}"
    ; Last of all: where it lies, everything was unpacked.
    File "/oname=${LIST}" "${FILES}"
    File "/oname=$PLUGINSDIR\new.txt" "${FILES}"
    SetOutPath $INSTDIR
    ${CopyList} "$INSTDIR" "old.txt"
    StrCpy $Taken ""
    StrCpy $Step "old"
    ${MoveListed} "$PLUGINSDIR\old.txt" "$INSTDIR" "$INSTDIR\~tthc-old"
    ${If} $Resisted == ""
        StrCpy $Step "new"
        ${MoveListed} "$PLUGINSDIR\new.txt" "$INSTDIR\~tthc-new" "$INSTDIR"
    ${EndIf}
    ${If} $Resisted != ""
        Call TakeBack
        ${If} $Resisted != ""
            ${Refuse} ${E_FILES} "$(NOT_PUT_BACK)"
        ${ElseIf} $Taken != ""
            Call DropData
            ${Refuse} ${E_PLACE} "$(PLACE_TAKEN)"
        ${EndIf}
        ${Refuse} ${E_FILES} "$(NOT_WRITTEN)"
    ${EndIf}
    ${PruneListed} "$PLUGINSDIR\old.txt" "$INSTDIR"
    RMDir /r "$INSTDIR\~tthc-new"
    RMDir /r "$INSTDIR\~tthc-old"
    ${Log} "files: $INSTDIR"
FunctionEnd

; Puts back what a setup that was broken off, by a power cut say, has moved away. The list is always
; the last file to move, so where it lies tells how far that setup came.
Function PutBack
    Delete "$PLUGINSDIR\new.txt"
    Delete "$PLUGINSDIR\old.txt"
    ${If} ${FileExists} "$INSTDIR\${LIST}"
    ${AndIfNot} ${FileExists} "$INSTDIR\~tthc-new\${LIST}"
        ; It had not begun to move, or had moved everything.
        RMDir /r "$INSTDIR\~tthc-old"
        Return
    ${EndIf}
    ${CopyList} "$INSTDIR\~tthc-new" "new.txt"
    ${If} ${FileExists} "$INSTDIR\${LIST}"
        StrCpy $Step "old"
        ${CopyList} "$INSTDIR" "old.txt"
    ${Else}
        StrCpy $Step "new"
        ${CopyList} "$INSTDIR\~tthc-old" "old.txt"
    ${EndIf}
    Call TakeBack
    ${If} $Resisted != ""
        ${Refuse} ${E_FILES} "$(NOT_PUT_BACK)"
    ${EndIf}
    Delete "$PLUGINSDIR\old.txt"
FunctionEnd

Function TakeBack
    ${If} $Resisted != ""
        ${Log} "resisted: $Resisted"
    ${EndIf}
    ${If} $Step == "new"
        StrCpy $Step "back"
        ${MoveListed} "$PLUGINSDIR\new.txt" "$INSTDIR" "$INSTDIR\~tthc-new"
    ${EndIf}
    StrCpy $Step "old"
    ${MoveListed} "$PLUGINSDIR\old.txt" "$INSTDIR\~tthc-old" "$INSTDIR"
    ${PruneListed} "$PLUGINSDIR\new.txt" "$INSTDIR"
    ${PruneListed} "$PLUGINSDIR\old.txt" "$INSTDIR\~tthc-old"
    SetOutPath $TEMP
    RMDir /r "$INSTDIR\~tthc-new"
    RMDir "$INSTDIR\~tthc-old"
FunctionEnd

Function RemoveOldPlace
    ${If} $OldFolder != ""
    ${AndIf} $OldFolder != $INSTDIR
    ${AndIf} ${FileExists} "$OldFolder\${LIST}"
        ${CopyList} "$OldFolder" "old.txt"
        ${RemoveListed} "$PLUGINSDIR\old.txt" "$OldFolder"
        RMDir "$OldFolder"
        ${Log} "moved from $OldFolder"
    ${EndIf}
FunctionEnd

Function Register
    WriteRegStr HKLM "${OWN_KEY}" "Version" "${VERSION}"
    WriteRegStr HKLM "${OWN_KEY}" "Folder" "$INSTDIR"
    WriteRegStr HKLM "${OWN_KEY}" "Data" "$Home"
    WriteRegStr HKLM "${OWN_KEY}" "Language" "$LANGUAGE"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${SHORTCUT} (${PRODUCT})"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\tthc-desk.exe"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${PRODUCT}"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
    WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
    WriteRegStr HKLM "Software\Classes\.tthcpack" "" "${PACK_TYPE}"
    WriteRegStr HKLM "Software\Classes\${PACK_TYPE}" "" "$(PACK_NAME)"
    WriteRegStr HKLM "Software\Classes\${PACK_TYPE}\DefaultIcon" "" "$INSTDIR\tthc-desk.exe,0"
    WriteRegStr HKLM "Software\Classes\${PACK_TYPE}\shell\open\command" "" \
        '"$INSTDIR\tthc-desk.exe" "%1"'
    ${RefreshShellIcons}
FunctionEnd

Function MakeShortcuts
    SetOutPath $INSTDIR
    CreateShortcut "$SMPROGRAMS\${SHORTCUT}.lnk" "$INSTDIR\tthc-desk.exe"
    ; There the commands work as they are written everywhere; PATH of the PC stays as it is.
    CreateShortcut "$SMPROGRAMS\${CONSOLE}.lnk" "$SYSDIR\cmd.exe" \
        '/d /k set "PATH=$INSTDIR\${COMMANDS};%PATH%" & cd /d "%USERPROFILE%"' \
        "$INSTDIR\tthc-desk-cli.exe"
    ; An upgrade does not bring back what somebody removed from the desktop.
    ${If} $OldVersion == ""
    ${OrIf} ${FileExists} "$DESKTOP\${SHORTCUT}.lnk"
        CreateShortcut "$DESKTOP\${SHORTCUT}.lnk" "$INSTDIR\tthc-desk.exe"
    ${EndIf}
FunctionEnd

Function OpenProgram
    ; Through the desktop's own process: the setup's rights do not pass on to the program.
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\tthc-desk.exe"'
FunctionEnd
