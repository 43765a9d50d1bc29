; What setup and removal say.

!macro Words name vietnamese english
    LangString ${name} ${LANG_VIETNAMESE} `${vietnamese}`
    LangString ${name} ${LANG_ENGLISH} `${english}`
!macroend
!define Words `!insertmacro Words`
!define GAP "$\r$\n$\r$\n"

${Words} WELCOME \
    "Máy cần Windows 10 (bản 1809) trở lên, loại 64-bit.${GAP}Chương trình được cài cho mọi người dùng máy này. Dữ liệu của phường nằm riêng ở:$\r$\n$Data$\r$\nCài lại, nâng cấp hay gỡ chương trình đều không đụng đến dữ liệu.${GAP}Gói phường (*.tthcpack) đặt cạnh bộ cài sẽ được lấy vào cho lần mở đầu tiên.${GAP}Bấm “Tiến” để đi tiếp." \
    "This PC needs Windows 10 (1809) or later, 64-bit.${GAP}The program is installed for everyone who uses this PC. The ward's data lie apart, in:$\r$\n$Data$\r$\nInstalling again, upgrading and removing the program do not touch them.${GAP}Ward packs (*.tthcpack) that lie beside this setup are taken along for the first start.${GAP}Click “Next”."
${Words} OPEN_NOW \
    "Mở chương trình ngay" \
    "Open the program now"
${Words} NEEDS_WINDOWS \
    "Máy này không cài được: chương trình cần Windows 10 (bản 1809) trở lên, loại 64-bit." \
    "This PC cannot run the program: it needs Windows 10 (1809) or later, 64-bit."
${Words} NEEDS_ADMIN \
    "Cần quyền quản trị máy. Hãy bấm chuột phải vào tệp này và chọn “Run as administrator”." \
    "Administrator rights are needed. Right-click this file and choose “Run as administrator”."
${Words} IS_RUNNING \
    "Chương trình đang mở. Hãy đóng chương trình (ở mọi tài khoản đang đăng nhập), rồi bấm Thử lại." \
    "The program is open. Close it (for every user who is signed in), then click Retry."
${Words} IS_NEWER \
    "Máy đang có bản $OldVersion, mới hơn bản ${VERSION} này. Bản cũ hơn có thể không mở được dữ liệu. Vẫn cài bản cũ?" \
    "Version $OldVersion on this PC is newer than ${VERSION}. An older one may not open the data. Install the older one anyway?"
${Words} NOT_WRITTEN \
    "Không ghi được các tệp của chương trình. Bản đang có vẫn còn nguyên. Hãy xem ổ đĩa còn chỗ không, rồi cài lại." \
    "The program's files could not be written. The version that was there is unchanged. Check the free space, then run setup again."
${Words} NO_DATA \
    "Không lập được thư mục dữ liệu cho mọi người dùng máy: $Home. Chương trình chưa được cài." \
    "The data folder for all users of this PC could not be made: $Home. The program has not been installed."
${Words} NO_PACK \
    "Không chép được gói phường: $Line. Chương trình chưa được cài." \
    "The ward pack could not be copied: $Line. The program has not been installed."
${Words} BAD_PACK \
    "Tệp này không phải gói phường (*.tthcpack) còn nguyên: $Line. Chương trình chưa được cài." \
    "This file is no whole ward pack (*.tthcpack): $Line. The program has not been installed."
${Words} UNKNOWN_WORD \
    "Không hiểu “$Unknown” trên dòng lệnh. Chưa làm gì cả." \
    "“$Unknown” on the command line is unknown. Nothing has been done."
${Words} BAD_PLACE \
    "Không cài được vào chỗ đã ghi: $Asked. Sau /D= là đường dẫn đầy đủ tới một thư mục trên ổ đĩa có thật (không phải cả ổ đĩa), không có ngoặc kép, và đứng cuối cùng. Chưa cài gì." \
    "The program cannot go where it was told: $Asked. After /D= stands the full path of a folder on a drive that exists (not the drive itself), without quotes, as the last word. Nothing has been installed."
${Words} PLACE_OF_DATA \
    "Không cài được vào $INSTDIR: ở đó là dữ liệu của phường ($Resisted). Hãy chọn thư mục khác, tách khỏi dữ liệu." \
    "The program cannot go to $INSTDIR: the ward's data lie there ($Resisted). Choose another folder, apart from the data."
${Words} PLACE_TAKEN \
    "Trong $INSTDIR đã có tệp $Taken không phải của chương trình này. Hãy chọn thư mục trống. Chưa thay đổi gì." \
    "In $INSTDIR there is a file $Taken that is not of this program. Choose an empty folder. Nothing has been changed."
${Words} NOT_PUT_BACK \
    "Một lần cài đã đứt quãng và chưa đặt lại được tệp $Resisted trong $INSTDIR. Các tệp của bản đang có nằm ở ~tthc-old trong thư mục ấy. Hãy khởi động lại máy rồi chạy lại bộ cài này." \
    "A setup was broken off, and the file $Resisted in $INSTDIR could not be put back. The files of the version that was there lie in ~tthc-old in that folder. Restart the PC, then run this setup again."
${Words} PACK_NAME \
    "Gói phường" \
    "Ward pack"
${Words} KEEP_DATA \
    "Giữ lại dữ liệu của phường ở $Data?${GAP}Nên giữ: cài lại chương trình là mở tiếp được." \
    "Keep the ward's data in $Data?${GAP}Better keep them: after installing again the program goes on with them."
${Words} REALLY_DELETE \
    "Mọi hồ sơ trong $Data sẽ mất hẳn, không lấy lại được.${GAP}Xóa hẳn dữ liệu?" \
    "Every dossier in $Data will be gone for good.${GAP}Delete the data?"
${Words} NOT_REMOVED \
    "Còn tệp không gỡ được: $Resisted. Hãy khởi động lại máy rồi gỡ lần nữa." \
    "A file could not be removed: $Resisted. Restart the PC, then remove the program again."
${Words} DATA_NOT_REMOVED \
    "Chương trình đã gỡ, nhưng dữ liệu còn ở $Data: hãy tự xem và xóa." \
    "The program is removed, but the data are still in $Data: look at them and delete them yourself."
