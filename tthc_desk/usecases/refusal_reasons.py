"""The part of a refusal's words that depends on its facts: which bound, which role, which file."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.moves import MOVES, Action
from tthc_desk.domain.officers import Role
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.refusal_words import BY_FIELD, BY_REASON, USUALLY
from tthc_desk.usecases.totals_words import TOTALS_PARTS
from tthc_desk.usecases.words import ACTION_WORDS, EVENT_WORDS, ROLE_WORDS, STATUS_WORDS

_MOMENTS = frozenset({"received", "received_at", "as_of"})
_HOW_DAY = "Gõ theo ngày/tháng/năm."
_HOW_MOMENT = "Viết như 2026-03-02T08:00."
_OTHER_STEPS = {"handover": "Bàn giao", "late-entry": "Nhập hồ sơ ghi tay"}


class Facts(dict[str, str]):
    """Facts of a message; one that was not given shows as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "–"


def plain_facts(error: DeskError) -> Facts:
    """Write the facts of a refusal as people read them; some are put together from others."""
    facts = Facts({name: _word(value) for name, value in error.facts.items()})
    facts.update(_told_apart(error))
    folder = facts.get("folder")
    facts["place"] = (
        facts.get("path") or facts.get("file") or (f"thư mục {folder}" if folder else "nơi này")
    )
    facts["key_file"] = PurePath(str(error.facts.get("file", "ward.key"))).name
    facts["on_day"] = f"ngày {facts['day']}" if "day" in facts else "vào ngày tiếp nhận"
    facts["step"] = _step(error)
    if error.code is Code.TOTALS and isinstance(parts := error.facts.get("words"), tuple):
        facts["words"] = ", ".join(TOTALS_PARTS.get(str(part), str(part)) for part in parts)
    amount = error.facts.get("dong")
    if isinstance(amount, int):
        facts["dong"] = dong_text(amount)
    return facts


def reason_text(error: DeskError, facts: Facts) -> str:
    """Say what is wrong, as exactly as the facts allow."""
    code, last = error.code, (error.field or "").rpartition(".")[2]
    reason = str(error.facts.get("reason") or error.facts.get("why"))
    text = BY_REASON.get(code, {}).get(reason, "").format_map(facts)
    if not text and code in _MADE:
        text = _MADE[code](error, facts)
    if not text:
        text = BY_FIELD.get(code, {}).get(last, USUALLY.get(code, "")).format_map(facts)
    return f"{text} Trong tệp đang ghi {facts['given']}." if "given" in facts else text


def _length(error: DeskError, facts: Facts) -> str:
    known = "Dài {length} ký tự, tối đa {limit}." if "length" in facts else "Dài quá {limit} ký tự."
    return known.format_map(facts)


def _character(error: DeskError, facts: Facts) -> str:
    if "at" not in facts:
        return ""
    where = "dòng {line}, vị trí {at}" if "line" in facts else "vị trí {at}"
    return f"Có ký tự không dùng được ở {where.format_map(facts)}."


def _amount(error: DeskError, facts: Facts) -> str:
    high = error.facts.get("high")
    if high == 0:
        return "Không còn khoản nào phải thu."
    most = f", nhiều nhất {dong_text(high)} đồng" if isinstance(high, int) else ""
    return f"Số tiền phải là số nguyên đồng, không âm{most}; không ghi dấu phẩy."


def _count(error: DeskError, facts: Facts) -> str:
    low, high = facts.get("low", "0"), facts.get("high") or facts.get("limit")
    return f"Phải là số nguyên từ {low} đến {high}." if high else "Phải là số nguyên dương."


