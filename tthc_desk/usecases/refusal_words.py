"""Sentences of refusals by their reason, their field, or as they usually are."""

from tthc_desk.domain.errors import Code
from tthc_desk.usecases.backup_words import (
    BACKUP_DATE,
    BACKUP_FORMAT,
    BACKUP_REASONS,
    BACKUP_USUALLY,
)
from tthc_desk.usecases.pack_words import PACK_REASONS, PACK_USUALLY
from tthc_desk.usecases.totals_words import TOTALS_REASONS, TOTALS_USUALLY

_UNREADABLE = {
    "missing": "Không có tệp {file}. Hãy kiểm tra lại tên và thư mục.",
    "folder": "{file} là thư mục, không phải tệp. Hãy chỉ đúng một tệp.",
    "denied": "Không có quyền đọc tệp {file}. Hãy báo người quản trị máy.",
}
BY_REASON = {
    **TOTALS_REASONS,
    **PACK_REASONS,
    Code.MOVE: {
        "no_shift": "Theo lịch hiện nay ngày hẹn của hồ sơ này không đổi "
        "nên không có gì để quyết định.",
    },
    Code.UNDO: {
        "nothing": "Không có bước nào hoàn tác được; tiếp nhận nhầm thì người phụ trách hủy hồ sơ.",
        "other": "Bước cuối do {officer} thực hiện; "
        "chỉ người đó hoặc người phụ trách hoàn tác được.",
        "day": "Bước cuối thuộc ngày {day}; chỉ người phụ trách đính chính được.",
    },
    Code.BATCH: {
        "empty": "Danh sách {list} chưa có hồ sơ nào. Hãy đưa hồ sơ vào rồi chốt.",
        "open": "Danh sách {list} chưa chốt. Bên giao phải chốt trước khi nhận.",
        "closed": "Danh sách {list} đã chốt nên không sửa được; lập danh sách khác.",
        "accepted": "Danh sách {list} đã nhận xong.",
        "not_on": "Hồ sơ này không có trong danh sách {list}.",
        "on_list": "Hồ sơ đang nằm trong danh sách {list}; hãy nhận xong danh sách "
        "hoặc bỏ hồ sơ khỏi danh sách trước.",
    },
    Code.MONEY: {
        "known": "Danh mục đã ghi mức thu của thủ tục này nên không nhập tay được.",
        "unpaid": "Hồ sơ chưa thu khoản nào nên không có gì để hoàn trả.",
    },
    Code.DATE: {
        **BACKUP_DATE,
        "later_today": "Thời điểm này chưa đến.",
        "opening": "Quầy đã tiếp nhận từ ngày {start} nên hồ sơ của ngày ấy trở đi không phải "
        "số dư đầu kỳ. Hãy bỏ “số dư đầu kỳ”, hoặc chọn ngày không sau {high}.",
        "day_off": "{day} là ngày nghỉ. Hãy chọn ngày làm việc.",
        "ahead": "Không sinh lịch sử cho ngày chưa đến: sau đó việc thật ở phường này bị từ chối. "
        "Hãy chọn ngày cuối không sau {high}.",
        "before_last": "Sổ đã có việc ghi đến {last}, lịch sử không chen vào trước đó được. "
        "Hãy chọn ngày đầu từ {low}, hoặc lập phường tập huấn mới.",
        "no_workday": "Khoảng này không có ngày làm việc nào đã trọn. Hãy chọn khoảng khác.",
        "type": 'Ngày phải viết là chữ trong dấu nháy, ví dụ "1990-02-15".',
    },
    Code.TEXT: {
        "type": "Phải là chữ viết trong dấu nháy, không phải số, danh sách hay đối tượng.",
        "letters": "Phải có ít nhất một chữ cái.",
    },
    Code.FORMAT: {
        "term_known": "Danh mục đã ghi thời hạn của thủ tục này nên không nhập tay được.",
        "too_large": "Tệp quá lớn.",
        "too_many_rows": "Tệp có quá nhiều dòng.",
        "empty": "Tệp không có dòng dữ liệu nào.",
        "encoding": "Tệp không phải chữ Unicode (UTF-8, UTF-16). Hãy lưu lại dạng CSV UTF-8.",
        "binary": "Tệp không phải bảng CSV hay XLSX.",
        "headings": "Thiếu cột: {missing}.",
        "workbook": "Tệp XLSX không mở được.",
        "cells": "Số ô không khớp tiêu đề.",
        "formula": "Có công thức; hãy thay bằng giá trị.",
        "code": "Mã thủ tục không đúng dạng d.nnnnnn, ví dụ 1.001193.",
        "duplicate": "Mã {value} lặp lại ở các dòng {lines}.",
        "steps_format": "Không hiểu các bước “{value}”. Hãy viết ĐƠN VỊ: SỐ NGÀY, các bước cách "
        "nhau bằng dấu chấm phẩy, ví dụ Bộ phận Một cửa: 0,5; Tư pháp – Hộ tịch: 2,5.",
        "steps_many": "Có {found} bước, nhiều nhất {limit}.",
        "steps_sum": "Các bước cộng lại là {found}, khác thời hạn {term}.",
        "steps_term": "Có các bước mà không có thời hạn để chia. "
        "Hãy ghi thời hạn, hoặc bỏ các bước.",
        "steps_measure": "Các bước ghi {found}, khác đơn vị tính của thời hạn. "
        "Hãy ghi các bước theo đơn vị của thời hạn.",
        "json": "Dòng này không phải một đối tượng JSON đúng cú pháp.",
        "missing": "Thiếu trường bắt buộc.",
        "value": "Giá trị không đúng kiểu.",
        "opening": "Số dư đầu kỳ là hồ sơ đang giải quyết nên không trả kết quả ngay được.",
        "only_pdf": "Giấy tờ này chỉ có dạng PDF. Hãy đặt tên tệp kết thúc bằng .pdf.",
        "only_xlsx": "Danh sách này chỉ có dạng Excel. Hãy đặt tên tệp kết thúc bằng .xlsx.",
        "encrypted": "Tệp Excel đặt mật khẩu nên không đọc được. "
        "Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại.",
        "old_excel": "Tệp Excel kiểu cũ (.xls). "
        "Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx.",
        "web_page": "Tệp là trang web mang tên Excel. Hãy mở bằng Excel rồi lưu lại thành .xlsx.",
        "official_headings": "Không thấy cột {missing} trong 20 dòng đầu. Hãy xuất đủ cột, "
        "hoặc thêm tên cột của tệp vào danh mục cột (tthc-desk official columns export, import).",
        "official_toml": "Sai cú pháp TOML.",
        "official_key": "Không có dữ kiện tên “{name}”.",
        "official_heading": "Tên cột của “{name}” sai: phải là chữ, không quá 120 ký tự.",
        "official_twice": "“{name}” có hai lần; mỗi cột, mỗi tên, mỗi trạng thái một lần.",
        "official_needed": "Thiếu cột bắt buộc “{name}”.",
        "official_status": "Trạng thái “{name}” phải là danh sách mã từ 1 đến 10, ví dụ [2, 4].",
        "too_many_dossiers": "Danh sách dài hơn {limit} hồ sơ. "
        "Hãy chọn một hàng, tìm hẹp lại, hoặc xuất theo ngày.",
        **BACKUP_FORMAT,
        "only_csv": "Lịch năm chỉ có dạng CSV. Hãy đặt tên tệp kết thúc bằng .csv.",
        "pdf_or_xlsx": "Bảng này có dạng PDF hoặc Excel. "
        "Hãy đặt tên tệp kết thúc bằng .pdf hoặc .xlsx.",
        "calendar_headings": "Tiêu đề phải là các cột {words}; cột cuối có thể bỏ.",
        "calendar_quotes": "Dấu nháy kép mở mà không đóng.",
        "calendar_text": "Có ô dài quá {limit} ký tự hoặc có ký tự không in được.",
        "calendar_day": "Phải là ngày có thật, viết năm-tháng-ngày, ví dụ 2027-02-08.",
        "calendar_far": "Năm phải từ {first} đến {last}.",
        "calendar_twice": "{day} đã có ở dòng {first}; mỗi ngày một dòng.",
        "calendar_year": "{day} không thuộc năm {year}; mỗi tệp một năm.",
        "calendar_word": "Phải là một trong: {words}.",
        "calendar_make_up": "{day} là {weekday}, vốn đã làm việc nên không phải ngày làm bù; "
        "ngày làm bù là thứ Bảy hay Chủ nhật.",
        "calendar_nameless": "Thiếu tên ngày.",
        "calendar_missing": "Lịch năm {year} thiếu ngày nghỉ lễ theo luật (Bộ luật Lao động, "
        "Điều 112 và nghị quyết của Quốc hội): {missing}. Hãy ghi đủ vào tệp; "
        "chỉ khi thông báo chính thức đúng như vậy mới thêm --yes.",
    },
    Code.DAY_ORDER: {
        "nothing": "Ngày {day} không có gì chờ chốt: là ngày nghỉ không có việc, "
        "hoặc trước ngày làm việc đầu tiên của sổ.",
        "earlier": "Phải chốt lần lượt từng ngày; ngày {first} còn chờ chốt. "
        "Hãy chốt ngày {first} trước.",
        "open": "Ngày {day} chưa chốt nên không có gì để mở lại.",
        "last": "Chỉ mở lại được ngày chốt sau cùng, là ngày {last}.",
    },
    Code.KEY: {
        "missing": "Không thấy tệp khóa {key_file} trong thư mục dữ liệu.",
        "other": "Tệp {key_file} này là khóa của sổ khác.",
        "half_restored": "Việc khôi phục sổ bị ngắt giữa chừng nên khóa chưa khớp với sổ. "
        "Hãy làm lại việc khôi phục từ bản sao lưu ấy, với tệp khóa của bản sao.",
        "format": "Tệp {key_file} bị hỏng.",
        "unreadable": "Không đọc được tệp {key_file} (không có quyền đọc, hoặc lỗi đĩa).",
        "no_key_of_backup": "Bản sao lưu {path} chỉ mở được bằng tệp khóa của sổ ấy, mà không thấy "
        "{file}. Ghi --key TỆP nếu khóa cất ở nơi khác.",
        "other_backup": "Bản sao lưu {path} không mở được bằng khóa này: khóa là của sổ khác.",
    },
    **BACKUP_REASONS,
    Code.NO_WARD: {
        "away": "Sổ nằm ở {folder}, nhưng nơi ấy hiện không có: ổ đĩa chưa cắm hoặc đã hỏng. "
        "Không thay đổi gì. Đừng lập sổ mới. Hãy cắm lại ổ đĩa rồi làm lại; nếu ổ hỏng hẳn, "
        "khôi phục từ bản sao lưu vào thư mục khác (--data) rồi ghi thư mục ấy vào {pointer}.",
        "other_kind": "Thư mục {folder} là sổ tổng hợp của cấp trên, không phải sổ của phường. "
        "Không thay đổi gì. Mở sổ ấy bằng lệnh tthc-desk district.",
        "backup_of_superior": "Đây là bản sao lưu sổ tổng hợp của cấp trên ({superior}), không "
        "phải sổ của phường: khôi phục bằng lệnh tthc-desk restore TỆP --key TỆP_KHÓA --data "
        "THƯ_MỤC.",
        "lost": "Mất tệp dữ liệu ward.db của sổ phường trong {place} (còn khóa hoặc phần ghi dở). "
        "Không thay đổi gì. Đừng lập sổ mới ở đây: hãy tìm lại tệp ward.db, "
        "hoặc khôi phục từ bản sao lưu gần nhất.",
    },
    Code.IDENTITY: {
        "export": "Số liệu của kỳ không khớp nhau. {words} Chưa xuất gì. "
        "Hãy chạy kiểm tra dữ liệu (tthc-desk verify) và báo người quản trị.",
        "sample": "Số liệu sinh ra khác với số đã định trong tệp mẫu. {words}. "
        "Hãy báo người quản trị.",
    },
    Code.CLOCK: {
        "pack": "Gói lập lúc {last}, sau giờ của máy này ({now}): đồng hồ máy này chạy chậm, "
        "hoặc đồng hồ của máy lập gói chạy nhanh.",
    },
    Code.FOLDER: {
        "other_file": "Đã có tệp khác mang tên {path}. Hãy cất tệp đó đi, hoặc chọn thư mục khác.",
        "folder_for_file": "Đường dẫn {path} là một thư mục, không phải tệp. "
        "Hãy ghi thêm tên tệp, hoặc chọn tên khác.",
        "file_for_folder": "Đường dẫn {folder} là một tệp, không phải thư mục. "
        "Hãy chọn thư mục khác.",
        "no_folder": "Không có thư mục {folder}. Hãy tạo thư mục đó hoặc chọn thư mục khác.",
        "long_name": "Tên tệp dài quá: {path}. Hãy đặt tên ngắn hơn.",
        "other_key": "Đã có tệp khóa của sổ khác: {file}. Hãy chọn thư mục khác, hoặc sao lưu "
        "không kèm khóa.",
        "long_folder": "Đường dẫn thư mục dài quá. Hãy chọn thư mục có tên ngắn hơn.",
        "signs": "Đường dẫn có ký tự không dùng được trong tên thư mục. "
        "Hãy ghi lại, hoặc bấm nút chọn thư mục.",
        "little_room": "Ổ đĩa của thư mục {folder} chỉ còn trống {free} MB, "
        "cần ít nhất {need} MB. Hãy dọn bớt tệp, hoặc chọn ổ đĩa khác.",
        "inside_data": "Thư mục {folder} nằm trong thư mục dữ liệu: mất dữ liệu là mất cả bản "
        "sao. Hãy chọn nơi khác, tốt nhất là ổ đĩa khác.",
        "relative": "Đường dẫn “{folder}” chưa đủ. Hãy ghi từ đầu ổ đĩa, "
        "hoặc bấm nút chọn thư mục.",
        "synced": "Thư mục {folder} được đồng bộ lên mạng, dễ hỏng dữ liệu và lộ thông tin. "
        "Hãy chọn thư mục chỉ nằm trên máy này.",
    },
    Code.READONLY: {
        "read_only_file": "Tệp {path} chỉ cho đọc nên không ghi đè lên. "
        "Hãy ghi ra tên khác, hoặc bỏ chế độ chỉ đọc của tệp đó.",
        "closed_folder": "Thư mục {folder} không nhận tệp. Hãy chọn thư mục khác.",
        "other_kind": "Tệp {path} đã có và là loại tệp khác nên không ghi đè lên. "
        "Hãy ghi ra tên khác.",
        "no_file": "Đường dẫn {path} không phải tệp thường nên không ghi đè lên. "
        "Hãy ghi ra tên khác.",
    },
    Code.IO: _UNREADABLE,
    Code.PRINTER: {
        "none": "Máy này chưa có máy in nào.",
        "gone": "Không còn máy in “{printer}” trên máy này; hãy chọn máy in khác "
        "khi xem giấy (Ctrl+P).",
        "refused": "Máy in “{printer}” không nhận lệnh; hãy xem máy in có bật và có giấy không.",
    },
    Code.NOT_FOUND: {
        **_UNREADABLE,
        "no_candidate": "Đối chiếu không đề nghị “{value}”. Viết SỐ HỒ SƠ=MÃ như lệnh đã liệt kê.",
    },
    Code.PROFILE: {
        "folder": "{file} là thư mục, không phải tệp TOML.",
        "unreadable": "Không đọc được tệp {file}.",
        "encoding": "Tệp {file} không phải chữ UTF-8; hãy lưu lại dạng UTF-8.",
        "toml": "Sai cú pháp TOML.",
        "section": "Thiếu mục này; trong tệp phải có dòng đầu mục đặt trong ngoặc vuông.",
        "order": "Giờ phải tròn phút và theo thứ tự: morning_start, morning_end, afternoon_start, "
        "afternoon_end; fifteen_mark nằm giữa hai đầu của ngày làm việc.",
        "officers": "Phải có ít nhất một mục [[officers]].",
        "login": "Tên đăng nhập có hai lần; mỗi cán bộ một tên đăng nhập.",
        "unit": 'Mỗi đơn vị là một danh sách lĩnh vực, ví dụ ["Hộ tịch", "Chứng thực"].',
        "symbol": "Ký hiệu chỉ gồm chữ in hoa, các phần cách nhau bằng dấu gạch nối, ví dụ PXL.",
        "two_units": "Lĩnh vực “{value}” có hai lần; mỗi lĩnh vực chỉ thuộc một đơn vị.",
        "supervisor": 'Phải có ít nhất một cán bộ có role = "supervisor".',
        "district_code": "Mã của cấp trên phải là 2 đến 5 chữ số trong dấu nháy.",
        "chains": "Phải là danh sách gồm daily, weekly, monthly, mỗi chuỗi một lần, "
        'ví dụ ["monthly"].',
        "due_days": "Phải là số nguyên từ 0 đến 90, không có dấu nháy.",
        "ward_twice": "Mã phường {value} có hai lần; mỗi phường một mã.",
    },
    Code.FORM_TEXT: {
        "too_large": "Tệp lớn hơn {limit} byte.",
        "encoding": "Tệp không phải chữ UTF-8; hãy lưu lại dạng UTF-8.",
        "syntax": "Sai cú pháp TOML.",
        "form_set": "Phải ghi form_set là một trong: {name}.",
        "paper": "Không có giấy tờ tên “{name}” trong bộ mẫu.",
        "key": "Giấy tờ này không có lời văn tên “{name}”.",
        "type": "Sai kiểu: phải là chữ trong dấu nháy, hoặc danh sách các dòng chữ "
        "nếu mẫu ghi trong ngoặc vuông.",
        "empty": "Lời văn này không được để trống.",
        "too_long": "Dài quá {limit} ký tự.",
        "too_many": "Có quá {limit} dòng.",
        "letters": "Có ký tự không in được ({name}).",
        "brace": "Dấu ngoặc nhọn chỉ dùng cho chỗ điền, ví dụ {{unit}}.",
        "placeholder": "Không có chỗ điền {{{name}}} trong lời văn này.",
        "missing": "Thiếu chỗ điền {{{name}}} mà mẫu bắt buộc có.",
    },
}
USUALLY = {
    **TOTALS_USUALLY,
    **PACK_USUALLY,
    **BACKUP_USUALLY,
    Code.FOLDER: "Không dùng được {place}: không có thư mục đó, hoặc đó không phải thư mục. "
    "Hãy chọn thư mục khác trên máy.",
    Code.READONLY: "Không ghi được vào {place}: không có quyền ghi, hoặc tệp đang mở ở chương "
    "trình khác. Hãy đóng tệp đó hoặc chọn nơi khác; nếu vẫn vậy, báo người quản trị máy.",
    Code.REASON: "Phải ghi lý do.",
    Code.IDENTITY: "Số liệu không khớp nhau. Chỉ in được bản nháp.",
    Code.DAY_ORDER: "Phải chốt lần lượt từng ngày.",
    Code.UNDO: "Không hoàn tác được bước này.",
    Code.FORMAT: "Không đúng định dạng.",
    Code.TEXT: "Có ký tự không dùng được.",
    Code.KEY: "Thiếu khóa hoặc sai khóa của dữ liệu.",
    Code.NO_WARD: "Máy này chưa có sổ của phường. Hãy báo cán bộ công nghệ thông tin của quận "
    "lập sổ, rồi mở lại chương trình. Lệnh lập sổ: tthc-desk init --pack GÓI (hoặc --profile "
    "TỆP).",
    Code.IO: "Không đọc hoặc ghi được đĩa. Hãy kiểm tra ổ đĩa rồi làm lại.",
    Code.CHOICE: "Giá trị không có trong danh sách cho phép.",
    Code.UNKNOWN_FIELD: "Không có trường tên này.",
    Code.REQUIRED: "Thiếu thông tin này.",
    Code.PAPER: "Hồ sơ chưa có giấy tờ này ở trạng thái hiện tại.",
    Code.PRINTER: "Máy in không nhận lệnh.",
    Code.PROFILE: "Tệp cấu hình của phường sai.",
    Code.FORM_TEXT: "Tệp lời văn của phường sai.",
    Code.NOT_FOUND: "Không tìm thấy trong sổ của phường. Hãy kiểm tra lại số.",
    Code.DATE: "Ngày không có thật hoặc viết sai.",
    Code.CLOCK: "Đồng hồ máy tính chạy lùi so với việc đã ghi gần nhất.",
    Code.MOVE: "Hồ sơ đang ở trạng thái “{status}”, không thực hiện được “{action}”.",
}
BY_FIELD = {
    Code.REQUIRED: {
        "authority": "Người nhận không phải người nộp hay chủ hồ sơ: "
        "phải ghi giấy ủy quyền hoặc giấy chứng minh quan hệ.",
        "changes": "Chưa nêu nội dung nào cần đính chính.",
    },
    Code.CHOICE: {"sex": "Phải là nam hoặc nữ."},
    Code.FORMAT: {
        "request_id": "Phải là một UUID, ví dụ 123e4567-e89b-42d3-a456-426614174000.",
        "official_code": "Phải viết như mã của hệ thống: mã cơ quan-ngày-số thứ tự, "
        "ví dụ 000.00.01.H26-260302-0001.",
        "agency_code": "Phải là các nhóm chữ số, chữ in hoa cách nhau bằng dấu chấm, "
        "ví dụ H26.55.242.",
        "term": 'Phải viết như "3 working_days", "5 calendar_days", "same_day" hoặc "none".',
        "email": "Phải có dạng ten@noi.vn; có thể để trống.",
        "ward_code": "Phải có 5 chữ số; có thể để trống.",
        "changes": "Mỗi đính chính viết TRƯỜNG=GIÁ TRỊ.",
        "foreign_codes": "Phải là đối tượng JSON tên hệ thống → mã, nhiều nhất 10 mã.",
        "documents": "Phải là danh sách các giấy tờ, mỗi giấy tờ một đối tượng JSON.",
        "submitter": "Phải là một đối tượng JSON.",
        "owner": "Phải là một đối tượng JSON.",
        "pattern": "Mẫu số phải bắt đầu bằng {{agency_code}}-, có {{yymmdd}}, kết thúc bằng "
        "{{nnnn}}, và không giống mã chính thức.",
        "": "Phải là một đối tượng JSON.",
    },
    Code.NOT_FOUND: {
        "profile": "Không có tệp {file}. Hãy kiểm tra lại tên và thư mục.",
        "number": "Không có hồ sơ hay phiếu nào mang số này trong sổ của phường. "
        "Hãy kiểm tra lại số.",
        "list": "Không có danh sách bàn giao mang số này. Hãy kiểm tra lại số.",
        "paper": "Không có giấy tờ này trong sổ. Hãy đọc lại hồ sơ.",
    },
    Code.PAPER: {
        "alone": "Trong ngày người này chỉ nộp một hồ sơ nên không có phiếu tiếp nhận nhiều "
        "hồ sơ; hãy dùng giấy tiếp nhận.",
        "template_version": "Giấy tờ này do phiên bản khác của chương trình lập, bản đang dùng "
        "không vẽ lại được. Hãy cài phiên bản mới.",
        "": "Không mở được giấy tờ này để xem hay in.",
    },
    Code.PROFILE: {
        "code": "Mã đơn vị hành chính phải là 5 chữ số trong dấu nháy.",
        "training": "Phải là true hoặc false, không có dấu nháy.",
        "two_up": "Phải là true hoặc false, không có dấu nháy.",
        "names": 'Phải là danh sách tên quầy, ví dụ ["Quầy 1", "Quầy 2"].',
    },
    Code.MOVE: {
        "new_due": "Hồ sơ này không hẹn ngày nên không có gì để hẹn lại.",
        **dict.fromkeys(
            ("result_number", "result_date", "signer", "summary", "copies"),
            "Hồ sơ chưa có kết quả nên chưa có gì để đính chính.",
        ),
    },
}
