"""The one place where refusals and warnings get their Vietnamese words, for window and commands."""

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.field_words import FIELD_WORDS, field_label
from tthc_desk.usecases.pack_words import PACK_TEXTS
from tthc_desk.usecases.refusal_reasons import Facts, plain_facts, reason_text
from tthc_desk.usecases.totals_words import TOTALS_TEXTS
from tthc_desk.usecases.warnings import Notice, Warned
from tthc_desk.usecases.words import ACTION_WORDS, EVENT_WORDS, ROLE_WORDS, STATUS_WORDS

__all__ = [
    "ACTION_WORDS",
    "EVENT_WORDS",
    "FIELD_WORDS",
    "ROLE_WORDS",
    "STATUS_WORDS",
    "error_text",
    "field_label",
    "notice_text",
]

_NOTHING = "Chưa lưu gì."
# A paper may be in the book though its file could not be written.
_NO_FILE = "Chưa ghi được tệp; những gì đã lưu trong sổ vẫn còn nguyên."
_KEPT = "Tệp được giữ làm chứng cứ, không tính."
_TO_DO = " Hãy "
_TEXTS = {
    Code.REQUIRED: "{why} {nothing} Hãy điền rồi làm lại.",
    Code.TEXT: "{why} {nothing} Hãy sửa rồi làm lại.",
    Code.TEXT_LENGTH: "{why} {nothing} Hãy rút gọn.",
    Code.MONEY: "{why} {nothing}",
    Code.COUNT: "{why} {nothing}",
    Code.DATE: "{why} {nothing}",
    Code.BIRTH_DATE: "Phải là ngày từ {low} đến {high}. {nothing}",
    Code.ID_NUMBER: "Phải có 12 chữ số (chứng minh nhân dân cũ 9 chữ số, "
    "hộ chiếu 1 chữ cái và 7 chữ số). {nothing} Hãy đối chiếu với giấy tờ.",
    Code.PHONE: "Phải là số di động 10 chữ số hoặc số cố định có mã vùng; "
    "có thể để trống. {nothing}",
    Code.QR: "Mã quét không đọc được thành thẻ căn cước. {nothing} Hãy quét lại hoặc gõ tay.",
    Code.QR_UNICODE: "Máy quét chưa đặt chế độ Unicode nên mất chữ tiếng Việt. {nothing} "
    "Hãy tắt bộ gõ, đặt lại máy quét rồi quét lại.",
    Code.MRZ: "Dòng mã trên thẻ không đúng chữ số kiểm tra. {nothing} Hãy quét lại.",
    Code.CHOICE: "{why} {nothing}",
    Code.FORMAT: "{why} {nothing}",
    Code.UNKNOWN_FIELD: "{why} {nothing}",
    Code.PROCEDURE: "Không có thủ tục này trong danh mục còn hiệu lực {on_day}. "
    "{nothing} Hãy chọn trong danh mục.",
    Code.TERM_UNKNOWN: "Danh mục chưa ghi thời hạn cho kênh này. {nothing} "
    "Nhập theo quyết định công bố.",
    Code.FEE_UNKNOWN: "Danh mục chưa ghi mức thu. {nothing} "
    "Nhập theo nghị quyết HĐND, 0 nếu không thu.",
    Code.MOVE: "{why} {nothing}",
    Code.REASON: "{why} {nothing}",
    Code.SUPERVISOR: "{why} {nothing}",
    Code.ONCE: "{step} chỉ được một lần cho mỗi hồ sơ theo Nghị định 118/2025/NĐ-CP. "
    "{nothing} {why}",
    Code.OVERDUE: "Hồ sơ đã quá hạn từ sau ngày {due}, không hẹn lại được. {nothing} "
    "Hãy dùng “Xin lỗi” để báo ngày trả mới.",
    Code.NOT_OVERDUE: "Hồ sơ chưa quá hạn (ngày hẹn {due}) nên chưa phải xin lỗi hay nêu "
    "nguyên nhân chậm. {nothing} "
    "Cần dời ngày trước hạn thì dùng “Hẹn lại ngày trả”.",
    Code.TAKEN: "Mã này đã ghi cho hồ sơ {number}. {nothing} Hãy đối chiếu mã, hoặc mở hồ sơ đó.",
    Code.UNPAID: "Còn {dong} đồng chưa thu. {nothing} Hãy thu trước khi trả kết quả.",
    Code.UNDO: "{why} {nothing}",
    Code.CONFLICT: "{why} {nothing}",
    Code.NOT_FOUND: "{why} {nothing}",
    Code.CALENDAR: "Chưa có lịch làm việc năm {year}. {nothing} "
    "Hãy báo người phụ trách xác nhận lịch năm đó: màn hình Quản trị (F8), "
    "hoặc lệnh tthc-desk calendar confirm {year}.",
    Code.DAY_CLOSED: "Ngày {day} đã chốt sổ. {nothing} Chỉ người phụ trách được đính chính.",
    Code.DAY_ORDER: "{why} {nothing}",
    Code.CASH_COUNT: "{why} {nothing}",
    Code.SECOND: "Người thứ hai phải là cán bộ khác với người chốt sổ. {nothing} "
    "Một mình trực thì để trống và ghi lý do.",
    Code.REGISTER: "{why} {nothing} Hãy chạy kiểm tra dữ liệu (tthc-desk verify) "
    "và báo người quản trị.",
    Code.CLOCK: "{why} {nothing} Hãy chỉnh lại ngày giờ của máy rồi làm lại.",
    Code.BATCH: "{why} {nothing}",
    Code.PAPER: "{why} {nothing}",
    Code.OFFICER: "Không có cán bộ này trong danh sách của phường. {nothing} {why}",
    Code.TRAINING_ONLY: "Chỉ làm được ở phường tập huấn; đây là sổ thật. {nothing}",
    Code.IDENTITY: "{why}",
    Code.CANCELLED: "Đã dừng theo yêu cầu, chưa làm xong. Dữ liệu không đổi.",
    Code.FOLDER: "{why} {nothing}",
    Code.FOLDER_NOT_EMPTY: "Đã có tệp trong {place}. {nothing} Hãy chọn thư mục trống; "
    "nếu đây là sổ của phường thì mở thẳng, đừng lập lại.",
    Code.NO_WARD: "{why}",
    Code.NETWORK_SHARE: "Thư mục nằm trên ổ mạng, dễ hỏng dữ liệu. {nothing} "
    "Hãy đặt dữ liệu trên ổ đĩa của máy này.",
    Code.LOCKED: "Chương trình khác đang dùng dữ liệu này. {nothing} Hãy chờ rồi thử lại.",
    Code.READONLY: "{why} {nothing}",
    Code.DISK_FULL: "Ổ đĩa đã đầy. {nothing} Hãy giải phóng chỗ trống rồi làm lại.",
    Code.IO: "{why} {nothing}",
    Code.CORRUPT: "{why}",
    Code.NOT_OURS: "Đây không phải dữ liệu của chương trình: {place}. Không thay đổi gì. "
    "Hãy kiểm tra lại thư mục; nếu đúng là sổ của phường thì khôi phục từ bản sao lưu.",
    Code.NEWER_SCHEMA: "{why}",
    Code.KEY: "{why} Không thay đổi gì. Hãy đặt lại đúng tệp {key_file} của sổ này "
    "(lấy từ nơi cất bản sao khóa).",
    Code.DRIVER: "Thư viện cơ sở dữ liệu trên máy không mã hóa được hoặc quá cũ. "
    "Chương trình không chạy. Hãy cài lại bộ cài.",
    Code.PRINTER: "{why} Hồ sơ đã lưu; giấy tờ nằm ở “Chưa xác nhận in” để in lại.",
    Code.DISPLAY: "{why} Cửa sổ không mở được; các lệnh khác vẫn chạy.",
    Code.PROFILE: "{why} {nothing} Hãy sửa tệp cấu hình rồi chạy lại.",
    Code.FORM_TEXT: "{why} {nothing} Hãy sửa tệp lời văn rồi làm lại.",
    Code.CHAIN: "Chuỗi sự kiện không liền mạch. Không ghi gì thêm. Hãy báo người quản trị.",
    Code.UNKNOWN_OUTCOME: "Chưa rõ đã lưu hay chưa. Đừng làm lại; hãy mở lại chương trình để tra.",
    **TOTALS_TEXTS,
    **PACK_TEXTS,
}
_NOTICES = {
    Notice.SEX_DIFFERS: "Giới tính không khớp với số định danh; hãy đối chiếu thẻ.",
    Notice.YEAR_DIFFERS: "Năm sinh không khớp với số định danh; hãy đối chiếu thẻ.",
    Notice.PROVINCE_UNKNOWN: "Ba số đầu của số định danh không phải mã tỉnh đã biết.",
    Notice.SEX_WITHOUT_MARKS: "Máy quét có thể làm mất dấu tiếng Việt; hãy kiểm tra họ tên.",
    Notice.OLD_CARD_EXPIRED: "Chứng minh nhân dân 9 số đã hết giá trị sau 31/12/2024.",
    Notice.PASSPORT_PATTERN: "Số hộ chiếu không theo mẫu của Việt Nam.",
    Notice.PERSON_DIFFERS: "Khác với lần trước: {fields}.",
    Notice.SAME_OPEN: "Người này đang có hồ sơ cùng thủ tục: {number}.",
    Notice.RESULT_WAITING: "Công dân còn kết quả chưa nhận: {number}.",
    Notice.CALENDAR_UNCONFIRMED: "Lịch làm việc năm {years} chưa được xác nhận; "
    "ngày hẹn có thể đổi. Xác nhận lịch ở màn hình Quản trị (F8).",
    Notice.NO_RECEPTION: "Ngày nhận {day} ({name}) không phải ngày tiếp nhận theo lịch làm việc; "
    "hãy đối chiếu lại.",
    Notice.SECOND_SUPPLEMENT: "Hồ sơ đã được yêu cầu bổ sung một lần.",
}


