; Removal: the files of the list, nothing else; data only when it is asked for twice.

Var DeleteData

Function un.onInit
    !insertmacro Begin "removal ${VERSION}"
    ReadRegStr $Data HKLM "${OWN_KEY}" "Data"
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
    ${CopyList} "$INSTDIR"
    ${RemoveListed} "$PLUGINSDIR\old.txt" "$INSTDIR"
    ; Started with _?=, to be waited for, the uninstaller itself cannot go.
    ${If} $Resisted != ""
    ${AndIf} $Resisted != "${UNINSTALLER}"
        ${Refuse} ${E_FILES} "$(NOT_REMOVED)"
    ${EndIf}
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${SHORTCUT}.lnk"
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
    ${GetOptions} $Options "/DELETEDATA=" $DeleteData
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
    ${OrIfNot} ${FileExists} "$Data\*"
        ${Log} "data kept: $Data"
        Return
    ${EndIf}
    ; A path that somebody bent to another place is not emptied.
    ${IfNot} ${FileExists} "$Data\ward.db"
    ${AndIfNot} ${FileExists} "$Data\district.db"
    ${AndIfNot} ${FileExists} "$Data\goi-phuong\*"
        ${Refuse} ${E_DATA} "$(DATA_NOT_REMOVED)"
    ${EndIf}
    ; Unlike a loop of ours, it does not follow links out of the folder.
    nsExec::ExecToStack '"$SYSDIR\cmd.exe" /d /c rd /s /q "$Data"'
    Pop $0
    Pop $1
    ${If} ${FileExists} "$Data\*"
        ${Refuse} ${E_DATA} "$(DATA_NOT_REMOVED)"
    ${EndIf}
    ${Log} "data removed: $Data"
FunctionEnd
