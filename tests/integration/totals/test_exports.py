"""Files a ward sends: made once, made again only as an amendment, in their place in the chain."""

import json
import uuid
from base64 import b64decode
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.helpers.sending import (
    AUGUST,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    SUNDAY,
    Sender,
    reopened,
    restored,
    sending_ward,
)
from tests.helpers.wards import moment
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.totals import NO_HASH, Chain, Span
from tthc_desk.domain.totals_chain import ChainFile, KeyLife, Standing, chain_state
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.signing import SIGNING_KEY
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.totals_export import KeyCondition, PeriodState
from tthc_desk.usecases.totals_ports import ExportLine

WEEK = Span(date(2026, 11, 9), date(2026, 11, 15))
SENT, MISSING = PeriodState.SENT, PeriodState.MISSING


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Sender]:
    with sending_ward(tmp_path / "ward") as sender:
        yield sender


def refused(code: Code, ward: Sender, span: Span, amend: str | None = None) -> DeskError:
    before = ward.desk.store.queries.exports()
    with pytest.raises(DeskError) as caught:
        ward.send(span, amend=amend)
    assert caught.value.code is code
    assert ward.desk.store.queries.exports() == before
    assert "–" not in error_text(caught.value).replace(" – ", " ")
    return caught.value


def test_a_file_says_what_the_reports_say(ward: Sender) -> None:
    line = ward.send(OCTOBER)
    totals = ward.desk.totals.totals(line)
    report = ward.desk.reports.report_06a(OCTOBER.first, OCTOBER.last)
    assert totals.measures == report.total
    assert (totals.charge_dong, totals.fee_dong) == (20_000, 5_000)
    head = (totals.audit_head, totals.audit_length)
    assert ward.desk.store.has_anchor(*head)
    assert (line.seq, line.prev, line.replaces) == (1, NO_HASH, NO_HASH)
    assert (totals.chain, totals.span, totals.as_of) == (Chain.MONTHLY, OCTOBER, line.as_of)
    assert ward.sound()


def test_the_stored_file_opens_with_the_enrolled_key(ward: Sender) -> None:
    line, files = ward.send(OCTOBER), TotalsFiles()
    _, key_file = ward.desk.totals.key_file()
    key = files.read_key(key_file)
    sealed = files.read(line.file, key.public)
    assert (sealed.hash, files.key_of(line.file)) == (line.hash, key.key_id)
    assert (key.ward_code, key.replaces) == ("99999", "")


def test_an_unchanged_period_gives_the_very_same_file_and_no_event(ward: Sender) -> None:
    first = ward.send(OCTOBER)
    head = ward.desk.store.queries.chain_head()
    ward.clock.at += timedelta(days=3)
    assert ward.send(OCTOBER) == first
    assert ward.desk.store.queries.chain_head() == head


def test_files_follow_one_another_in_their_own_chain(ward: Sender) -> None:
    october, week = ward.send(OCTOBER), ward.send(WEEK, Chain.WEEKLY)
    september = ward.send(SEPTEMBER)
    assert [line.seq for line in (october, week, september)] == [1, 1, 2]
    assert (week.prev, september.prev) == (NO_HASH, october.hash)
    assert ward.sound()


def test_the_calendar_tells_sent_from_missing_and_from_what_is_not_over(ward: Sender) -> None:
    assert ward.states() == [MISSING, MISSING, PeriodState.NOT_OVER]
    ward.send(OCTOBER)
    assert ward.states() == [MISSING, SENT, PeriodState.NOT_OVER]
    begin = ward.desk.totals.calendar(Chain.MONTHLY, AUGUST.first, SEPTEMBER.last)
    assert [line.span for line in begin] == [SEPTEMBER]