def _day(error: DeskError, facts: Facts) -> str:
    low, high = facts.get("low"), facts.get("high")
    if "first" in facts and "last" in facts:
        return "Ngày cuối {last} đứng trước ngày đầu {first}.".format_map(facts)
    if low and low == high:
        return f"Phải là ngày {low}."
    if low and high:
        return f"Phải là ngày từ {low} đến {high}."
    if low:
        # The new day of a promise lies behind the old one; other periods may begin on their bound.
        return f"Phải sau {low}." if error.field == "new_due" else f"Không được trước {low}."
    if high:
        return f"Không được sau {high}."
    how = _HOW_MOMENT if error.field in _MOMENTS else _HOW_DAY
    return f"{USUALLY[Code.DATE]} {how}"


def _choice(error: DeskError, facts: Facts) -> str:
    words = facts.get("words") or facts.get("allowed")
    return f"Phải là một trong: {words}." if words else ""


def _unknown(error: DeskError, facts: Facts) -> str:
    words = facts.get("words")
    return f"Không có trường tên này; các trường có: {words}." if words else ""


def _move(error: DeskError, facts: Facts) -> str:
    return "Số hồ sơ này đã hủy, không làm tiếp được." if error.facts.get("voided") else ""


def _who_may(error: DeskError, facts: Facts) -> str:
    action = error.facts.get("action")
    if error.facts.get("late"):
        return (
            "Đã quá 3 ngày làm việc từ khi tiếp nhận, hoặc đã quá hạn: yêu cầu bổ sung phải do "
            f"{ROLE_WORDS[Role.SUPERVISOR]} thực hiện."
        )
    if action == "late-entry":
        return (
            "Hồ sơ ghi tay nhập sau phải có người phụ trách xác nhận: ghi tên đăng nhập của "
            "người phụ trách."
        )
    if action == "close-day":
        return "Chốt sổ phải do cán bộ tiếp nhận hoặc người phụ trách thực hiện."
    if action == "opening-late":
        return "Số dư đầu kỳ của ngày đã chốt sổ phải do người phụ trách nhập, như một đính chính."
    if not isinstance(action, Action):
        return "Việc này phải do người phụ trách thực hiện hoặc xác nhận."
    roles = [words for role, words in ROLE_WORDS.items() if role in MOVES[action].roles]
    return f"“{ACTION_WORDS[action]}” phải do {' hoặc '.join(roles)} thực hiện."


def _once(error: DeskError, facts: Facts) -> str:
    second = "Lần sau cần người phụ trách nêu rõ luật chuyên ngành cho phép."
    return second if error.field == "law" else ""


def _race(error: DeskError, facts: Facts) -> str:
    text = "{officer} vừa thực hiện “{kind}” lúc {at}. Hãy xem lại hồ sơ rồi làm tiếp."
    if "codes" in facts:
        text = "Danh mục đã có bản bắt đầu đúng ngày này của {codes}. Hãy chọn ngày bắt đầu khác."
    if "year" in facts:
        text = "{officer} vừa đổi lịch làm việc năm {year} lúc {at}. Hãy xem lại lịch rồi làm tiếp."
    return text.format_map(facts)


def _clock(error: DeskError, facts: Facts) -> str:
    known = "now" in facts and "last" in facts
    text = "Đồng hồ máy đang chỉ {now}, mà việc ghi gần nhất là lúc {last}."
    return text.format_map(facts) if known else ""


def _batch(error: DeskError, facts: Facts) -> str:
    return BY_REASON[Code.BATCH]["on_list"].format_map(facts)


def _officers(error: DeskError, facts: Facts) -> str:
    words, agencies = facts.get("words"), facts.get("agencies")
    outside = f" Cơ quan ngoài phường: {agencies}." if agencies else ""
    return f"Các tên đăng nhập có trong sổ: {words}.{outside}" if words else ""


def _cash(error: DeskError, facts: Facts) -> str:
    found: Any = error.facts.get("drawers", ())
    drawers = "; ".join(
        f"{one.login} phải có {dong_text(one.computed_dong)} đồng (đầu ngày "
        f"{dong_text(one.opening_dong)}, thu {dong_text(one.collected_dong)}, "
        f"hoàn trả {dong_text(one.refunded_dong)})"
        for one in found
    )
    if error.facts.get("reason") == "which":
        return f"Số tiền phải ghi rõ của cán bộ nào, viết TÊN=SỐ TIỀN: {drawers or 'không ai thu'}."
    return f"Trong ngày có thu tiền mặt, phải đếm trước khi chốt: {drawers}."


