"""Sentences of what is found in ward packs, and of the refusals to take one over."""

from tthc_desk.domain.errors import Code

_ASK_IT = "Hãy xin bộ phận công nghệ thông tin gửi lại gói."

PACK_TEXTS: dict[Code, str] = {
    Code.PACK: "{why}",
    Code.PACK_FILE: "{why} {nothing}",
    Code.PACK_KEY: "{why} {nothing}",
}
"""Code → sentence; findings of a folder change nothing, so they do not say what was saved."""

PACK_REASONS: dict[Code, dict[str, str]] = {
    Code.PACK: {
        "file_missing": "Thiếu tệp này trong gói.",
        "file_empty": "Tệp này trống. Hãy điền như tệp mẫu (tthc-desk ward-pack new).",
        "pack_large": "Các tệp cộng lại lớn hơn mức cho phép của một gói ({limit} KB sau khi đóng "
        "gói); tệp này lớn nhất. Hãy bớt nội dung: thủ tục phường không làm, giấy tờ không cần.",
        "procedures_none": "Chưa có thủ tục nào. Hãy ghi mỗi thủ tục một dòng.",
        "file_unknown": "Tệp này không thuộc gói cấu hình. Hãy bỏ đi hoặc đặt đúng tên: {words}.",
        "file_text": "Tệp phải là chữ UTF-8. Hãy lưu lại dạng CSV UTF-8.",
        "column": "Không có cột tên “{name}”. Các cột có: {words}.",
        "columns_missing": "Thiếu cột: {missing}.",
        "officers_in_profile": "Cán bộ của gói ghi ở can-bo.csv. Hãy bỏ các mục [[officers]].",
        "officers_none": "Chưa có cán bộ nào. Hãy ghi mỗi cán bộ một dòng.",
        "header_unit": "Tên cơ quan trên đầu giấy tờ (unit) là “{value}”, không nêu tên {ward}.",
        "header_superior": "Cơ quan cấp trên trên đầu giấy tờ (superior) là “{value}”, "
        "lại nêu tên chính phường này.",
        "header_upper": "Cơ quan cấp trên trên đầu giấy tờ (superior) là “{value}”, khác cơ quan "
        "nhận số liệu (upper_authority) “{upper}”. Hãy xem có đúng không.",
        "header_counter": "Tên bộ phận (counter) là “{value}”, không nêu tên {ward}.",
        "place": "Địa danh (place) là “{value}”, không phải tên {ward}.",
        "contact_other": "{key} của {ward} là “{value}”, lại nêu {other}. Hãy ghi cột {key} của "
        "{ward} trong bảng.",
        "training": "Gói này lập phường TẬP HUẤN: mọi giấy tờ có dấu tập huấn.",
        "desk_twice": "Tên quầy “{value}” có hai lần; mỗi quầy một tên.",
        "login_case": "Tên đăng nhập “{value}” chỉ khác “{other}” ở chữ hoa, chữ thường. "
        "Hãy đặt tên khác.",
        "login_blank": "Tên đăng nhập “{value}” có khoảng trắng. Hãy viết liền.",
        "no_counter": "Không có cán bộ nào giữ vai trò counter (tiếp nhận). Hãy xem có đúng không.",
        "hours_part": "Thiếu {name}. Hãy ghi đủ năm giờ như tệp mẫu.",
        "hours_night": "Giờ làm việc ghi {value}. Hãy xem có đúng không.",
        "units_field": "Đơn vị “{unit}” có lĩnh vực “{value}”, không thủ tục nào thuộc lĩnh vực "
        "này. Hãy xem có đúng tên không.",
        "keys_twice": "Chữ gõ tắt “{value}” của thủ tục {procedure} cũng là của thủ tục {other}. "
        "Hãy đặt chữ khác.",
        "procedure_over": "Thủ tục {procedure} “{name}” đã hết áp dụng sau {day}: "
        "phường không tiếp nhận nữa.",
        "paper_twice": "Giấy tờ “{value}” đã có ở dòng {first}.",
        "calendar_later": "Lịch năm {year} chưa được xác nhận: phường sẽ phải xác nhận.",
        "file_link": "Tệp này là liên kết đến nơi khác. Hãy chép tệp thật vào thư mục.",
        "file_kind": "Đây không phải tệp thường. Hãy chép tệp thật vào thư mục.",
        "no_code": "“{name}” chưa có mã thủ tục quốc gia. Hãy ghi mã dạng d.nnnnnn.",
        "no_term": "Thủ tục {procedure} “{name}” chưa có thời hạn dùng được; "
        "trong tệp đang ghi “{value}”. Hãy ghi thời hạn, ví dụ 5 ngày làm việc; "
        "nếu chưa có văn bản thì ghi Hỏi tại quầy.",
        "ask_term": "Thủ tục {procedure} “{name}” chưa có thời hạn: quầy sẽ hỏi khi tiếp nhận.",
        "term_channels": "Thủ tục {procedure} “{name}” chưa có thời hạn cho mọi cách nộp: "
        "quầy sẽ hỏi khi tiếp nhận.",
        "term_unsure": "Thời hạn của thủ tục {procedure} “{name}” chưa có nguồn kiểm chứng. "
        "Hãy đối chiếu quyết định công bố.",
        "no_fee": "Thủ tục {procedure} “{name}” chưa có mức thu dùng được; "
        "trong tệp đang ghi “{value}”. Hãy ghi mức thu theo nghị quyết HĐND, "
        "Miễn phí nếu không thu; "
        "nếu chưa có văn bản thì ghi Hỏi tại quầy.",
        "ask_fee": "Thủ tục {procedure} “{name}” chưa có mức thu: quầy sẽ hỏi khi tiếp nhận.",
        "fee_channels": "Thủ tục {procedure} “{name}” có mức thu cho vài cách nộp. "
        "Hãy ghi đủ các cách nộp còn lại.",
        "steps_unit": "Bước của thủ tục {procedure} giao “{value}”, không có trong [units] hay ở "
        "cột unit của can-bo.csv. Hãy xem có đúng tên không.",
        "papers_code": "Thủ tục {procedure} không có trong thu-tuc.csv.",
        "calendar_none": "Thiếu lịch làm việc năm {year}. Hãy ghi tệp này rồi xác nhận năm đó ở "
        "mục [calendar] của phuong.toml.",
        "calendar_unconfirmed": "Lịch năm {year} chưa được xác nhận. Đối chiếu xong với thông báo "
        "chính thức, hãy ghi [calendar] confirmed = [{year}].",
        "calendar_no_file": "Xác nhận lịch năm {year} mà gói không có tệp {name}.",
        "calendar_confirmed": "Phải là danh sách năm, ví dụ [calendar] confirmed = [2026].",
        "calendar_name": "Tên tệp không đúng: các ngày trong tệp là của năm {year}.",
        "calendar_missing": "Lịch năm {year} thiếu ngày nghỉ lễ theo luật (Bộ luật Lao động, "
        "Điều 112 và nghị quyết của Quốc hội): {missing}.",
        "logo_type": "Logo không phải tệp PNG. Hãy lưu lại thành PNG.",
        "logo_bytes": "Logo lớn hơn {limit} KB. Hãy thu nhỏ ảnh.",
        "logo_pixels": "Logo rộng {width}, cao {height} điểm ảnh, mỗi chiều nhiều nhất {limit}. "
        "Hãy thu nhỏ ảnh.",
        "logo_damaged": "Tệp logo bị hỏng. Hãy lưu lại thành PNG.",
        "logo_depth": "Logo dùng 16 bit mỗi màu. Hãy lưu lại PNG 8 bit mỗi màu.",
        "logo_blank": "Logo toàn màu trắng hoặc trong suốt: in ra giấy không thấy gì. "
        "Hãy dùng bản vẽ cho nền trắng.",
        "logo_pale": "Logo quá nhạt: in ra giấy gần như không thấy. Hãy dùng bản đậm hơn.",
        "logo_coarse": "Logo rộng {width}, cao {height} điểm ảnh, in ra sẽ vỡ nét. "
        "Chiều dài hơn nên có ít nhất {least} điểm ảnh (in ra nhiều nhất {mm} mm).",
        "logo_long": "Logo rộng {width}, cao {height} điểm ảnh, quá dài: in ra chiều dài nhiều "
        "nhất {mm} mm, chiều kia nhỏ khó đọc. Hãy dùng bản gần vuông.",
        "table_empty": "Bảng không có phường nào.",
        "table_code": "Mã phường phải là 5 chữ số; trong bảng đang ghi “{value}”. "
        "Excel hay làm mất số 0 ở đầu: hãy định dạng cột là chữ.",
        "table_twice": "“{value}” đã có ở dòng {first}; mỗi phường một giá trị riêng.",
        "not_whole": "Gói chưa lập được: có {count} lỗi. Không ghi tệp nào. "
        "Hãy sửa các lỗi đã liệt kê rồi làm lại.",
        "other_ward": "Gói là của {ward}, sổ này của {own}. Chưa thay đổi gì. "
        "Hãy lấy đúng gói của phường.",
        "other_training": "Gói tập huấn chỉ dùng cho phường tập huấn, gói thật chỉ dùng cho sổ "
        "thật. Chưa thay đổi gì.",
        "older": "Gói lập lúc {found}, cũ hơn gói đang dùng (lập lúc {last}). Chưa thay đổi gì. "
        + _ASK_IT,
        "same_day": "Thủ tục {codes} đã có phiên bản bắt đầu từ {day}, có thể đã nhận hồ sơ theo "
        "phiên bản đó nên không thay được. Chưa áp dụng gì. "
        "Hãy áp dụng gói từ ngày {first} (--from).",
        "changed": "Sổ của phường vừa thay đổi sau khi xem khác biệt. Chưa áp dụng gì. "
        "Hãy xem lại khác biệt rồi áp dụng.",
    },
    Code.PACK_FILE: {
        "not_pack": "Không phải gói cấu hình phường, hoặc tệp đã hỏng. " + _ASK_IT,
        "other_kind": "Đây là tệp khác của chương trình, không phải gói cấu hình phường. "
        "Hãy chọn tệp PHUONG_….tthcpack.",
        "too_large": "Tệp lớn hơn mức cho phép của gói cấu hình phường. " + _ASK_IT,
        "too_large_made": "Gói lập ra lớn hơn mức cho phép nên không ghi. "
        "Hãy bớt nội dung: thu nhỏ logo, bỏ thủ tục phường không làm và giấy tờ không cần.",
        "truncated": "Gói bị cụt, không đủ nội dung. " + _ASK_IT,
        "signature": "Chữ ký của gói không đúng: gói đã bị sửa hoặc hỏng. " + _ASK_IT,
        "newer": "Gói do phiên bản mới hơn của chương trình lập. "
        "Hãy cài phiên bản mới của chương trình.",
        "content": "Gói có chỗ chương trình này không dùng được: tệp {name}, dòng {at_line}. "
        + _ASK_IT,
    },
    Code.PACK_KEY: {
        "missing": "Không có tệp khóa {file}. Hãy kiểm tra lại tên và thư mục, "
        "hoặc lập khóa: tthc-desk ward-pack key new.",
        "unreadable": "Không đọc được tệp khóa {file}. Hãy kiểm tra quyền đọc.",
        "format": "Tệp {file} không phải khóa ký gói, hoặc đã hỏng. Hãy dùng đúng tệp khóa.",
        "other": "Gói ký bằng khóa khác với khóa phường đang tin ({known}). "
        "Dấu vân tay của khóa mới là {found}. Hãy gọi bộ phận công nghệ thông tin đối chiếu, "
        "rồi gõ lại dấu vân tay ấy (--fingerprint).",
        "unknown": "Phường chưa tin khóa nào. Dấu vân tay của khóa ký gói là {found}. "
        "Hãy đối chiếu với phiếu của bộ phận công nghệ thông tin, rồi gõ lại dấu vân tay ấy "
        "(--fingerprint).",
    },
}

PACK_USUALLY: dict[Code, str] = {
    Code.PACK: "Gói cấu hình phường không dùng được.",
    Code.PACK_FILE: "Không đọc được gói cấu hình phường.",
    Code.PACK_KEY: "Khóa ký gói không dùng được.",
}