def test_a_correction_shows_and_is_sent_only_as_an_amendment(ward: Sender) -> None:
    sent = ward.send(OCTOBER)
    ward.correct(OCTOBER)
    assert ward.states()[1] is PeriodState.CHANGED
    assert refused(Code.SENT, ward, OCTOBER).facts["hash"] == sent.hash
    amended = ward.send(OCTOBER, amend=sent.hash[:8].upper())
    assert (amended.replaces, amended.seq, amended.prev) == (sent.hash, 2, sent.hash)
    assert ward.states()[1] is PeriodState.AMENDED
    assert ward.send(OCTOBER) == amended
    assert _received(ward, amended) == _received(ward, sent) + 1
    lines = ward.desk.totals.calendar(Chain.MONTHLY, OCTOBER.first, OCTOBER.last)
    assert lines[0].exports == (sent, amended)
    assert ward.sound()


def _received(ward: Sender, line: ExportLine) -> int:
    return ward.desk.totals.totals(line).measures.c5


def test_what_cannot_be_amended_says_why(ward: Sender) -> None:
    september, october = ward.send(SEPTEMBER), ward.send(OCTOBER)
    reasons = {
        "f" * 8: "unknown",
        october.hash[:7]: "unknown",
        "nicht hex": "unknown",
        september.hash: "other_period",
        october.hash: "same",
    }
    for typed, reason in reasons.items():
        assert refused(Code.AMEND, ward, OCTOBER, typed).facts["reason"] == reason
    ward.correct(OCTOBER)
    amended = ward.send(OCTOBER, amend=october.hash)
    ward.correct(OCTOBER)
    error = refused(Code.AMEND, ward, OCTOBER, october.hash)
    assert (error.facts["reason"], error.facts["last"]) == ("replaced", amended.hash)


def test_days_closed_since_need_no_amendment_but_may_have_one(ward: Sender) -> None:
    sent = ward.send(OCTOBER)
    assert ward.desk.totals.totals(sent).notes.unclosed_days > 0
    for day in ward.desk.closing.queue():
        _close(ward, day)
        if day >= OCTOBER.last:
            break
    assert ward.send(OCTOBER) == sent
    amended = ward.send(OCTOBER, amend=sent.hash)
    assert ward.desk.totals.totals(amended).notes.unclosed_days == 0


def _close(ward: Sender, day: date) -> None:
    from tthc_desk.usecases.closing import ClosingInput

    takings = ward.desk.store.queries.takings(day)
    cash: dict[str, object] = {one.login: one.collected_dong for one in takings}
    ward.desk.closing.close(day, ClosingInput(cash, reason="một mình trực"), ward.supervisor)


def test_a_period_is_over_on_the_day_after_it_or_once_its_last_day_is_closed(ward: Sender) -> None:
    today = Span(SUNDAY, SUNDAY)
    ward.counter.receive(SUNDAY)
    with pytest.raises(DeskError) as caught:
        ward.send(today, Chain.DAILY)
    assert (caught.value.code, caught.value.facts["reason"]) == (Code.PERIOD, "not_over")
    for day in ward.desk.closing.queue():
        _close(ward, day)
    line = ward.send(today, Chain.DAILY)
    assert ward.desk.totals.totals(line).measures.c5 == 1
    assert ward.sound()


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        (Span(OCTOBER.first, date(2026, 10, 30)), "shape"),
        (Span(date(2026, 10, 2), OCTOBER.last), "shape"),
        (Span(OCTOBER.first, NOVEMBER.last), "shape"),
        (NOVEMBER, "not_over"),
        (AUGUST, "before_start"),
    ],
)
def test_only_whole_periods_of_the_past_of_this_book_are_sent(
    ward: Sender, span: Span, reason: str
) -> None:
    assert refused(Code.PERIOD, ward, span).facts["reason"] == reason


def test_only_a_supervisor_sends_and_makes_keys(ward: Sender) -> None:
    for act in (
        lambda: ward.desk.totals.export(Chain.MONTHLY, OCTOBER.first, OCTOBER.last, ward.officer),
        lambda: ward.desk.totals.make_key(ward.officer),
    ):
        with pytest.raises(DeskError) as caught:
            act()
        assert caught.value.code is Code.SUPERVISOR
    assert not (ward.folder / SIGNING_KEY).exists()


