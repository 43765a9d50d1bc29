"""What a catalogue file would change, as `catalogue import` prints it."""

from collections.abc import Sequence
from typing import Any

from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workflow import has_fitting_steps
from tthc_desk.usecases.catalogue import (
    CatalogueDifference,
    FieldChange,
    ProcedureChange,
    version_of,
)
from tthc_desk.usecases.catalogue_merge import KeptFields
from tthc_desk.usecases.procedure_record import procedure_as_json

LOSS = "mất thông tin"
_MOST_NAMED = 10


def change_object(change: CatalogueDifference) -> dict[str, Any]:
    """Write a difference; a changed field that says less than before carries a warning."""
    return {
        "added": [p.code for p in change.added],
        "changed": [_changed(one) for one in change.changed],
        "kept": [_kept(one) for one in change.kept],
        "closed": [version_of(c.procedure).code for c in change.closed],
        "conflicts": [one.new.code for one in change.conflicts],
        "unchanged": len(change.unchanged),
    }


def change_sentences(change: CatalogueDifference) -> tuple[str, ...]:
    """Say what a person has to look at before accepting a difference."""
    losing = [one.new.code for one in change.changed if any(f.loses for f in one.fields)]
    found = []
    if losing:
        found.append(
            f"{len(losing)} thủ tục có chỗ “{LOSS}” so với danh mục đang dùng: {_named(losing)}. "
            "Hãy xem kỹ trước khi áp dụng."
        )
    if change.kept:
        found.append(
            f"{len(change.kept)} thủ tục được giữ giá trị đang có ở chỗ tệp để trống, ghi ít hơn "
            f"hoặc không có cột steps: {_named([one.held.code for one in change.kept])}."
        )
    if unfit := [one.code for one in _written(change) if not has_fitting_steps(one)]:
        found.append(
            f"{len(unfit)} thủ tục có các bước (cột steps) cộng lại khác thời hạn: "
            f"{_named(unfit)}. Hồ sơ của các thủ tục ấy không ghi quy trình nội bộ; "
            "hãy sửa cột steps."
        )
    return tuple(found)


def unit_sentences(strangers: Sequence[str]) -> tuple[str, ...]:
    """Say which units of steps the ward does not know; they are taken as they are written."""
    if not strangers:
        return ()
    named = _named(strangers, "đơn vị")
    return (
        f"Có bước giao cho đơn vị không có trong cấu hình của phường: {named}. "
        "Hãy xem có đúng tên không.",
    )


def _written(change: CatalogueDifference) -> tuple[Procedure, ...]:
    return (*change.added, *(one.new for one in change.changed))


def _changed(change: ProcedureChange) -> dict[str, Any]:
    old, new = _record(change.old), _record(change.new)
    return {
        "code": change.new.code,
        "fields": [_field(one, old[one.name], new[one.name]) for one in change.fields],
    }


def _record(procedure: Procedure) -> dict[str, Any]:
    return {"steps": [], **procedure_as_json(procedure)}


def _field(field: FieldChange, old: object, new: object) -> dict[str, Any]:
    shown = {"name": field.name, "old": old, "new": new}
    return {**shown, "warning": LOSS} if field.loses else shown


def _kept(one: KeptFields) -> dict[str, Any]:
    held, file = _record(one.held), _record(one.file)
    return {
        "code": one.held.code,
        "fields": [{"name": n, "kept": held[n], "file": file[n]} for n in one.names],
    }


def _named(names: Sequence[str], more: str = "thủ tục") -> str:
    left = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" và {left} {more} nữa" if left > 0 else "")
