; Where the program may go: never into the data, nor the data into it.

!macro Overlap data
    StrCpy $0 "$INSTDIR\"
    StrCpy $1 "${data}\"
    StrLen $2 $0
    StrLen $3 $1
    StrCpy $4 $0 $3
    StrCpy $5 $1 $2
    ${If} $4 == $1
    ${OrIf} $5 == $0
        StrCpy $Resisted "${data}"
    ${EndIf}
!macroend

; Tells by $Resisted which folder of the data overlaps with the chosen one; "" when none does.
Function CheckPlace
    StrCpy $Resisted ""
    !insertmacro Overlap "$Home"
    !insertmacro Overlap "$Data"
FunctionEnd

Function LeavePlace
    Call CheckPlace
    ${If} $Resisted != ""
        MessageBox MB_OK|MB_ICONEXCLAMATION "$(PLACE_OF_DATA)"
        Abort
    ${EndIf}
FunctionEnd