def test_a_repeated_request_gives_the_first_answer(ward: Sender) -> None:
    asked = str(uuid.uuid4())
    days = (Chain.MONTHLY, OCTOBER.first, OCTOBER.last, ward.supervisor)
    sent = ward.desk.totals.export(*days, request_id=asked)
    ward.correct(OCTOBER)
    assert ward.desk.totals.export(*days, request_id=asked) == sent
    other = str(uuid.uuid4())
    with ward.desk.store.write(other) as unit:
        unit.remember(other, json.dumps({"number": "H99.9-261005-T0001"}))
        unit.commit()
    with pytest.raises(DeskError) as caught:
        ward.desk.totals.export(*days, request_id=other)
    assert (caught.value.code, caught.value.field) == (Code.FORMAT, "request_id")


def test_rows_that_contradict_themselves_are_not_sent_and_their_dossiers_named(
    ward: Sender,
) -> None:
    number = ward.desk.tracking.find("").lines[-1].number
    with ward.desk.store.write() as unit:
        unit._put("UPDATE dossier SET timeliness = 0 WHERE number = ?", (number,))
        unit.commit()
    error = refused(Code.IDENTITY, ward, SEPTEMBER)
    assert number in error_text(error)
    assert number in " ".join(ward.desk.totals.preview(Chain.MONTHLY, SEPTEMBER).broken)
    assert ward.desk.store.queries.exports() == ()


def test_a_preview_writes_nothing_and_shows_gaps(ward: Sender) -> None:
    ward.counter.receive(date(2026, 8, 31))
    ward.send(AUGUST)
    preview = ward.desk.totals.preview(Chain.MONTHLY, OCTOBER)
    assert preview.gaps == (SEPTEMBER,)
    assert preview.broken == ()
    assert preview.figures.measures == ward.desk.totals.totals(ward.send(OCTOBER)).measures
    assert ward.desk.totals_papers.sheet(ward.send(OCTOBER)).gaps == (SEPTEMBER,)
    later = ward.send(SEPTEMBER)
    assert ward.desk.totals_papers.sheet(later).gaps == ()
    assert ward.desk.totals_papers.sheet(ward.send(OCTOBER)).gaps == (SEPTEMBER,)


def test_sending_on_a_day_off_makes_it_no_day_to_be_closed(ward: Sender) -> None:
    ward.send(OCTOBER)
    assert SUNDAY not in ward.desk.closing.queue()


# --- keys and restored books


def test_a_restored_book_makes_a_new_key_and_goes_on_with_its_chain(
    ward: Sender, tmp_path: Path
) -> None:
    september, state = ward.send(SEPTEMBER), ward.desk.totals.key_state()
    assert state.condition is KeyCondition.READY
    ward.desk.store.close()
    with reopened(restored(ward.folder, tmp_path / "restored")) as again:
        assert again.desk.totals.key_state().condition is KeyCondition.LOST
        october = again.send(OCTOBER)
        assert (october.seq, october.prev) == (1, september.hash)
        assert october.key_id != september.key_id
        _, file = again.desk.totals.key_file()
        assert TotalsFiles().read_key(file).replaces == september.key_id
        assert again.send(SEPTEMBER) == september
        assert again.sound()


def test_a_file_the_restored_book_forgot_is_amended_by_its_whole_hash(
    ward: Sender, tmp_path: Path
) -> None:
    backup = restored(ward.folder, tmp_path / "backup")
    forgotten = ward.send(OCTOBER)
    with reopened(backup) as again:
        again.correct(OCTOBER)
        assert refused(Code.AMEND, again, OCTOBER, forgotten.hash[:20])
        amended = again.send(OCTOBER, amend=forgotten.hash)
        assert amended.replaces == forgotten.hash
        assert again.sound()
    lives = {
        forgotten.key_id: KeyLife(forgotten.key_id, 1, SUNDAY),
        amended.key_id: KeyLife(amended.key_id, 2, SUNDAY),
    }
    state = chain_state(map(_as_received, (amended, forgotten)), lives)
    assert state.standings == {
        forgotten.hash: Standing.REPLACED,
        amended.hash: Standing.COUNTED,
    }


