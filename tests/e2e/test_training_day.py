"""The demo's day: every dossier goes to the officer of its field, and comes back from there."""

from pathlib import Path

import pytest

from tests.helpers.commands import run
from tthc_desk.app.case_officers import case_officer
from tthc_desk.app.period_papers import AS_WORKBOOK
from tthc_desk.app.wiring import open_desk
from tthc_desk.usecases.handover import ListKind, ListState
from tthc_desk.usecases.paper_facts import PaperKind


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "ward"
    made = run("demo", "--no-window", data=folder)
    assert (made.code, made.one["verify_findings"]) == (0, 0)
    return folder


def test_every_list_goes_to_or_comes_from_the_officer_of_its_dossiers_fields(demo: Path) -> None:
    with open_desk(demo) as desk:
        book = desk.rules.book()
        agencies = {p.code: p.agency for found in book.procedures.values() for p in found}
        lists = desk.store.queries.lists()
        for line in lists:
            party = line.taker if line.kind == ListKind.OFFICERS else line.giver
            for item in desk.store.queries.list_items(line.number):
                code = item.dossier.procedure_code
                officer = case_officer(book.ward, item.dossier.field, agencies[code])
                assert officer is not None
                assert (party, line.agency) == (officer.name, officer.unit)
    out = [line for line in lists if line.kind == ListKind.OFFICERS]
    assert {line.agency for line in out} == {
        "Tư pháp – Hộ tịch",
        "Địa chính – Xây dựng",
        "Văn hóa – Xã hội",
        "Tài chính – Kế toán",
        "Công an phường",
    }
    assert {line.state for line in lists} == {ListState.ACCEPTED}


def test_every_officer_of_the_demo_is_marked_as_invented(demo: Path) -> None:
    with open_desk(demo) as desk:
        names = [officer.name for officer in desk.rules.book().ward.officers]
    assert names
    assert [name for name in names if "Mẫu" not in name] == []


def test_the_day_leaves_every_paper_and_every_workbook(demo: Path) -> None:
    files = [file.name for file in (demo / "giay-to").iterdir()]
    missing = [k for k in PaperKind if not any(f"-{k.value}" in name for name in files)]
    assert missing == []
    books = {kind for kind in AS_WORKBOOK if any(f"-{kind}" in n for n in files if "xlsx" in n)}
    assert books == AS_WORKBOOK


def test_a_demo_whose_ward_has_signed_totals_is_made_anew_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    assert run("demo", "--no-window", data=folder).code == 0
    for _ in range(2):
        assert run("signing-key", "new", "--user", "lanhdao", data=folder).code == 0
    assert run("demo", "--no-window", data=folder).code == 0
    assert run("signing-key", "show", data=folder).one["state"] == "none"
