"""A pack's folder: its files as text, and what of them a pack cannot carry."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tthc_desk.app.clock import SystemClock
from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_reading import LOGO, read_content
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.catalogue_table import bytes_of, decoded
from tthc_desk.exchange.envelope import MOST_BYTES
from tthc_desk.exchange.ward_pack import FILE_NAMES, travels
from tthc_desk.usecases.pack_content import Level, PackContent, PackFinding

GUIDE = "DOC-TRUOC.txt"
"""Says how the folder is filled in; not carried."""

_KNOWN = (
    "phuong.toml, can-bo.csv, thu-tuc.csv, thanh-phan.csv, lich-<năm>.csv, loi-van.toml, logo.png"
)


@dataclass(frozen=True, slots=True)
class PackFolder:
    """The files of a folder, read.

    Args:
        texts: name → text, without a byte order mark.
        logo: content of `logo.png`; empty when there is none.
        findings: what is in the way before anything is understood.
    """

    texts: dict[str, str]
    logo: bytes = b""
    findings: tuple[PackFinding, ...] = field(default=())


def read_folder(folder: Path) -> PackFolder:
    """Read the files of a pack's folder.

    Raises:
        DeskError: FOLDER when it is none.
    """
    if not folder.is_dir():
        reason = "file_for_folder" if folder.exists() else "no_folder"
        raise DeskError(Code.FOLDER, folder=str(folder), reason=reason)
    findings, texts, logo = PackFindings(), dict[str, str](), b""
    for path in sorted(folder.iterdir()):
        # Excel and editors leave such files beside those they have open.
        if path.name.startswith((".", "~$")) or path.name == GUIDE:
            continue
        if path.name != LOGO and not FILE_NAMES.fullmatch(path.name):
            findings.refuse(path.name, 1, "file_unknown", words=_KNOWN)
            continue
        strange = _strange(path, folder)
        if strange:
            findings.refuse(path.name, 1, strange)
            continue
        with findings.reading(path.name):
            content = bytes_of(path)
            if path.name == LOGO:
                logo = content
                if not logo:
                    raise DeskError(Code.PACK, reason="logo_type")
            else:
                texts[path.name] = _text(content)
    return PackFolder(texts, logo, findings.all)


def check_folder(
    folder: PackFolder, year: int, today: date | None = None
) -> tuple[PackContent | None, tuple[PackFinding, ...]]:
    """Understand a folder strictly; no content when any finding is an error.

    Args:
        today: by which procedures are over; the present day by default.
    """
    day = today or SystemClock().now().date()
    content, findings = read_content(folder.texts, folder.logo, year, day)
    findings = (*findings, *_too_large(folder))
    unread = {one.file for one in folder.findings}
    # That a file is missing is no news where it is there and could not be read.
    findings = tuple(one for one in findings if one.file not in unread)
    found = sorted((*folder.findings, *findings), key=lambda one: (one.file, one.line))
    unfit = any(one.level is Level.ERROR for one in found)
    return (None if unfit else content), tuple(found)


def _too_large(folder: PackFolder) -> tuple[PackFinding, ...]:
    """Find that all of it is too much for one pack; the largest file is named."""
    findings = PackFindings()
    if folder.texts and not travels(folder.texts, folder.logo):
        largest = max(folder.texts, key=lambda name: len(folder.texts[name]))
        findings.refuse(largest, 1, "pack_large", limit=MOST_BYTES // 1000)
    return findings.all


def _strange(path: Path, folder: Path) -> str:
    """Say why a file is not read: it lies elsewhere, or is none."""
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "file_link"
    return "" if path.is_file() else "file_kind"


def _text(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        # A workbook would be carried as something else than it is.
        raise DeskError(Code.PACK, reason="file_text")
    return decoded(content)
