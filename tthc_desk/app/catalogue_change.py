"""What a catalogue file would change, as `catalogue import` prints it."""

from typing import Any

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
            f"{len(change.kept)} thủ tục được giữ giá trị đang có ở chỗ tệp để trống hoặc ghi ít "
            f"hơn: {_named([one.held.code for one in change.kept])}."
        )
    return tuple(found)


def _changed(change: ProcedureChange) -> dict[str, Any]:
    old, new = procedure_as_json(change.old), procedure_as_json(change.new)
    return {
        "code": change.new.code,
        "fields": [_field(one, old[one.name], new[one.name]) for one in change.fields],
    }


def _field(field: FieldChange, old: object, new: object) -> dict[str, Any]:
    shown = {"name": field.name, "old": old, "new": new}
    return {**shown, "warning": LOSS} if field.loses else shown


def _kept(one: KeptFields) -> dict[str, Any]:
    held, file = procedure_as_json(one.held), procedure_as_json(one.file)
    return {
        "code": one.held.code,
        "fields": [{"name": n, "kept": held[n], "file": file[n]} for n in one.names],
    }


def _named(codes: list[str]) -> str:
    left = len(codes) - _MOST_NAMED
    return ", ".join(codes[:_MOST_NAMED]) + (f" và {left} thủ tục nữa" if left > 0 else "")
