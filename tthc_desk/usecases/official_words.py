"""Vietnamese words of a comparison with the official system, for window, commands and paper."""

from collections.abc import Iterator, Sequence
from datetime import date

from tthc_desk.domain.dossier import Status
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.official_comparison import Comparison
from tthc_desk.usecases.official_list import OfficialList, UnreadCell
from tthc_desk.usecases.official_pairs import Candidate
from tthc_desk.usecases.official_screen import OfficialKey
from tthc_desk.usecases.words import STATUS_WORDS

_MOST_NAMED = 20
_MISSING = "để trống"
FACT_WORDS = {
    OfficialKey.OFFICIAL_CODE: "Mã chính thức",
    OfficialKey.RECEIVED: "Ngày tiếp nhận",
    OfficialKey.DUE: "Ngày hẹn trả",
    OfficialKey.FINISHED: "Ngày có kết quả",
    OfficialKey.DELIVERED: "Ngày trả kết quả",
    OfficialKey.STATUS: "Trạng thái",
}
"""What two sides can differ in."""


def candidate_reason(one: Candidate) -> str:
    """Say why a dossier may be the one of the list."""
    if one.by_number:
        return "Danh sách ghi số của phường"
    if one.is_sure:
        return "Cùng chủ hồ sơ, thủ tục, ngày"
    return "Có nhiều hồ sơ giống nhau"


def side_words(value: date | Status | str | None) -> str:
    """Write what one side says of a fact; a dash where it says nothing."""
    if isinstance(value, Status):
        return STATUS_WORDS[value]
    if isinstance(value, date):
        return day_text(value)
    return value or "–"


def notes(compared: Comparison) -> Iterator[str]:
    """Say what of the file was not compared: nothing is left out in silence."""
    if compared.left_out:
        yield f"{compared.left_out} dòng của tệp tiếp nhận ngoài kỳ này nên không đối chiếu."
    if compared.found.unknown_words:
        words = [f"“{word}” ({count})" for word, count in compared.found.unknown_words]
        yield f"Trạng thái chương trình chưa biết nên không so: {_named(words)}."
    yield from file_notes(compared.official)


def file_notes(official: OfficialList) -> Iterator[str]:
    """Say what of the file was not understood."""
    if official.repeated:
        codes = [f"{one.code} (dòng {_lines(one.lines)})" for one in official.repeated]
        yield f"Mã có ở nhiều dòng, chỉ so dòng đầu: {_named(codes)}."
    if official.unread:
        yield f"Ô không đọc được nên không so: {_named(list(map(_cell, official.unread)))}."


def _cell(cell: UnreadCell) -> str:
    name = FACT_WORDS.get(cell.key, cell.key.value).lower()
    return f"dòng {cell.line}, {name} {f'“{cell.text}”' if cell.text else _MISSING}"


def _lines(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))


def _named(words: Sequence[str]) -> str:
    more = len(words) - _MOST_NAMED
    return "; ".join(words[:_MOST_NAMED]) + (f" và {more} nữa" if more > 0 else "")
