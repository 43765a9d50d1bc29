"""Ward packs for tests: a small folder that is fit, changed in one place, signed, opened."""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from tthc_desk.app import paths
from tthc_desk.app.pack_folder import PackFolder, check_folder, read_folder
from tthc_desk.app.pack_making import sealed_pack
from tthc_desk.app.pack_reading import opened
from tthc_desk.domain.events import canonical
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.exchange import envelope
from tthc_desk.exchange.ward_pack import PACK_TYPE
from tthc_desk.storage.signing import PrivateKey
from tthc_desk.usecases.pack_content import OpenedPack, PackFinding

YEAR = 2026
MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
"""A Monday; the wards of these tests are made then."""

SIGNER = PrivateKey(SigningKey(b"a seed for packs of tests, no more"[:32]))
OTHER_SIGNER = PrivateKey(SigningKey(b"another seed for tests, nothing else"[:32]))
SAMPLE = paths.sample_pack()
TABLE = paths.resources() / "samples" / "phuong-nam-tu-liem.csv"

BIRTH, COPIES = "1.001193", "2.000815"
PROCEDURES = (
    "code,name,field,agency,term,steps,charge,fee,short_name\n"
    f"{BIRTH},Đăng ký khai sinh,Hộ tịch,UBND phường,5 ngày làm việc,"
    "Bộ phận Một cửa: 0.5; Tư pháp – Hộ tịch: 4.5,,Miễn phí,Khai sinh\n"
    f"{COPIES},Chứng thực bản sao,Chứng thực,UBND phường,Trong ngày làm việc,,"
    "2.000 đ/trang,,Bản sao\n"
)
PAPERS = (
    f"code,case,name,duty,originals,copies,certified,note\n{BIRTH},,Giấy chứng sinh,submit,1,0,0,\n"
)


def small_files() -> dict[str, str]:
    """Give the texts of a pack of two procedures; only that it is for training is found."""
    names = ("phuong.toml", "can-bo.csv", "lich-2026.csv", "loi-van.toml")
    texts = {name: (SAMPLE / name).read_text(encoding="utf-8-sig") for name in names}
    return {**texts, "thu-tuc.csv": PROCEDURES, "thanh-phan.csv": PAPERS}


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """Give the small pack with one text replaced, which must be there."""
    files = small_files()
    assert old in files[file], (file, old)
    return {**files, file: files[file].replace(old, new, 1)}


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a pack's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return folder


def findings_of(folder: Path, year: int = YEAR) -> tuple[PackFinding, ...]:
    """Check a folder."""
    return check_folder(read_folder(folder), year)[1]


def pack_bytes(
    files: Mapping[str, str] | None = None,
    signer: PrivateKey = SIGNER,
    made_at: datetime = MADE_AT,
    logo: bytes = b"",
) -> bytes:
    """Give the signed file of a folder that is fit."""
    folder = PackFolder(dict(files or small_files()), logo)
    content, found = check_folder(folder, YEAR)
    assert content is not None, found
    return sealed_pack(folder, content, signer, made_at)


def opened_pack(files: Mapping[str, str] | None = None, **how: Any) -> OpenedPack:
    """Give a pack as a ward reads it."""
    return opened(pack_bytes(files, **how))


def forged_pack(change: Callable[[dict[str, Any]], object], signer: PrivateKey = SIGNER) -> bytes:
    """Sign a payload after changing it behind the back of every check."""
    facts = json.loads(b64decode(json.loads(pack_bytes())["payload"]))
    change(facts)
    payload = canonical(facts).encode()
    return envelope.seal(PACK_TYPE, payload, key_id(signer.public), signer.sign)


def png(width: int = 2, height: int = 2, padding: int = 0) -> bytes:
    """Give a small picture of one colour, as many bytes longer as asked for."""
    import struct
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height)
    text = chunk(b"tEXt", b"\0" * padding) if padding else b""
    parts = (chunk(b"IHDR", head), text, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
