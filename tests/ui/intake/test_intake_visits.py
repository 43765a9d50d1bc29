"""What earlier visits say of a person."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.demo import dossier_line
from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.ui.intake.visits import Visit, differing, earlier_values, visit_notices
from tthc_desk.usecases.lines import PersonLine
from tthc_desk.usecases.messages import notice_text
from tthc_desk.usecases.warnings import Notice

BIRTH = "1.001193"
PERSON = PersonLine(
    id_number="001190000005",
    id_kind="personal",
    name="Nguyễn Thị Thử Nghiệm",
    birth_date=date(1990, 2, 15),
    sex="female",
    address="Số 1, đường Thử",
    ward_code="",
    phone="0912345678",
    email="",
    last_seen=datetime(2026, 11, 2, 9, tzinfo=VIETNAM),
)
_values = st.dictionaries(st.sampled_from(["name", "address", "phone"]), st.text(max_size=8))


def visit(*queues: tuple[Queue, str]) -> Visit:
    lines = tuple(
        dossier_line(at, queue=queue, procedure_code=code, status=Status.PROCESSING)
        for at, (queue, code) in enumerate(queues, start=1)
    )
    return Visit("submitter", PERSON.id_number, PERSON, lines)


def test_a_person_of_earlier_is_written_as_the_form_takes_it() -> None:
    values = earlier_values(PERSON)
    assert values["birth_date"] == "1990-02-15"
    assert values["phone"] == "0912345678"


def test_only_what_says_another_thing_differs() -> None:
    earlier = earlier_values(PERSON)
    now = {**earlier, "address": "Số 2", "phone": "", "name": "NGUYỄN THỊ  THỬ NGHIỆM"}
    assert differing(now, earlier) == ("address",)


@given(_values)
def test_nothing_differs_from_itself(values: dict[str, str]) -> None:
    assert differing(values, values) == ()


@given(_values, _values)
def test_an_empty_field_never_differs(now: dict[str, str], earlier: dict[str, str]) -> None:
    assert all(now[name] and earlier[name] for name in differing(now, earlier))


def test_a_result_that_waits_is_named_whatever_the_procedure() -> None:
    warned = visit_notices(visit((Queue.TO_DELIVER, BIRTH)), "")
    assert [each.notice for each in warned] == [Notice.RESULT_WAITING]
    assert notice_text(warned[0]) == "Công dân còn kết quả chưa nhận: H26.158-261123-T0001."


def test_only_an_open_dossier_of_the_same_procedure_is_named() -> None:
    found = visit((Queue.PROCESSING, BIRTH), (Queue.PROCESSING, "x"), (Queue.CLOSED, BIRTH))
    warned = visit_notices(found, BIRTH)
    assert [dict(each.facts)["number"] for each in warned] == ["H26.158-261123-T0001"]
    assert visit_notices(found, "2.000815") == ()
