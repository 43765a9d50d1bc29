"""Totals files changed by a bit, a byte or a place: none is taken, and none stops the program."""

from collections.abc import Iterable, Iterator

from tests.helpers.signed_files import FILES, PUBLIC, make_totals, totals_file
from tthc_desk.domain.errors import DeskError
from tthc_desk.exchange.totals_payload import read_payload, write_payload

WHOLE = totals_file()
PAYLOAD = write_payload(make_totals())


def flipped(data: bytes) -> Iterator[bytes]:
    for at in range(len(data)):
        for bit in range(8):
            yield data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def taken(mutants: Iterable[bytes]) -> tuple[int, list[bytes]]:
    """Count the mutants and collect those that were accepted."""
    tried, accepted = 0, []
    for tried, mutant in enumerate(mutants, start=1):  # noqa: B007
        try:
            FILES.read(mutant, PUBLIC)
        except DeskError:
            continue
        accepted.append(mutant)
    return tried, accepted


def test_the_file_itself_is_taken() -> None:
    assert taken([WHOLE]) == (1, [WHOLE])


def test_no_file_with_one_bit_changed_is_taken() -> None:
    tried, accepted = taken(flipped(WHOLE))
    assert tried == len(WHOLE) * 8 >= 10_000
    assert accepted == []


def test_no_file_with_a_byte_lost_is_taken() -> None:
    cut = (WHOLE[:at] + WHOLE[at + 1 :] for at in range(len(WHOLE)))
    assert taken(cut) == (len(WHOLE), [])


def test_no_file_with_a_byte_written_twice_is_taken() -> None:
    doubled = (WHOLE[: at + 1] + WHOLE[at:] for at in range(len(WHOLE)))
    assert taken(doubled) == (len(WHOLE), [])


def test_no_file_with_two_neighbours_swapped_is_taken() -> None:
    places = [at for at in range(len(WHOLE) - 1) if WHOLE[at] != WHOLE[at + 1]]
    swapped = (WHOLE[:at] + WHOLE[at : at + 2][::-1] + WHOLE[at + 2 :] for at in places)
    assert taken(swapped) == (len(places), [])


def test_no_file_that_lacks_its_end_or_its_beginning_is_taken() -> None:
    parts = (WHOLE[:at] for at in range(len(WHOLE))), (WHOLE[at + 1 :] for at in range(len(WHOLE)))
    assert [taken(part) for part in parts] == [(len(WHOLE), [])] * 2


def test_a_payload_with_one_bit_changed_is_refused_or_another_that_is_written_so() -> None:
    """Stands for a hand that holds the key: what is read is exactly what was signed."""
    read = 0
    for mutant in flipped(PAYLOAD):
        try:
            totals = read_payload(mutant)
        except DeskError:
            continue
        read += 1
        assert totals != make_totals()
        assert write_payload(totals) == mutant
    assert 0 < read < len(PAYLOAD) * 8
