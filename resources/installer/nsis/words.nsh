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
    "Không lập được thư mục dữ liệu cho mọi người dùng máy: $Data. Chương trình chưa được cài." \
    "The data folder for all users of this PC could not be made: $Data. The program has not been installed."
${Words} NO_PACK \
    "Không chép được gói phường: $Line. Chương trình chưa được cài." \
    "The ward pack could not be copied: $Line. The program has not been installed."
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
