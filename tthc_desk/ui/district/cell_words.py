"""What is known of a ward's period, in sentences, and what to tell the ward."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.totals import NO_HASH, Chain
from tthc_desk.ui.district.words import full_mark, hash_text, period_word, standing_word, titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.usecases.consolidated_words import break_words, gap_words
from tthc_desk.usecases.district_ports import FileLine, RefusalLine, WardBreak
from tthc_desk.usecases.district_status import CellState, DistrictStatus, StatusCell, WardStatus
from tthc_desk.usecases.refusal_record import refusal_error

Wording = Callable[[DeskError], str]
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the sentences under it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class CellWords:
    """Everything that stands beside the board for one cell.

    Args:
        advice: what it means and what to do.
        message: what to tell the ward; empty when there is nothing to tell.
    """

    ward: str
    period: str
    mark: StatusMark
    advice: str
    blocks: tuple[Block, ...]
    message: str


def cell_words(
    status: DistrictStatus, ward: WardStatus, cell: StatusCell, wording: Wording
) -> CellWords:
    """Word one cell of the board."""
    period = period_word(status.chain, cell.span)
    return CellWords(
        ward=titled(ward.ward.name),
        period=titled(period),
        mark=full_mark(cell.state),
        advice=_advice(ward, cell, wording),
        blocks=(
            *_files(cell),
            *_refusals(status, ward, cell, wording),
            *_of_ward(ward),
        ),
        message=_message(status, ward, cell, wording),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("cell_words", text)


def _advice(ward: WardStatus, cell: StatusCell, wording: Wording) -> str:
    if cell.error is not None:
        return wording(cell.error)
    return {
        CellState.RECEIVED: _tr("Tệp được tính vào báo cáo."),
        CellState.LATE: _tr("Tệp đến sau hạn; vẫn được tính vào báo cáo."),
        CellState.AMENDED: _tr("Tệp sửa đổi thay tệp trước và được tính vào báo cáo."),
        CellState.MISSING: _tr("Chưa có tệp nào của kỳ này. Hãy nhắc phường xuất và gửi."),
        CellState.NOT_DUE: _tr("Chưa có tệp; chưa đến ngày phải gửi."),
        CellState.NOT_OWED: _not_owed(ward, cell),
        CellState.DISPUTED: "",
        CellState.REFUSED: "",
    }[cell.state]


def _not_owed(ward: WardStatus, cell: StatusCell) -> str:
    line = ward.ward
    if cell.span.first < line.since and line.is_since_given:
        day = formats.day(line.since)
        return _tr("Phường không phải gửi kỳ này (gửi từ {day}).").format(day=day)
    if line.until is not None and cell.span.last > line.until:
        day = formats.day(line.until)
        return _tr("Phường không phải gửi kỳ này (gửi đến hết {day}).").format(day=day)
    if cell.span.first == cell.span.last and cell.span.first >= line.since:
        return _tr("Ngày nghỉ: không phải gửi.")
    return _tr("Chưa phường nào có tệp từ kỳ này trở về trước: không phải gửi.")


def _files(cell: StatusCell) -> Iterator[Block]:
    counted = (cell.file,) if cell.file else ()
    for line in (*counted, *reversed(cell.others)):
        heading = _tr("Tệp số {seq}: {standing}")
        standing = standing_word(line.standing)
        yield Block(heading.format(seq=line.file.seq, standing=standing), _file_text(line))


def _file_text(line: FileLine) -> str:
    file, measures = line.file, line.measures
    parts = [
        _tr("Mã tệp {hash}").format(hash=hash_text(file.hash)),
        _tr("Khóa {key}").format(key=file.key_id),
        _tr("Ký lúc {moment}").format(moment=formats.moment(file.as_of)),
        _tr("Nhận ngày {day}").format(day=formats.day(line.received_day)),
        _tr("Tiếp nhận {came} · giải quyết {done} · còn lại {left}").format(
            came=formats.count(measures.c4 + measures.c5),
            done=formats.count(measures.c7),
            left=formats.count(measures.c11),
        ),
    ]
    if file.replaces != NO_HASH:
        parts.append(_tr("Thay tệp {hash}").format(hash=hash_text(file.replaces)))
    return "\n".join(parts)


def _refusals(
    status: DistrictStatus, ward: WardStatus, cell: StatusCell, wording: Wording
) -> Iterator[Block]:
    for line in status.refusals:
        if _is_of(line, status.chain, ward.ward.code, cell):
            heading = _tr("Tệp bị từ chối {moment}").format(moment=formats.moment(line.at))
            yield Block(heading, f"{line.name}\n{wording(refusal_error(line))}")


def _is_of(line: RefusalLine, chain: Chain, code: str, cell: StatusCell) -> bool:
    """Say whether a refusal is of a cell; where no signature told, the file's name does."""
    if line.span is not None:
        return (line.ward_code, line.chain, line.span) == (code, chain, cell.span)
    days = f"{cell.span.first.isoformat()}_{cell.span.last.isoformat()}"
    return line.name.upper().startswith(f"TOTALS_{code}_{days}_".upper())


def _of_ward(ward: WardStatus) -> Iterator[Block]:
    """Say what concerns the whole chain of a ward."""
    name, code = ward.ward.name, ward.ward.code
    said = [gap_words(name, gap) for gap in ward.gaps]
    said += [
        break_words(name, WardBreak(code, b.before, b.after, b.left, b.carried))
        for b in ward.breaks
    ]
    if ward.rewound:
        text = _tr("Sổ của phường đã lùi lại trước tệp số {seq}: hỏi phường có khôi phục không.")
        said.append(text.format(seq=ward.rewound[-1].seq))
    if said:
        yield Block(_tr("Cả chuỗi của phường"), "\n".join(said))


def _message(status: DistrictStatus, ward: WardStatus, cell: StatusCell, wording: Wording) -> str:
    """Write what a ward is asked for: everything missing, and what is wrong with this period."""
    missing = [
        period_word(status.chain, one.span) for one in ward.cells if one.state is CellState.MISSING
    ]
    said = []
    if missing:
        text = _tr("Chúng tôi chưa nhận được tệp số liệu: {periods}. Đề nghị xuất và gửi.")
        said.append(text.format(periods=_named(missing)))
    if cell.error is not None:
        text = _tr("Về tệp của {period}: {why}")
        period = period_word(status.chain, cell.span)
        said.append(text.format(period=period, why=wording(cell.error)))
    if not said:
        return ""
    return "\n".join((_tr("Kính gửi {ward},").format(ward=ward.ward.name), *said))


def _named(periods: list[str]) -> str:
    more = len(periods) - _MOST_NAMED
    others = [_tr("và {count} kỳ khác").format(count=more)] if more > 0 else []
    return ", ".join((*periods[:_MOST_NAMED], *others))
