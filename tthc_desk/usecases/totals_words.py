"""Sentences of the refusals that sending and receiving totals can meet."""

from tthc_desk.domain.errors import Code
from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import Standing

_AGAIN = "Hãy xin phường gửi lại đúng tệp đã xuất."

TOTALS_TEXTS: dict[Code, str] = {
    Code.PERIOD: "{why} {nothing}",
    Code.SENT: "Kỳ {from_day} – {to_day} đã gửi và số liệu từ đó đã đổi. {nothing} "
    "Hãy xuất tệp sửa đổi, thay cho tệp {hash}.",
    Code.AMEND: "{why} {nothing}",
    Code.SIGNING_KEY: "{why} {nothing}",
    Code.READ_BACK: "Tệp đọc lại khác với tệp vừa ghi, có thể ổ đĩa hỏng hoặc đã rút. "
    "Không để lại tệp nào dưới tên thật. Hãy dùng ổ khác rồi gửi lại.",
    Code.NOT_TOTALS: "Không phải tệp số liệu của chương trình này. {nothing}",
    Code.FILE_SIZE: "Tệp lớn hơn mức cho phép ({limit} byte). {nothing} " + _AGAIN,
    Code.FILE_TYPE: "Loại tệp hoặc phiên bản tệp không dùng được ở đây. {nothing} "
    "Hãy kiểm tra lại tệp, hoặc cài phiên bản mới của chương trình.",
    Code.TRUNCATED: "Tệp bị cụt, không đủ nội dung. {nothing} " + _AGAIN,
    Code.JSON_DUPLICATE: "Trong tệp có trường ghi hai lần. {nothing} " + _AGAIN,
    Code.JSON_NUMBER: "Trong tệp có số không phải số nguyên cho phép. {nothing} " + _AGAIN,
    Code.JSON_DEPTH: "Cấu trúc tệp lồng quá sâu. {nothing} " + _AGAIN,
    Code.SIGNATURE: "Chữ ký của tệp không đúng: tệp đã bị sửa hoặc hỏng. {nothing} " + _AGAIN,
    Code.KEY_UNKNOWN: "Tệp ký bằng khóa {key} chưa đăng ký. {nothing} "
    "Hãy đối chiếu phiếu khóa của phường rồi đăng ký khóa.",
    Code.KEY_REVOKED: "Tệp ký bằng khóa {key} đã thu hồi. {nothing} "
    "Hãy yêu cầu phường gửi lại bằng khóa đang dùng.",
    Code.KEY_PERIOD: "Tệp ký ngày {signed}, ngoài thời gian dùng của khóa {key} "
    "({valid_from} – {valid_to}). {nothing} Hãy đối chiếu với phường.",
    Code.OTHER_WARD: "{why} {nothing} Hãy đối chiếu với hai phường.",
    Code.FINGERPRINT: "Dấu vân tay đã gõ không trùng với khóa trong tệp. {nothing} "
    "Hãy đối chiếu từng nhóm chữ số với phiếu khóa có chữ ký.",
    Code.FUTURE: "{why} {nothing}",
    Code.OVERLAP: "Kỳ {from_day} – {to_day} trùng ngày với tệp đã nhận {hash}. "
    "Tệp được giữ làm chứng cứ, không tính. Hãy yêu cầu phường gửi tệp sửa đổi thay tệp ấy.",
    Code.FORK: "Có hai tệp khác nhau mang cùng số {seq} của khóa {key}. "
    "Cả hai được giữ làm chứng cứ, không tệp nào được tính. "
    "Hãy làm rõ với phường rồi yêu cầu tệp sửa đổi.",
    Code.UNLINKED: "Tệp số {seq} không nối tiếp tệp số trước của khóa {key}. "
    "Tệp được giữ làm chứng cứ, không tính. Hãy làm rõ với phường.",
    Code.TOTALS: "Số liệu trong tệp tự mâu thuẫn: {words}. {nothing} "
    "Hãy yêu cầu phường kiểm tra dữ liệu rồi gửi lại.",
    Code.NO_DISTRICT: "{why}",
}
"""Code → sentence; `{nothing}` says what was saved and takes in what to do."""

