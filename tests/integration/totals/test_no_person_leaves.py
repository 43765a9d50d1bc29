"""A canary in every field of every dossier: nothing of it is in any file that leaves the ward."""

import json
import shutil
import subprocess
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.helpers.factories import (
    CASE,
    PAID,
    SUPERVISOR,
    Office,
    make_office_folder,
    open_office,
)
from tests.helpers.pdf import objects
from tests.helpers.wards import WARD, moment
from tthc_desk.app.totals_sending import send_key, send_totals
from tthc_desk.domain.moves import Action
from tthc_desk.domain.people import PersonFields
from tthc_desk.domain.totals import Chain, period_at
from tthc_desk.domain.vietnamese import fold
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.handover import ListKind
from tthc_desk.usecases.intake_request import IntakeRequest, PersonInput

DAY = date(2026, 10, 6)
NAME = "Trần Thị Chim Hoàng Yến"
BIRD = "Hoàng Yến"
"""Stands in every text; the rest of each is digits that no figure can have."""
DIGITS = ("001190123456", "001190654321", "0987612345", "0912398765", "424242424")
OFFICIAL, FOREIGN = "000.00.01.H26-261006-4711", "NGOAI-4242424242"

PERSON = {
    "id_number": DIGITS[0],
    "id_kind": None,
    "name": NAME,
    "birth_date": "1990-02-15",
    "sex": "female",
    "address": f"Số 4242, ngõ {BIRD}",
    "ward_code": "00619",
    "phone": DIGITS[2],
    "email": "hoangyen@thu.vn",
}
OWNER = {
    **PERSON,
    "id_number": DIGITS[1],
    "name": "Lê Thị Hoàng Yến Chủ",
    "phone": DIGITS[3],
}
LINE: dict[str, Any] = {
    "procedure": PAID.code,
    "submitter": PERSON,
    "owner": OWNER,
    "documents": [{"name": f"Tờ khai của {BIRD}", "originals": 1}],
    "official_code": OFFICIAL,
    "foreign_codes": {f"Hệ thống {BIRD}": FOREIGN},
    "note": f"Ghi chú {BIRD}",
    "result_place": f"Nhà {BIRD}",
    "receipt_series": "HOANGYEN",
    "receipt_number": DIGITS[4],
    "paid": "cash",
    "old_number": f"CU-{BIRD}",
    "exemption": None,
    "reason": f"Lý do {BIRD}",
}
NOT_TYPED = {
    *("request_id", "decision", "channel", "missing", "sets", "pages", "copies", "term"),
    *("electronic_copies", "opening", "received_at", "supervisor", "charge_dong", "fee_dong"),
    *("at_once", "receipt", "result_number"),
}
"""Fields of a reception that no free text, number or code of a person goes into, or of a result."""
STEP = {
    "reason": f"Lý do bước {BIRD}",
    "missing": (f"Giấy của {BIRD}",),
    "law": f"Luật {BIRD}",
    "result_number": f"KQ-{BIRD}",
    "signer": f"Người ký {BIRD}",
    "summary": f"Trích yếu {BIRD}",
    "collector_name": f"{BIRD} nhận",
    "collector_id": DIGITS[1],
    "collector_phone": DIGITS[3],
    "authority": f"Giấy ủy quyền {BIRD}",
    "returned_originals": f"Bản chính {BIRD}",
    "receipt_series": "HOANGYEN",
    "receipt_number": DIGITS[4],
}
PLAIN_STEP = {
    *("holder", "result_date", "copies", "new_due", "method", "charge_dong", "fee_dong"),
    *("cashier", "cause", "move", "changes"),
}
CANARIES = (*DIGITS, OFFICIAL[:-1], FOREIGN, NAME, BIRD, "hoangyen@thu.vn", "1990-02-15")


def test_every_field_that_is_typed_has_its_canary() -> None:
    assert {f.name for f in fields(IntakeRequest)} == set(LINE) | NOT_TYPED
    assert {f.name for f in fields(PersonInput)} == set(PERSON) | {"qr"}
    assert {f.name for f in fields(PersonFields)} == set(PERSON)
    assert {f.name for f in fields(ActionInput)} == set(STEP) | PLAIN_STEP


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    make_office_folder(tmp_path / "ward")
    opened = open_office(tmp_path / "ward", moment(DAY))
    yield opened
    opened.desk.store.close()


