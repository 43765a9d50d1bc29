; The setup of one ward: the common setup with the ward's pack beside it, in one file.
; Compiled by compile.py, which names TARGET, VERSION, SETUP, PACK, PACK_NAME, ICON and OUT.
Unicode true
Target ${TARGET}
; Both are compressed already.
SetCompress off
SetDateSave off
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel admin
; The common setup shows its own pages, and none when it is given /S.
SilentInstall silent

!include LogicLib.nsh
!include FileFunc.nsh
!include asked.nsh

Name "tthc-desk"
OutFile "${OUT}"
Icon "${ICON}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "tthc-desk"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Bộ phận Một cửa: ${PACK_NAME}"
VIAddVersionKey LegalCopyright "MIT"

Section
    InitPluginsDir
    File "/oname=$PLUGINSDIR\setup.exe" "${SETUP}"
    File "/oname=$PLUGINSDIR\${PACK_NAME}" "${PACK}"
    ${GetParameters} $0
    ; As it was typed: what is wrong with it the common setup says.
    ${ReadAsked} $1
    StrCpy $0 "$0$1"
    ClearErrors
    ExecWait '"$PLUGINSDIR\setup.exe" $0' $1
    ${If} ${Errors}
        Abort
    ${EndIf}
    SetErrorLevel $1
SectionEnd
