"""What a public key is known by."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_desk.domain.fingerprint import fingerprint, key_file_name, key_id, same_fingerprint

PUBLIC = bytes(range(32))
DIGITS = hashlib.sha256(PUBLIC).hexdigest()
keys = st.binary(min_size=32, max_size=32)


def test_id_and_fingerprint_are_the_beginning_of_one_hash() -> None:
    assert key_id(PUBLIC) == DIGITS[:16] == "630dcd2966c43366"
    assert fingerprint(PUBLIC) == "630D CD29 66C4 3366 9112 5448 BBB2 5B4F"


def test_the_key_file_is_named_by_ward_and_key() -> None:
    assert key_file_name("00592", key_id(PUBLIC)) == "KHOA_00592_630dcd2966c43366.json"


@pytest.mark.parametrize(
    "typed",
    [
        "630D CD29 66C4 3366 9112 5448 BBB2 5B4F",
        "630dcd2966c43366911254 48bbb25b4f",
        "630D-CD29-66C4-3366-9112-5448-BBB2-5B4F",
        " 630D–CD29—66C4\u00a03366\t9112 5448 BBB2 5B4F\n",
    ],
)
def test_spaces_dashes_and_case_do_not_matter(typed: str) -> None:
    assert same_fingerprint(typed, PUBLIC)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "630D",
        "630D CD29 66C4 3366",
        "630D CD29 66C4 3366 9112 5448 BBB2 5B4",
        "630D CD29 66C4 3366 9112 5448 BBB2 5B4F 0",
        "630D CD29 66C4 3366 9112 5448 BBB2 5B4E",
        "630D CD29 66C4 3366 9112 5448 BBB2 5B4F".replace("0", "O"),
        "６30D CD29 66C4 3366 9112 5448 BBB2 5B4F",
        DIGITS,
    ],
)
def test_anything_but_the_whole_fingerprint_is_another(typed: str) -> None:
    assert not same_fingerprint(typed, PUBLIC)


def test_a_letter_that_turns_into_digits_is_no_digit() -> None:
    public = next(k for k in (bytes([n]) * 32 for n in range(256)) if "FF" in _tight(k))
    assert same_fingerprint(_tight(public), public)
    assert not same_fingerprint(_tight(public).replace("FF", "ﬀ"), public)


@given(keys, keys)
def test_a_fingerprint_fits_its_own_key_only(public: bytes, other: bytes) -> None:
    assume(public != other)
    assert same_fingerprint(fingerprint(public), public)
    assert not same_fingerprint(fingerprint(public), other)


def _tight(public: bytes) -> str:
    return fingerprint(public).replace(" ", "")