def live(office: Office) -> None:
    """Take every way a dossier can go, the canary in each."""
    slip = dict.fromkeys(("receipt_series", "receipt_number", "paid", "old_number"))
    before = {"opening": True, "received_at": "2026-10-01T09:00:00+07:00", "official_code": None}
    office.receive(**LINE | slip | before | {"old_number": f"CU-{BIRD}"})
    free = {"official_code": f"{OFFICIAL[:-2]}99", "exemption": f"Miễn cho {BIRD}"}
    office.accept(**LINE | slip | free)
    for decision in ("refuse", "guide"):
        office.receive(**LINE | slip | {"decision": decision})
    ways = (_finished, _supplemented, _withdrawn, _corrected, _voided)
    for number, way in enumerate(ways):
        # An official code stands for one dossier alone.
        code = f"{OFFICIAL[:-1]}{number}"
        way(office, office.accept(**LINE | {"old_number": None, "official_code": code}))


def _step(office: Office, number: str, action: Action, **more: Any) -> None:
    given = {**STEP, **more}
    by = SUPERVISOR if action in (Action.CORRECT, Action.VOID) else None
    office.act(number, action, office.supervisor if by else office.counter, **given)


def _finished(office: Office, number: str) -> None:
    listed = office.desk.handover.open(ListKind.OFFICERS, CASE.login, office.counter)
    office.desk.handover.add(listed.number, number, office.counter, ActionInput())
    office.desk.handover.close(listed.number, office.counter)
    office.desk.handover.accept(listed.number, office.case)
    _step(office, number, Action.FINISH, result_date=DAY.isoformat())
    _step(office, number, Action.DELIVER)


def _supplemented(office: Office, number: str) -> None:
    _step(office, number, Action.REQUEST_SUPPLEMENT, law=None)
    _step(office, number, Action.COMPLETE_SUPPLEMENT)
    _step(office, number, Action.REFUSE)


def _withdrawn(office: Office, number: str) -> None:
    _step(office, number, Action.WITHDRAW)


def _corrected(office: Office, number: str) -> None:
    changes = {
        "owner_name": f"{NAME} Mới",
        "owner_address": f"Ngõ {BIRD} mới",
        "note": f"Đính chính {BIRD}",
        "official_code": f"{OFFICIAL[:-4]}9999",
    }
    _step(office, number, Action.CORRECT, changes=changes)


def _voided(office: Office, number: str) -> None:
    _step(office, number, Action.VOID)


def test_nothing_of_a_person_is_in_any_file_that_leaves(office: Office, tmp_path: Path) -> None:
    live(office)
    assert sum(row.charge_dong for row in office.desk.store.queries.totals_rows(DAY, DAY)) > 0
    office.on(date(2026, 11, 23))
    stick = tmp_path / "stick"
    stick.mkdir()
    for chain in Chain:
        span = period_at(chain, DAY)
        line = office.desk.totals.export(chain, span.first, span.last, office.supervisor)
        send_totals(office.desk, line, stick)
    send_key(office.desk, stick)
    placed = sorted(stick.iterdir())
    assert len(placed) == 3 * 4 + 2
    for path in placed:
        texts = [*read_every_way(path)]
        # The reader is not blind: what must be there is found by the same means.
        assert any(folded(WARD.name) in text for text in texts), path.name
        for canary in CANARIES:
            assert not any(folded(canary) in text for text in texts), (path.name, canary)


def test_the_book_itself_is_full_of_canaries(office: Office) -> None:
    live(office)
    with office.desk.store._database.reading() as connection:
        book = folded(str(connection.execute("SELECT group_concat(data) FROM event").fetchone()))
    assert all(folded(canary) in book for canary in CANARIES[:-1])


def folded(text: str) -> str:
    """Leave out marks, spaces and case."""
    return "".join(fold(text).split())


def read_every_way(path: Path) -> Iterator[str]:
    """Give the texts of a file: as it is, unpacked, decoded, drawn."""
    data = path.read_bytes()
    yield folded(data.decode("latin-1"))
    parts = {".json": _json_parts, ".xlsx": _workbook_parts, ".pdf": _pdf_parts}
    yield from map(folded, parts[path.suffix](data))
    if path.suffix == ".pdf" and shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        yield folded(done.stdout.decode())


def _json_parts(data: bytes) -> Iterator[str]:
    envelope = json.loads(data)
    yield data.decode()
    yield b64decode(envelope["payload"]).decode()


def _workbook_parts(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        for name in book.namelist():
            yield name + book.read(name).decode()


def _pdf_parts(data: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(data))
    yield str(reader.metadata)
    yield " ".join(page.extract_text() for page in reader.pages)
    for thing in objects(data):
        get_data = getattr(thing, "get_data", None)
        yield str(thing) + (get_data().decode("latin-1") if get_data else "")
