; Where /D= was meant to lead. NSIS drops it silently when it finds no such place, and installs
; elsewhere: only the command line itself still tells.

!define ReadAsked `!insertmacro ReadAsked`
!macro ReadAsked result
    System::Call 'kernel32::GetCommandLineW()w.R0'
    ; NSIS has cut its own copy where " /D=" begins.
    StrLen $R1 $CMDLINE
    StrCpy ${result} $R0 "" $R1
!macroend
