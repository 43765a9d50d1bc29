"""Ward pack files: read back as they were sealed, never taken with anything changed."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.helpers.packs import OTHER_SIGNER, SIGNER, forged_pack, pack_bytes
from tests.helpers.signed_files import totals_file
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.envelope import MOST_BYTES
from tthc_desk.exchange.ward_pack import pack_file_name, read_pack, seal_pack
from tthc_desk.storage.signing import PrivateKey
from tthc_desk.usecases.pack_content import WardPack

SMALL = WardPack(
    ward_code="00625",
    ward_name="phường Thử Nghiệm",
    made_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
    program="0.1.0",
    public=SIGNER.public,
    files=(("can-bo.csv", "login\n"), ("phuong.toml", "[ward]\n")),
    logo=b"\x89PNG",
)
WHOLE = seal_pack(SMALL, SIGNER.sign)

_texts = st.text(st.characters(codec="utf-8"), max_size=60)
_names = st.sampled_from(
    ["phuong.toml", "can-bo.csv", "thu-tuc.csv", "thanh-phan.csv", "loi-van.toml", "lich-2027.csv"]
)


def refusal(data: bytes) -> str:
    with pytest.raises(DeskError) as refused:
        read_pack(data)
    assert refused.value.code is Code.PACK_FILE
    return str(refused.value.facts["reason"])


@given(
    st.binary(min_size=32, max_size=32).map(SigningKey).map(PrivateKey),
    st.from_regex("[0-9]{5}", fullmatch=True),
    st.dictionaries(_names, _texts),
    st.binary(max_size=50),
    st.datetimes(datetime(2001, 1, 1), datetime(2990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_pack_is_read_back_as_it_was_sealed(
    signer: PrivateKey, code: str, files: dict[str, str], logo: bytes, at: datetime
) -> None:
    written = tuple(sorted(files.items()))
    pack = WardPack(code, "phường Thử", at, "1.0", signer.public, written, logo)
    sealed = read_pack(seal_pack(pack, signer.sign))
    assert sealed.pack == pack
    assert len(sealed.hash) == 64


def test_equal_packs_give_equal_bytes_and_one_name() -> None:
    assert seal_pack(SMALL, SIGNER.sign) == WHOLE
    assert pack_file_name("00625") == "PHUONG_00625.tthcpack"


def test_a_pack_names_its_ward_its_key_and_its_files_and_nothing_else() -> None:
    data = json.loads(WHOLE)
    assert data["payloadType"] == "application/vnd.tthc-desk.ward-pack+json"
    assert json.loads(b64decode(data["payload"])) == {
        "format": 1,
        "ward": {"code": "00625", "name": "phường Thử Nghiệm"},
        "made_at": "2026-11-20T02:00:00.000000+00:00",
        "program": "0.1.0",
        "public": b64encode(SIGNER.public).decode(),
        "files": {"can-bo.csv": "login\n", "phuong.toml": "[ward]\n"},
        "logo": b64encode(b"\x89PNG").decode(),
    }


def flipped(data: bytes) -> Iterator[bytes]:
    for at in range(len(data)):
        for bit in range(8):
            yield data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def taken(mutants: Iterable[bytes]) -> tuple[int, list[bytes]]:
    tried, accepted = 0, []
    for tried, mutant in enumerate(mutants, start=1):  # noqa: B007
        with suppress(DeskError):
            read_pack(mutant)
            accepted.append(mutant)
    return tried, accepted


def test_no_pack_with_one_bit_changed_is_taken() -> None:
    assert taken([WHOLE]) == (1, [WHOLE])
    tried, accepted = taken(flipped(WHOLE))
    assert tried == len(WHOLE) * 8 >= 4_000
    assert accepted == []


def test_no_pack_with_a_byte_lost_or_doubled_or_its_end_missing_is_taken() -> None:
    lost = (WHOLE[:at] + WHOLE[at + 1 :] for at in range(len(WHOLE)))
    doubled = (WHOLE[: at + 1] + WHOLE[at:] for at in range(len(WHOLE)))
    cut = (WHOLE[:at] for at in range(len(WHOLE)))
    assert [taken(mutants) for mutants in (lost, doubled, cut)] == [(len(WHOLE), [])] * 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda f: f.update(format=2), "newer"),
        (lambda f: f.update(more=1), "not_pack"),
        (lambda f: f.pop("logo"), "not_pack"),
        (lambda f: f["ward"].update(code="0625"), "not_pack"),
        (lambda f: f["ward"].update(name=""), "not_pack"),
        (lambda f: f.update(ward=[]), "not_pack"),
        (lambda f: f.update(files=[]), "not_pack"),
        (lambda f: f["files"].update({"../phuong.toml": ""}), "not_pack"),
        (lambda f: f["files"].update({"phuong.toml": 1}), "not_pack"),
        (lambda f: f.update(made_at="2026-11-20T09:00:00+07:00"), "not_pack"),
        (lambda f: f.update(public=b64encode(OTHER_SIGNER.public).decode()), "signature"),
        (lambda f: f.update(public=b64encode(bytes(32)).decode()), "signature"),
        (lambda f: f.update(public=b64encode(SIGNER.public[:31]).decode()), "signature"),
    ],
)
def test_what_is_signed_but_not_written_as_packs_are_is_refused(
    change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    assert refusal(forged_pack(change)) == reason


def test_other_files_are_told_from_packs() -> None:
    assert refusal(totals_file()) == "other_kind"
    assert refusal(b"") == "truncated"
    assert refusal(b"PK\x03\x04") == "not_pack"
    assert refusal(WHOLE[:-5]) == "truncated"
    assert refusal(b" " * (MOST_BYTES + 1)) == "too_large"


def test_a_pack_that_would_be_refused_is_not_written() -> None:
    large = WardPack("00625", "x", SMALL.made_at, "1", SIGNER.public, (), bytes(MOST_BYTES))
    for pack in (large, WardPack("625", "x", SMALL.made_at, "1", SIGNER.public, ())):
        with pytest.raises(DeskError) as refused:
            seal_pack(pack, SIGNER.sign)
        assert refused.value.code is Code.PACK_FILE


def test_a_pack_signed_anew_by_another_shows_another_fingerprint() -> None:
    own, other = (read_pack(pack_bytes(signer=s)).pack for s in (SIGNER, OTHER_SIGNER))
    assert own.files == other.files
    assert own.fingerprint != other.fingerprint