def _as_received(line: ExportLine) -> ChainFile:
    return ChainFile(
        line.hash, line.key_id, line.seq, line.prev, line.replaces, line.span, line.as_of, 1
    )


def test_a_key_of_another_book_or_a_damaged_one_is_not_used(ward: Sender, tmp_path: Path) -> None:
    ward.send(OCTOBER)
    path = ward.folder / SIGNING_KEY
    text = path.read_text()
    with sending_ward(tmp_path / "other") as other:
        (other.folder / SIGNING_KEY).write_text(text)
        assert refused(Code.SIGNING_KEY, other, OCTOBER).facts["reason"] == "other"
    for damaged in ("", "x", text[:-4], text.replace("signing-2", "signing-9"), "\x00" * 40):
        path.write_text(damaged)
        assert ward.desk.totals.key_state().condition is KeyCondition.DAMAGED
        assert refused(Code.SIGNING_KEY, ward, SEPTEMBER).facts["reason"] == "damaged"
    made = ward.desk.totals.make_key(ward.supervisor)
    assert ward.send(SEPTEMBER).key_id == made.key_id
    assert ward.sound()


def test_a_key_the_book_does_not_know_is_replaced(ward: Sender) -> None:
    from tthc_desk.storage.signing import SigningKeyRing

    stray = SigningKeyRing(ward.folder).make()
    assert ward.desk.totals.key_state().condition is KeyCondition.NONE
    assert ward.send(OCTOBER).key_id != stray.key_id


def test_a_key_put_aside_and_put_back_is_replaced(ward: Sender) -> None:
    ward.desk.totals.make_key(ward.supervisor)
    old = ward.send(OCTOBER)
    ward.desk.totals.make_key(ward.supervisor)
    (ward.folder / "signing.key.1.old").replace(ward.folder / SIGNING_KEY)
    assert ward.desk.totals.key_state().condition is KeyCondition.LOST
    new = ward.send(SEPTEMBER)
    assert (new.key_id != old.key_id, new.seq) == (True, 1)


def test_the_private_key_is_sealed_for_its_owner_and_is_not_in_the_book(ward: Sender) -> None:
    ward.send(OCTOBER)
    path = ward.folder / SIGNING_KEY
    assert path.stat().st_mode & 0o777 == 0o600
    from tthc_desk.storage.signing import SigningKeyRing

    signer = SigningKeyRing(ward.folder).signer()
    assert signer
    seed = bytes(signer._key)
    assert seed.hex() not in path.read_text()
    with ward.desk.store._database.reading() as connection:
        dump = "\n".join(
            str(row)
            for (table,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
            ).fetchall()
            for row in connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        )
    assert signer.public.hex() in dump
    assert seed.hex() not in dump
    assert repr(seed) not in dump


def test_old_keys_are_put_aside_not_overwritten(ward: Sender) -> None:
    made = [ward.desk.totals.make_key(ward.supervisor).key_id for _ in range(3)]
    assert sorted(p.name for p in ward.folder.glob("signing.key*")) == [
        "signing.key",
        "signing.key.1.old",
        "signing.key.2.old",
    ]
    state = ward.desk.totals.key_state()
    assert [key.key_id for key in state.keys] == made
    assert state.current
    assert state.current.key_id == made[-1]


def test_the_event_names_the_file_by_its_hash(ward: Sender) -> None:
    line = ward.send(OCTOBER)
    (event,) = (
        e
        for e in ward.desk.store.queries._events(ward.desk.totals.totals(line).file_name)
        if e.kind is EventKind.TOTALS_EXPORTED
    )
    assert (event.seq, event.data["sha256"], event.officer) == (line.event_seq, line.hash, "giam")
    payload = json.loads(b64decode(json.loads(line.file)["payload"]))
    assert payload["audit"]["length"] == event.seq - 1
    assert moment(SUNDAY) == line.as_of
