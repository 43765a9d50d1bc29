"""Lists of a period through the real use cases: what they hold, in which order, and whether."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from tests.helpers.factories import (
    CERTIFICATION,
    CITIZEN,
    FREE,
    PAID,
    PAUSING,
    POLICE,
    Office,
    code_and_field,
    refusal,
)
from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.identities import NAMED, named
from tthc_desk.usecases.listing_lines import NO_CAUSE, listed_name
from tthc_desk.usecases.listings import Asked
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import NewEvent
from tthc_desk.usecases.report_facts import ReportFacts
from tthc_desk.usecases.selections import Pick, Selection

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
KINDS = (
    PaperKind.REGISTER,
    PaperKind.COLLECTION_STATEMENT,
    PaperKind.OVERDUE_LIST,
    PaperKind.UNCOLLECTED_LIST,
    PaperKind.REPORT_06A,
    PaperKind.CERTIFICATION_COUNT,
)


def asked(office: Office, as_of: datetime | None = None, **changes: Any) -> Asked:
    return replace(Asked(*MARCH, office.counter, as_of), **changes)


def explain(office: Office, number: str, **data: Json) -> None:
    """Write the event of an explained delay."""
    with office.desk.store.write() as unit:
        dossier = unit.dossier(number)
        assert dossier
        event = NewEvent.by(
            office.counter, office.clock.at, number, EventKind.DELAY_EXPLAINED, data
        )
        unit.append(event)
        folded = unit.dossier(number)
        assert folded
        unit.save_dossier(folded)
        unit.commit()


def test_the_register_holds_every_number_by_day_and_serial(office: Office) -> None:
    done = office.accept(procedure=PAID.code, paid="cash", channel="post", note="Gấp")
    void = office.accept(procedure=POLICE.code)
    office.act(done, Action.FORWARD, holder="hotich")
    office.act(void, Action.VOID, office.supervisor)
    office.on(date(2026, 3, 4))
    office.act(done, Action.FINISH)
    office.on(date(2026, 3, 5))
    office.act(done, Action.DELIVER, collector_name=CITIZEN["name"])
    later = office.accept()
    facts = office.desk.listings.register(asked(office))
    assert [line.number for line in facts.lines] == [done, void, later]
    assert [line.serial for line in facts.lines] == [1, 2, 3]
    first, second, third = facts.lines
    assert (first.forwarded_day, first.result_day, first.delivered_day) == (
        date(2026, 3, 2),
        date(2026, 3, 4),
        date(2026, 3, 5),
    )
    assert (first.way, first.giver, first.taker) == (
        "bưu chính công ích",
        office.counter.officer.name,
        CITIZEN["name"],
    )
    assert (first.note, first.phone, first.due_day) == ("Gấp", CITIZEN["phone"], date(2026, 3, 9))
    assert second.note == "Tiếp nhận giúp cơ quan khác; Hủy ngày 02/03/2026"
    assert (third.way, third.giver, third.result_day) == ("", "", None)
    assert facts.head.broken == ()


def test_each_cashier_has_a_part_with_cash_and_transfer_apart(office: Office) -> None:
    office.receive(office.other, procedure=PAID.code, paid="cash")
    office.accept(procedure=PAID.code, paid="transfer", receipt_series="AB", receipt_number="7")
    office.accept(procedure=PAID.code, paid="cash")
    facts = office.desk.listings.collection(asked(office))
    sums = [(p.cashier, len(p.lines), p.cash_dong, p.transfer_dong) for p in facts.cashiers]
    # By the given name: Thử before Thử … by family name: Lê, Nguyễn.
    assert sums == [
        (office.other.officer.name, 1, 15_000, 0),
        (office.counter.officer.name, 2, 15_000, 15_000),
    ]
    line = facts.cashiers[1].lines[0]
    assert (line.method, line.charge_dong, line.fee_dong) == ("Chuyển khoản", 10_000, 5_000)
    assert (line.receipt_series, line.receipt_number) == ("AB", "7")


def overdue_office(office: Office) -> tuple[str, str, str]:
    """Three due on Monday 9 March: finished late, open and apologised for, waiting in term."""
    finished, still_open, waiting = (office.accept() for _ in range(3))
    office.act(waiting, Action.REQUEST_SUPPLEMENT, missing=("Tờ khai",))
    office.on(date(2026, 3, 12))
    office.act(still_open, Action.APOLOGISE, new_due="20/03/2026", reason="Chờ xác minh")
    office.act(finished, Action.FINISH)
    return finished, still_open, waiting


def test_the_overdue_list_names_what_was_late_and_why(office: Office) -> None:
    finished, still_open, _ = overdue_office(office)
    explain(office, finished, cause="partner", reason="Chờ công an trả lời")
    facts = office.desk.listings.overdue(asked(office))
    by_number = {line.number: line for line in facts.lines}
    assert sorted(by_number) == sorted((finished, still_open))
    late, waiting = by_number[finished], by_number[still_open]
    assert (late.finished_day, late.days_late) == (date(2026, 3, 12), 3)
    assert (late.cause, late.reason) == ("Do cơ quan phối hợp", "Chờ công an trả lời")
    # Open: counted up to the day it is seen on; the reason is that of the apology.
    assert (waiting.finished_day, waiting.days_late) == (None, 3)
    assert (waiting.cause, waiting.reason) == ("", "Chờ xác minh")
    assert facts.by_cause == (("Do cơ quan phối hợp", 1), (NO_CAUSE, 1))
    total = office.desk.listings.report_06a(asked(office)).total.columns
    assert len(facts.lines) == total[7] + total[10]


def test_the_days_late_stop_with_the_end_and_while_it_waits(office: Office) -> None:
    finished, waiting, _ = overdue_office(office)
    office.act(waiting, Action.REQUEST_SUPPLEMENT, office.supervisor, missing=("Tờ khai",))
    office.on(date(2026, 3, 25))
    lines = office.desk.listings.overdue(asked(office)).lines
    assert {line.number: line.days_late for line in lines} == {finished: 3, waiting: 3}


def test_the_overdue_list_says_the_same_later_as_of_the_same_moment(office: Office) -> None:
    _, still_open, _ = overdue_office(office)
    seen = office.clock.at
    before = office.desk.listings.overdue(asked(office, seen))
    office.on(date(2026, 3, 20))
    office.act(still_open, Action.FINISH)
    assert office.desk.listings.overdue(asked(office, seen)) == before
    assert office.desk.listings.overdue(asked(office)) != before


def test_results_that_wait_are_listed_until_they_are_collected(office: Office) -> None:
    owing = office.accept(procedure=PAID.code)
    others = office.accept(procedure=POLICE.code, channel="post")
    open_still = office.accept()
    for number in (owing, others):
        office.act(number, Action.FINISH, result_number="12/UBND")
    office.on(date(2026, 3, 10))
    facts = office.desk.listings.uncollected(asked(office))
    lines = {line.number: line for line in facts.lines}
    assert set(lines) == {owing, others}
    assert open_still not in lines
    assert (lines[owing].days_waiting, lines[owing].owed_dong) == (8, 15_000)
    assert (lines[owing].result_number, lines[owing].by_post) == ("12/UBND", False)
    assert lines[others].by_post
    office.act(owing, Action.PAY, method="cash")
    office.act(owing, Action.DELIVER)
    left = office.desk.listings.uncollected(asked(office)).lines
    assert [line.number for line in left] == [others]


def test_form_06a_names_period_reporter_and_what_stands_in_no_column(office: Office) -> None:
    office.accept(procedure=PAUSING.code, channel="online")
    office.accept()
    office.act(office.accept(), Action.VOID, office.supervisor)
    office.accept(procedure=POLICE.code)
    office.accept(decision="refuse", reason="Thiếu giấy tờ")
    facts = office.desk.listings.report_06a(asked(office))
    assert facts.period_text == "Tháng 3 năm 2026"
    assert (facts.reporter, facts.receiver) == (office.ward.unit, office.ward.upper_authority)
    assert [row.name for row in facts.rows] == ["Đất đai", "Hộ tịch"]
    assert facts.rows[0].columns == (1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0)
    assert facts.total.columns == (2, 1, 1, 0, 0, 0, 0, 0, 2, 2, 0)
    assert facts.notes == (
        "Hủy trong kỳ: 1 hồ sơ",
        "Từ chối tiếp nhận tại quầy: 1 lượt",
        "Tiếp nhận giúp Công an, cơ quan khác (không tính): 1 hồ sơ",
    )
    free = office.desk.listings.report_06a(asked(office, last=date(2026, 3, 30)))
    assert free.period_text == ""


def test_certifications_are_counted_by_dossiers_pages_and_copies(office: Office) -> None:
    for copies, electronic in ((2, 1), (3, 0)):
        counts = {"pages": 4, "copies": copies, "electronic_copies": electronic}
        office.accept(procedure=CERTIFICATION.code, paid="cash", **counts)
    office.accept(procedure=FREE.code)
    facts = office.desk.listings.certifications(asked(office))
    assert [line.procedure_name for line in facts.lines] == [CERTIFICATION.name]
    total = facts.total
    assert (total.dossiers, total.pages) == (2, 8)
    assert (total.paper_copies, total.electronic_copies) == (5, 1)
    office.accept(procedure=CERTIFICATION.code, pages=4, copies=1)
    assert office.desk.listings.certifications(asked(office)).total.charge_dong == 30_000
    # Two pages at 2,000 and two at 1,000 đồng a copy, five copies.
    assert total.charge_dong == 30_000


def test_behind_a_row_of_the_certifications_stand_its_dossiers_as_known_then(
    office: Office,
) -> None:
    number = office.accept(procedure=CERTIFICATION.code, pages=4, copies=2, electronic_copies=1)
    before = office.clock.at
    office.later(minutes=1)
    changes = {"procedure": CERTIFICATION.code, "electronic_copies": 0}
    office.act(number, Action.CORRECT, office.supervisor, changes=changes)
    row = Selection(Pick.CERTIFIED_ELECTRONIC, *MARCH, procedure_name=CERTIFICATION.name)

    def numbers(row: Selection, as_of: datetime | None = None) -> list[str]:
        return [line.number for line in office.desk.listings.behind(row, as_of)]

    assert numbers(row, before) == [number]
    assert numbers(row) == []
    assert numbers(replace(row, pick=Pick.CERTIFIED_PAPER)) == [number]
    assert numbers(replace(row, procedure_name=FREE.name, pick=Pick.CERTIFIED_PAPER)) == []


def test_the_charts_of_a_period_add_up_to_its_report(office: Office) -> None:
    overdue_office(office)
    facts = office.desk.listings.charts(asked(office))
    total = office.desk.listings.report_06a(asked(office)).total.columns
    assert len(facts.days) == 31
    assert sum(day[1] for day in facts.days) == total[1] + total[2]
    assert sum(day[2] for day in facts.days) == total[4] == sum(facts.timeliness)
    assert sum(field[1] for field in facts.fields) == 3
    assert sum(field[2] for field in facts.fields) == total[4]
    assert sum(field[3] for field in facts.fields) == total[8]
    assert sum(number for _, number in facts.ageing) == total[8]


def test_the_dossiers_behind_a_figure_can_be_opened(office: Office) -> None:
    numbers = [office.accept() for _ in range(3)]
    office.accept(procedure=PAUSING.code)
    chosen = Selection(Pick.C11, *MARCH, field="Hộ tịch")
    found = office.desk.listings.behind(chosen)
    assert [line.number for line in found] == numbers[::-1]
    page = office.desk.listings.behind_page(chosen, limit=2)
    rest = office.desk.listings.behind_page(chosen, after=page.after, limit=2)
    assert (*page.lines, *rest.lines) == found
    assert rest.after is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_the_same_early_and_late_as_of_the_same_moment(
    office: Office, kind: PaperKind
) -> None:
    overdue_office(office)
    paid = office.accept(procedure=PAID.code, paid="cash")
    office.accept(procedure=CERTIFICATION.code, pages=1, copies=1)
    office.act(paid, Action.FINISH)
    seen = office.clock.at
    early = facts_of(office, kind, seen)
    office.on(date(2026, 3, 13))
    office.act(paid, Action.DELIVER)
    office.act(paid, Action.UNDO)
    office.act(office.accept(procedure=PAID.code, paid="cash"), Action.VOID, office.supervisor)
    assert facts_of(office, kind, seen) == early


def facts_of(office: Office, kind: PaperKind, as_of: datetime) -> ReportFacts:
    return office.desk.listings.facts(kind, asked(office, as_of))


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_made_of_a_wrong_row_is_a_draft_that_names_the_dossier(
    office: Office, kind: PaperKind
) -> None:
    wrong = office.accept()
    office.accept()
    with office.desk.store._database.writing() as writer:
        writer.connection.execute(
            "UPDATE dossier SET ended_day = '2026-03-02' WHERE number = ?", (wrong,)
        )
        writer.connection.execute("COMMIT")
    broken = office.desk.listings.facts(kind, asked(office)).head.broken
    assert broken
    assert all(wrong in sentence for sentence in broken)
    assert office.desk.listings.broken(*MARCH) == broken


def test_an_opening_balance_breaks_no_identity(office: Office) -> None:
    office.on(date(2026, 4, 1), time(9))
    opening = office.receive(
        office.supervisor,
        opening=True,
        received_at=datetime(2026, 3, 5, 9, tzinfo=VIETNAM).isoformat(),
        old_number="CŨ-1",
    )
    assert office.desk.listings.broken(*MARCH) == ()
    lines = office.desk.listings.register(asked(office)).lines
    assert [(line.number, line.note) for line in lines] == [
        (opening.number, "Số dư đầu kỳ, số cũ CŨ-1")
    ]
    april = (date(2026, 4, 1), date(2026, 4, 30))
    assert office.desk.listings.broken(*april) == ()


def test_a_period_that_ends_before_it_begins_has_no_lists(office: Office) -> None:
    backwards = asked(office, last=date(2026, 2, 1))
    for kind in KINDS:
        error = refusal(office.desk.listings.facts, kind, backwards)
        assert code_and_field(error) == (Code.DATE, "to")


def test_only_ten_dossiers_are_named_and_the_rest_counted() -> None:
    numbers = [f"T{number:02}" for number in range(NAMED + 3)]
    assert named(numbers[:NAMED]) == ", ".join(numbers[:NAMED])
    assert named(numbers) == f"{', '.join(numbers[:NAMED])} và 3 hồ sơ khác"


def test_a_long_name_gives_way_to_the_short_one_in_a_narrow_column() -> None:
    name = "Chứng thực bản sao từ bản chính giấy tờ, văn bản " * 3
    facts = {"procedure_name": name, "short_name": "Chứng thực bản sao"}
    assert listed_name(facts) == "Chứng thực bản sao"
    assert listed_name({"procedure_name": "Đăng ký khai sinh", "short_name": "KS"}) == (
        "Đăng ký khai sinh"
    )
    # A dossier of an older program has no short name.
    assert listed_name({"procedure_name": name}) == name
