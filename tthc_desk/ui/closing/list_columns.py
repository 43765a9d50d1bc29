"""The columns in which lists of a period stand on the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.money import dong_text
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import CollectionFacts, CollectionLine, ReportFacts

_NUMBER_CHARS = 13
_NAME_CHARS = 18
_DAY_CHARS = 10
_MONEY_CHARS = 9
_COUNT_CHARS = 7
_FIGURE_CHARS = 5
_NAMES = {
    "serial": QT_TRANSLATE_NOOP("list_columns", "STT"),
    "number": QT_TRANSLATE_NOOP("list_columns", "Số hồ sơ"),
    "procedure_name": QT_TRANSLATE_NOOP("list_columns", "Thủ tục"),
    "owner_name": QT_TRANSLATE_NOOP("list_columns", "Chủ hồ sơ"),
    "received_day": QT_TRANSLATE_NOOP("list_columns", "Tiếp nhận"),
    "due_day": QT_TRANSLATE_NOOP("list_columns", "Hẹn trả"),
    "result_day": QT_TRANSLATE_NOOP("list_columns", "Kết quả"),
    "delivered_day": QT_TRANSLATE_NOOP("list_columns", "Đã trả"),
    "note": QT_TRANSLATE_NOOP("list_columns", "Ghi chú"),
    "cashier": QT_TRANSLATE_NOOP("list_columns", "Người thu"),
    "payer_name": QT_TRANSLATE_NOOP("list_columns", "Người nộp"),
    "at": QT_TRANSLATE_NOOP("list_columns", "Lúc"),
    "method": QT_TRANSLATE_NOOP("list_columns", "Cách trả"),
    "charge_dong": QT_TRANSLATE_NOOP("list_columns", "Phí (đ)"),
    "fee_dong": QT_TRANSLATE_NOOP("list_columns", "Lệ phí (đ)"),
    "days_late": QT_TRANSLATE_NOOP("list_columns", "Quá\n(ngày)"),
    "holder": QT_TRANSLATE_NOOP("list_columns", "Người giữ"),
    "cause": QT_TRANSLATE_NOOP("list_columns", "Nguyên nhân"),
    "phone": QT_TRANSLATE_NOOP("list_columns", "Điện thoại"),
    "finished_day": QT_TRANSLATE_NOOP("list_columns", "Có kết quả"),
    "days_waiting": QT_TRANSLATE_NOOP("list_columns", "Chờ\n(ngày)"),
    "owed_dong": QT_TRANSLATE_NOOP("list_columns", "Còn nợ (đ)"),
    "dossiers": QT_TRANSLATE_NOOP("list_columns", "Hồ sơ"),
    "pages": QT_TRANSLATE_NOOP("list_columns", "Trang"),
    "paper_copies": QT_TRANSLATE_NOOP("list_columns", "Bản giấy"),
    "electronic_copies": QT_TRANSLATE_NOOP("list_columns", "Bản điện tử"),
    "collected_dong": QT_TRANSLATE_NOOP("list_columns", "Đã thu (đ)"),
}
TITLES_06A = (
    QT_TRANSLATE_NOOP("list_columns", "Tổng\ntiếp nhận\n(3)"),
    QT_TRANSLATE_NOOP("list_columns", "Trực\ntuyến\n(4)"),
    QT_TRANSLATE_NOOP("list_columns", "Trực tiếp,\nbưu chính\n(5)"),
    QT_TRANSLATE_NOOP("list_columns", "Kỳ\ntrước\n(6)"),
    QT_TRANSLATE_NOOP("list_columns", "Đã giải\nquyết\n(7)"),
    QT_TRANSLATE_NOOP("list_columns", "Trước\nhạn\n(8)"),
    QT_TRANSLATE_NOOP("list_columns", "Đúng\nhạn\n(9)"),
    QT_TRANSLATE_NOOP("list_columns", "Quá\nhạn\n(10)"),
    QT_TRANSLATE_NOOP("list_columns", "Đang giải\nquyết\n(11)"),
    QT_TRANSLATE_NOOP("list_columns", "Trong\nhạn\n(12)"),
    QT_TRANSLATE_NOOP("list_columns", "Quá\nhạn\n(13)"),
)


@dataclass(frozen=True, slots=True)
class CashierLine:
    """One payment with who took it."""

    cashier: str
    line: CollectionLine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.line, name)


def columns_of(kind: PaperKind, short: Callable[[str], str]) -> tuple[Column[Any], ...]:
    """Give the columns of a list.

    Args:
        short: leaves out what is the same in all numbers of the ward.
    """
    number: Column[Any] = Column(
        _title("number"),
        lambda line: short(line.number),
        chars=_NUMBER_CHARS,
        spoken=lambda line: str(line.number),
        tip=lambda line: str(line.number),
    )
    if kind is PaperKind.REPORT_06A:
        return _report_06a()
    if kind is PaperKind.CERTIFICATION_COUNT:
        return _certification()
    return {
        PaperKind.REGISTER: _register,
        PaperKind.COLLECTION_STATEMENT: _collection,
        PaperKind.OVERDUE_LIST: _overdue,
        PaperKind.UNCOLLECTED_LIST: _uncollected,
    }[kind](number)


def rows_of(facts: ReportFacts) -> tuple[Any, ...]:
    """Give the rows of a list; a total stands below rows of figures."""
    if isinstance(facts, CollectionFacts):
        return tuple(CashierLine(part.cashier, x) for part in facts.cashiers for x in part.lines)
    lines = facts.rows if hasattr(facts, "rows") else facts.lines
    total = getattr(facts, "total", None)
    return (*lines, total) if lines and total is not None else tuple(lines)


def title_06a(place: int) -> str:
    """Name a column of form II.06a by its place from 0, on one line."""
    return _tr(TITLES_06A[place]).replace("\n", " ")


def _register(number: Column[Any]) -> tuple[Column[Any], ...]:
    return (
        _number("serial", 5),
        number,
        _text("procedure_name"),
        _text("owner_name", _NAME_CHARS),
        _day("received_day"),
        _day("due_day"),
        _day("result_day"),
        _day("delivered_day"),
    )


def _collection(number: Column[Any]) -> tuple[Column[Any], ...]:
    return (
        _text("cashier", _NAME_CHARS),
        Column(_title("at"), lambda line: formats.moment(line.at), chars=15),
        number,
        _text("payer_name"),
        _text("method", 12),
        _money("charge_dong"),
        _money("fee_dong"),
    )


def _overdue(number: Column[Any]) -> tuple[Column[Any], ...]:
    return (
        number,
        _text("procedure_name"),
        _text("owner_name", _NAME_CHARS),
        _day("due_day"),
        _number("days_late", _FIGURE_CHARS),
        _day("finished_day"),
        _text("holder", 14),
        _text("cause", 12),
    )


def _uncollected(number: Column[Any]) -> tuple[Column[Any], ...]:
    return (
        number,
        _text("procedure_name"),
        _text("owner_name", _NAME_CHARS),
        _text("phone", 11),
        _day("finished_day"),
        _number("days_waiting", _FIGURE_CHARS),
        _money("owed_dong"),
    )


def _report_06a() -> tuple[Column[Any], ...]:
    first: Column[Any] = Column(_tr(_FIELD), lambda line: line.name, strong=True, tip=_name)
    return (first, *(_figure(place) for place in range(len(TITLES_06A))))


def _certification() -> tuple[Column[Any], ...]:
    counts = ("dossiers", "pages", "paper_copies", "electronic_copies")
    return (
        _text("procedure_name"),
        *(_number(name, _COUNT_CHARS + 3) for name in counts),
        _right("collected_dong", _MONEY_CHARS, lambda line: dong_text(line.charge_dong)),
    )


def _figure(place: int) -> Column[Any]:
    def text(line: Any) -> str:
        return formats.count(line.columns[place])

    title = _tr(TITLES_06A[place])
    wide = max(_FIGURE_CHARS, max(len(part) for part in title.split("\n")) * 0.84)
    spoken = f"{title_06a(place)}: {{}}"
    return Column(
        title,
        text,
        chars=round(wide),
        is_number=True,
        spoken=lambda line: spoken.format(text(line)),
    )


def _text(name: str, chars: int = 0) -> Column[Any]:
    def text(line: Any) -> str:
        return str(getattr(line, name))

    return Column(_title(name), text, chars=chars, tip=text)


def _day(name: str) -> Column[Any]:
    def text(line: Any) -> str:
        day: date | None = getattr(line, name)
        return formats.day(day)

    return Column(_title(name), text, chars=_DAY_CHARS)


def _number(name: str, chars: int) -> Column[Any]:
    return _right(name, chars, lambda line: formats.count(getattr(line, name)))


def _money(name: str) -> Column[Any]:
    return _right(name, _MONEY_CHARS, lambda line: dong_text(getattr(line, name)))


def _right(name: str, chars: int, text: Callable[[Any], str]) -> Column[Any]:
    return Column(_title(name), text, chars=chars, is_number=True)


def _title(name: str) -> str:
    return _tr(_NAMES[name])


def _name(line: Any) -> str:
    return str(line.name)


def _tr(source: str) -> str:
    return QCoreApplication.translate("list_columns", source)


_FIELD = QT_TRANSLATE_NOOP("list_columns", "Lĩnh vực")
