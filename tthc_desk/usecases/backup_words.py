"""Sentences of refusals about backups, upgrades and restoring."""

from tthc_desk.domain.errors import Code

BACKUP_REASONS = {
    Code.CORRUPT: {
        "backup": "Tệp {file} hỏng hoặc không phải bản sao lưu trọn vẹn. Không thay đổi gì. "
        "Hãy dùng bản sao lưu khác.",
        "copy": "Bản sao vừa ghi không giống sổ đang dùng. Sổ và các bản sao lưu trước còn nguyên. "
        "Hãy thử lại, tốt nhất vào ổ đĩa khác; nếu vẫn vậy, báo người quản trị máy.",
        "found_before": "Dữ liệu có điểm sai từ trước khi nâng cấp ({words}), nên chưa nâng cấp. "
        "Mọi thứ giữ nguyên như cũ, chương trình bản trước vẫn mở được. Hãy dùng bản trước và báo "
        "người quản trị máy; mở lại bằng bản này vẫn gặp câu này.",
        "upgrade_stopped": "Nâng cấp không xong ({words}). Sổ giữ nguyên như cũ, chương trình bản "
        "trước vẫn mở được. Hãy dùng bản trước và báo nơi cung cấp chương trình.",
        "upgrade": "Kiểm tra sau khi nâng cấp thấy sai ({words}). Sổ giữ nguyên như cũ, chương "
        "trình bản trước vẫn mở được. Hãy báo nơi cung cấp chương trình.",
    },
    Code.NEWER_SCHEMA: {
        "since": "Bản mới hơn của chương trình vừa nâng cấp sổ này. Chưa lưu gì. Hãy đóng chương "
        "trình đang mở rồi mở bằng bản mới.",
    },
    Code.OTHER_WARD: {
        "backup": "Bản sao lưu là của {ward}, còn {place} là sổ của nơi khác.",
    },
    Code.REQUIRED: {
        "after_backup": "Không đọc được sổ cũ nên chưa biết các số đã cấp sau bản sao lưu lúc "
        "{at}. Số cuối trong bản sao: {words}. Xem giấy đã in từ lúc ấy rồi ghi số cuối của từng "
        "ngày, từng loại bằng --last-number, số thứ tự sổ theo dõi bằng --last-serial. Loại nào "
        "không ghi thì chương trình bỏ trống một quãng số để không cấp trùng: {day_margin} số hồ "
        "sơ mỗi ngày, {series_margin} số mỗi loại phiếu và danh sách. Không ai nhớ số nào thì "
        "ghi --unknown; chắc chắn không cấp số nào nữa thì ghi --none-issued.",
    },
    Code.COUNT: {
        "given_out": "Số cuối không thể là {value}: sổ đã cấp hoặc bỏ trống đến số {held}. "
        "Hãy xem lại giấy đã in.",
    },
}
BACKUP_USUALLY = {
    Code.NEWER_SCHEMA: "Dữ liệu do phiên bản mới hơn tạo ra. Không đọc, không ghi gì. "
    "Hãy cài phiên bản mới của chương trình.",
    Code.CORRUPT: "Tệp dữ liệu bị hỏng. Không ghi gì thêm. Hãy khôi phục từ bản sao lưu gần nhất.",
    Code.OTHER_WARD: "Tệp ghi mã phường {ward} nhưng ký bằng khóa của phường {owner}.",
}
BACKUP_DATE = {
    "since_backup": "Số này không phải của thời gian sau bản sao lưu, từ ngày {start} đến ngày "
    "{last}. Hãy xem lại giấy đã in.",
}
BACKUP_FORMAT = {
    "last_number": "“{value}” không phải số hồ sơ của phường, số danh sách bàn giao "
    "(BG2026-0001) hay số phiếu, văn bản (07/HDHT-2026).",
}