def error_text(error: DeskError) -> str:
    """Word a refusal in a few plain sentences: what is wrong, what was saved, what to do."""
    facts = plain_facts(error)
    why, to_do, how = reason_text(error, facts).partition(_TO_DO)
    nothing = _NO_FILE if "path" in error.facts else _NOTHING
    nothing = _KEPT if error.facts.get("kept") else nothing
    facts["why"], facts["nothing"] = why, f"{nothing}{to_do}{how}"
    template = _TEXTS[error.code]
    if "{nothing}" not in template:
        facts["why"] = f"{why}{to_do}{how}"
    text = " ".join(template.format_map(facts).split())
    label = field_label(error.field)
    if error.code is Code.UNKNOWN_FIELD and label == error.field:
        label = f"trường “{label}”"
    places = [place for place in (*_file_places(error), label) if place]
    if not places:
        return text
    where = ", ".join(places)
    return f"{where[:1].upper()}{where[1:]}: {_lower(text)}"


def replaced_text(subject: str, replaced: str) -> str:
    """Word which characters of a paper print as a mark, by their code points."""
    points = ", ".join(f"U+{ord(char):04X}" for char in replaced[:5])
    more = "…" if len(replaced) > 5 else ""
    what = f"Giấy {subject} có ký tự không in được, in thành dấu □: {points}{more}."
    return f"{what} Hãy sửa lại chữ."


def notice_text(warned: Warned) -> str:
    """Word a warning in one sentence."""
    return _NOTICES[warned.notice].format_map(Facts(dict(warned.facts)))


def _file_places(error: DeskError) -> tuple[str, ...]:
    """Say in which file and line it is wrong; a place inside a text is told with the text."""
    file, line = error.facts.get("in_file"), error.facts.get("line")
    places = (f"tệp {file}" if file else "", f"dòng {line}" if line else "")
    if "at" in error.facts and not file:
        return ()
    return tuple(place for place in places if place)


def _lower(text: str) -> str:
    head = text[:1].lower()
    # Abbreviations and quoted words keep their capitals.
    return text if text[1:2].isupper() else head + text[1:]