def _no_reason(error: DeskError, facts: Facts) -> str:
    counts: Any = error.facts.get("counts", ())
    differences = "; ".join(
        f"{one.drawer.login} {'thừa' if one.difference_dong > 0 else 'thiếu'} "
        f"{dong_text(abs(one.difference_dong))} đồng"
        for one in counts
    )
    if not differences:
        return ""
    return (
        f"Tiền đếm khác tiền phải có: {differences}. Phải ghi lý do chênh lệch và tên người "
        "thứ hai; một mình trực thì ghi lý do."
    )


_REGISTER_WORDS = {
    "received": "tiếp nhận",
    "finished": "có kết quả",
    "delivered": "đã trả",
    "in_hand": "đang giải quyết",
    "money": "tiền từng cán bộ thu",
    "money_in_all": "tổng số tiền thu",
}


def _register(error: DeskError, facts: Facts) -> str:
    what: Any = error.facts.get("what", ())
    broken: Any = error.facts.get("broken", ())
    more = error.facts.get("more")
    parts = [f"Số liệu của ngày không khớp với sổ: {', '.join(_REGISTER_WORDS[w] for w in what)}."]
    parts = parts if what else ["Số liệu của ngày không khớp nhau."]
    if error.facts.get("numbers"):
        rest = f" và {more} hồ sơ khác" if more else ""
        parts.append(f"Hồ sơ: {facts['numbers']}{rest}.")
    return " ".join((*parts, *broken))


def _display(error: DeskError, facts: Facts) -> str:
    packages = error.facts.get("packages")
    if packages:
        return f"Thiếu thư viện hiển thị; trên Debian hãy cài: apt-get install {packages}."
    return "Máy này không có màn hình đồ họa."


def _profile(error: DeskError, facts: Facts) -> str:
    field = error.field or ""
    return "Phải là giờ không có dấu nháy, viết như 07:30:00." if field.startswith("hours.") else ""


_MADE: dict[Code, Callable[[DeskError, Facts], str]] = {
    Code.TEXT: _character,
    Code.TEXT_LENGTH: _length,
    Code.MONEY: _amount,
    Code.COUNT: _count,
    Code.DATE: _day,
    Code.CHOICE: _choice,
    Code.UNKNOWN_FIELD: _unknown,
    Code.MOVE: _move,
    Code.SUPERVISOR: _who_may,
    Code.ONCE: _once,
    Code.CONFLICT: _race,
    Code.CLOCK: _clock,
    Code.BATCH: _batch,
    Code.CASH_COUNT: _cash,
    Code.REASON: _no_reason,
    Code.REGISTER: _register,
    Code.OFFICER: _officers,
    Code.DISPLAY: _display,
    Code.PROFILE: _profile,
}


def _step(error: DeskError) -> str:
    step = error.facts.get("what") or error.facts.get("kind")
    if isinstance(step, Action | EventKind):
        return f"“{_word(step)}”"
    return "Việc này"


def _told_apart(error: DeskError) -> dict[str, str]:
    """Write moments with their seconds where two would read alike."""
    moments = {name: at for name, at in error.facts.items() if isinstance(at, datetime)}
    if len(set(moments.values())) == len(set(map(_word, moments.values()))):
        return {}
    return {n: f"{at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}" for n, at in moments.items()}


def _word(value: object) -> str:
    if isinstance(value, Status):
        return STATUS_WORDS[value]
    if isinstance(value, Action):
        return ACTION_WORDS[value]
    if isinstance(value, EventKind):
        return EVENT_WORDS[value]
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_word(item) for item in value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return dong_text(value)
    return _OTHER_STEPS.get(str(value), str(value))
