; The data folder: where the program itself looks for it, with rights for all users of the PC.

!define GOES_ELSEWHERE 0x400 ; FILE_ATTRIBUTE_REPARSE_POINT
!define NO_SUCH_FILE -1
; The group "Users", whatever Windows calls it in its language; M: modify.
!define RIGHTS "*S-1-5-32-545:(OI)(CI)M"

Function FindData
    ReadEnvStr $Data "TTHC_DESK_DATA"
    ${IfThen} $Data == "" ${|} StrCpy $Data "$APPDATA\${PRODUCT}" ${|}
FunctionEnd

Function MakeData
    ; A link that somebody put there would carry the rights to another folder.
    System::Call 'kernel32::GetFileAttributesW(w "$Data")i.r0'
    IntOp $1 $0 & ${GOES_ELSEWHERE}
    ${If} $0 != ${NO_SUCH_FILE}
    ${AndIf} $1 != 0
        ${Refuse} ${E_DATA} "$(NO_DATA)"
    ${EndIf}
    CreateDirectory "$Data"
    ${IfNot} ${FileExists} "$Data\*"
        ${Refuse} ${E_DATA} "$(NO_DATA)"
    ${EndIf}
    ; An upgrade leaves the rights as somebody may have narrowed them.
    ${If} $OldVersion == ""
        nsExec::ExecToStack '"$SYSDIR\icacls.exe" "$Data" /grant ${RIGHTS}'
        Pop $0
        Pop $1
        ${Log} "icacls $Data /grant ${RIGHTS}: $0"
        ${If} $0 != 0
            ${Log} "$1"
            ${Refuse} ${E_DATA} "$(NO_DATA)"
        ${EndIf}
    ${EndIf}
    ${Log} "data: $Data"
FunctionEnd

; Takes the pack named by /PACK=, else every pack that lies beside the setup.
Function TakePacks
    ClearErrors
    ${GetOptions} $Options "/PACK=" $0
    ${IfNot} ${Errors}
        GetFullPathName $Line $0
        Call TakePack
        Return
    ${EndIf}
    FindFirst $0 $1 "$EXEDIR\*.tthcpack"
    ${DoWhile} $1 != ""
        StrCpy $Line "$EXEDIR\$1"
        Call TakePack
        StrCpy $1 ""
        FindNext $0 $1
    ${Loop}
    FindClose $0
    ClearErrors
FunctionEnd

Function TakePack
    ${GetFileName} $Line $Place
    CreateDirectory "$Data\goi-phuong"
    ; From a disc a file comes read-only, and the next one could not replace it.
    SetFileAttributes "$Data\goi-phuong\$Place" NORMAL
    System::Call 'kernel32::CopyFileW(w "$Line", w "$Data\goi-phuong\$Place", i 0)i.r2'
    ${If} $2 == 0
        ${Refuse} ${E_PACK} "$(NO_PACK)"
    ${EndIf}
    SetFileAttributes "$Data\goi-phuong\$Place" NORMAL
    ${Log} "pack: $Place"
FunctionEnd
