; Removal: the files of the list, nothing else; data only when it is asked for twice.

; Unlike a loop of ours, it does not follow links out of the folder.
!define EmptyFolder `!insertmacro EmptyFolder`
!macro EmptyFolder folder
    nsExec::ExecToStack '"$SYSDIR\cmd.exe" /d /c rd /s /q "${folder}"'
    Pop $0
    Pop $1
!macroend

Function un.onInit
    !insertmacro Begin "removal ${VERSION}"
    ReadRegStr $Home HKLM "${OWN_KEY}" "Data"
    ${FindData}
FunctionEnd

Function un.CheckPc
    ${RefuseOthers}
FunctionEnd

Section "Uninstall"
    ${If} ${Silent}
        Call un.CheckPc
    ${EndIf}
    ${AskToClose} "$INSTDIR"
    Call un.AskForData
    ${CopyList} "$INSTDIR" "old.txt"
    ${RemoveListed} "$PLUGINSDIR\old.txt" "$INSTDIR"
    ; Started with _?=, to be waited for, the uninstaller itself cannot go.
    ${If} $Resisted != ""
    ${AndIf} $Resisted != "${UNINSTALLER}"
        ${Refuse} ${E_FILES} "$(NOT_REMOVED)"
    ${EndIf}
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${SHORTCUT}.lnk"
    Delete "$SMPROGRAMS\${CONSOLE}.lnk"
    Delete "$DESKTOP\${SHORTCUT}.lnk"
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
    DeleteRegKey HKLM "${OWN_KEY}"
    DeleteRegKey HKLM "Software\Classes\${PACK_TYPE}"
    ReadRegStr $0 HKLM "Software\Classes\.tthcpack" ""
    ${If} $0 == "${PACK_TYPE}"
        DeleteRegKey HKLM "Software\Classes\.tthcpack"
    ${EndIf}
    ${RefreshShellIcons}
    Call un.RemoveData
    ${Log} "done"
SectionEnd

Function un.AskForData
    ${IfNot} ${Silent}
        StrCpy $DeleteData ""
    ${EndIf}
    ${IfNot} ${FileExists} "$Data\*"
        Return
    ${EndIf}
    MessageBox MB_YESNO|MB_ICONQUESTION "$(KEEP_DATA)" /SD IDYES IDYES keep
    MessageBox MB_YESNO|MB_ICONSTOP|MB_DEFBUTTON2 "$(REALLY_DELETE)" IDNO keep
    StrCpy $DeleteData "YES"
    keep:
FunctionEnd

Function un.RemoveData
    ${If} $DeleteData S!= "YES"
        ${Log} "data kept: $Data"
        Return
    ${EndIf}
    ${If} $Data == $Home
    ${AndIfNot} ${FileExists} "$Data\*"
        Return
    ${EndIf}
    Call un.IsWards
    ${If} $0 == ""
        ${Refuse} ${E_DATA} "$(DATA_NOT_REMOVED)"
    ${EndIf}
    ${EmptyFolder} "$Data"
    ${If} ${FileExists} "$Data\*"
        ${Refuse} ${E_DATA} "$(DATA_NOT_REMOVED)"
    ${EndIf}
    ; Only now: as long as data are left, what leads to them stays.
    ${If} $Data != $Home
        ${EmptyFolder} "$Home"
    ${EndIf}
    ${Log} "data removed: $Data"
FunctionEnd

; Tells by $0 whether the folder is a ward's or a district's: a path that somebody bent to another
; place is not emptied, nor a whole drive.
Function un.IsWards
    StrCpy $0 ""
    StrLen $1 $Data
    ${If} $1 <= 3
        Return
    ${EndIf}
    ${If} ${FileExists} "$Data\ward.db"
    ${OrIf} ${FileExists} "$Data\district.db"
    ${OrIf} ${FileExists} "$Data\goi-phuong\*"
        StrCpy $0 "yes"
    ${EndIf}
FunctionEnd