TOTALS_REASONS: dict[Code, dict[str, str]] = {
    Code.PERIOD: {
        "shape": "Chuỗi {chain} chỉ nhận kỳ trọn vẹn: ngày {from_day} phải đi đến {to_day}.",
        "not_over": "Kỳ này đến ngày {to_day} chưa xong. "
        "Hãy chốt sổ ngày cuối kỳ, hoặc chờ sang ngày sau.",
        "before_start": "Kỳ này ở trước ngày đầu tiên có sổ ({start}). Hãy chọn kỳ sau đó.",
        "not_sent": "Kỳ này chưa gửi lần nào nên không có gì để gửi lại. Hãy xuất kỳ này.",
        "not_whole": "Khoảng này không gồm trọn các kỳ của chuỗi {chain}. "
        "Hãy chọn từ {from_day} đến {to_day}.",
    },
    Code.AMEND: {
        "unknown": "Không có tệp nào đã gửi cho kỳ này mang mã {hash}. "
        "Hãy chép đúng mã của tệp cần thay.",
        "same": "Số liệu của kỳ này không đổi từ khi gửi nên không có gì để sửa. "
        "Hãy gửi lại tệp đã có.",
        "other_period": "Tệp {hash} là của kỳ khác. Hãy chọn đúng kỳ của tệp cần thay.",
        "replaced": "Tệp {hash} đã có tệp thay. Hãy ghi mã của tệp đang dùng: {last}.",
    },
    Code.SIGNING_KEY: {
        "damaged": "Tệp khóa ký của máy này đã hỏng. Hãy lập khóa mới và gửi phiếu khóa lên "
        "cấp trên.",
        "other": "Tệp khóa ký không phải của phường này. Hãy lập khóa mới và gửi phiếu khóa lên "
        "cấp trên.",
        "none": "Máy này chưa có khóa ký dùng được. Hãy lập khóa: tthc-desk signing-key new.",
        "taken": "Khóa này đã đăng ký cho phường {ward}. Mỗi phường phải có khóa riêng.",
        "known": "Khóa này đã đăng ký rồi.",
        "open": "Phường đang dùng khóa {key}. "
        "Hãy ghi rõ khóa mới thay khóa ấy, sau khi đã hỏi lại phường.",
        "future": "Khóa {key} ghi ngày lập sau giờ của máy này. "
        "Hãy kiểm tra ngày giờ của máy và của phường.",
        "unknown": "Không có khóa nào mang mã {key}. Hãy xem lại danh sách khóa.",
        "revoked": "Khóa {key} đã thu hồi từ trước.",
    },
    Code.FUTURE: {
        "signed": "Tệp ghi là ký lúc {signed}, sau giờ của máy này. "
        "Hãy kiểm tra ngày giờ của máy và của phường.",
    },
    Code.NO_DISTRICT: {
        "none": "Chưa có sổ tổng hợp ở {place}. Hãy chạy tthc-desk district init trước.",
        "totals_opened": "{file} là tệp số liệu của phường, chỉ máy có sổ tổng hợp của cấp trên "
        "mới nhận được; máy này không có sổ ấy. Chưa nhận gì.",
        "lost": "Thiếu tệp dữ liệu của sổ tổng hợp ở {place}. Hãy khôi phục từ bản sao lưu.",
    },
}

TOTALS_USUALLY: dict[Code, str] = {
    Code.PERIOD: "Kỳ không hợp lệ.",
    Code.AMEND: "Không sửa đổi được kỳ này.",
    Code.SIGNING_KEY: "Khóa ký không dùng được.",
    Code.FUTURE: "Kỳ của tệp kết thúc ngày {to_day}, chưa qua. "
    "Hãy kiểm tra ngày giờ của máy và của phường.",
    Code.NO_DISTRICT: "Chưa có sổ tổng hợp ở thư mục này. Hãy chạy tthc-desk district init trước.",
}

TOTALS_PARTS = {
    "rows": "thứ tự các dòng",
    "to": "ngày cuối kỳ",
    "from": "ngày đầu kỳ",
    "as_of": "thời điểm lấy số liệu",
    "opening": "số dư đầu kỳ",
    "charge_dong": "tổng phí",
    "fee_dong": "tổng lệ phí",
}
"""What of a file contradicts itself, as the file calls it; fields and columns name themselves."""

CHAIN_WORDS = {
    Chain.DAILY: "hằng ngày",
    Chain.WEEKLY: "hằng tuần",
    Chain.MONTHLY: "hằng tháng",
}

STANDING_WORDS = {
    Standing.COUNTED: "được tính",
    Standing.REPLACED: "đã có tệp sửa đổi",
    Standing.FORKED: "có tệp khác cùng số",
    Standing.UNLINKED: "không nối tiếp tệp trước",
    Standing.OVERLAPS: "trùng ngày với tệp khác",
    Standing.OTHER_PERIOD: "sửa đổi một kỳ khác",
    Standing.KEY: "khóa không còn hiệu lực",
}
