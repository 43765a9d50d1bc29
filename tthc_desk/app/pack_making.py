"""Packs made: a folder to fill in, and the signed file of a folder that is fit."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from tthc_desk import __version__
from tthc_desk.app import paths
from tthc_desk.app.pack_catalogue import PAPERS, PROCEDURES
from tthc_desk.app.pack_folder import GUIDE, PackFolder
from tthc_desk.app.pack_header import PROFILE, kind_and_name
from tthc_desk.app.pack_profile import OFFICER_COLUMNS, OFFICERS
from tthc_desk.app.pack_reading import WORDING
from tthc_desk.app.pack_years import calendar_file
from tthc_desk.app.profile import read_profile
from tthc_desk.app.profile_text import toml_text, with_values, without_tables
from tthc_desk.app.wiring import proposed_year
from tthc_desk.documents.paper_file import make_folder, write_paper
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Officer
from tthc_desk.domain.text_input import digits_only
from tthc_desk.exchange.catalogue_files import DOCUMENTS_FILE, PROCEDURES_FILE
from tthc_desk.exchange.holiday_calendar import calendar_csv
from tthc_desk.exchange.ward_pack import seal_pack
from tthc_desk.usecases.pack_content import PackContent, WardPack
from tthc_desk.usecases.paper_facts import FormSet
from tthc_desk.usecases.totals_ports import Signer

_SAMPLE_FORMS = FormSet.TT01_2018.encode()
_ASKED = ("superior", "upper_authority", "agency_code", "contact", "website")


def new_from_profile(folder: Path, profile: Path, year: int) -> tuple[str, ...]:
    """Write a pack's folder from a profile: its officers apart, the catalogue beside it.

    Raises:
        DeskError: FOLDER_NOT_EMPTY, FOLDER, READONLY; see `app.profile.read_profile`.
    """
    ward = read_profile(profile)
    text = without_tables(profile.read_text(encoding="utf-8"), "officers")
    text = with_values(text, {"calendar.confirmed": "[]"})
    return _write_folder(folder, text, ward.officers, ward.form_set, year)


def new_blank(folder: Path, code: str, name: str, year: int) -> tuple[str, ...]:
    """Write a pack's folder of a real ward; what only the ward knows is left empty.

    Raises:
        DeskError: PROFILE for a code that is none; FOLDER_NOT_EMPTY, FOLDER, READONLY.
    """
    if not (len(code) == 5 and digits_only(code)):
        raise DeskError(Code.PROFILE, "ward.code")
    values = dict.fromkeys(_ASKED, "") | {"code": code, "name": name} | named_after(name)
    changes = {f"ward.{key}": toml_text(value) for key, value in values.items()}
    changes |= {"ward.training": "false", "calendar.confirmed": "[]"}
    sample = (paths.sample_pack() / PROFILE).read_text(encoding="utf-8")
    return _write_folder(folder, with_values(sample, changes), (), FormSet.TT01_2018, year)


def named_after(name: str) -> dict[str, str]:
    """Propose the lines of a profile that are made of the ward's name.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: name of the office, and địa danh of a ward, which
    is written in full where the name is a number.
    """
    kind, own = kind_and_name(name)
    whole = f"{kind} {own}".strip()
    return {
        "unit": f"UBND {whole}".upper(),
        "counter": f"Bộ phận Tiếp nhận và Trả kết quả {whole}",
        "place": f"{whole[:1].upper()}{whole[1:]}" if own[:1].isdigit() else own,
    }


def _write_folder(
    folder: Path, profile: str, officers: Iterable[Officer], forms: FormSet, year: int
) -> tuple[str, ...]:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))
    make_folder(folder)
    catalogue, sample = paths.resources() / "catalogue", paths.sample_pack()
    files = {
        PROFILE: profile.encode(),
        OFFICERS: _officers_csv(officers),
        PROCEDURES: (catalogue / PROCEDURES_FILE).read_bytes(),
        PAPERS: (catalogue / DOCUMENTS_FILE).read_bytes(),
        calendar_file(year): calendar_csv(proposed_year(year)),
        WORDING: (sample / WORDING).read_bytes().replace(_SAMPLE_FORMS, forms.encode()),
        GUIDE: (sample / GUIDE).read_bytes(),
    }
    for name, content in files.items():
        write_paper(content, folder / name)
    return tuple(files)


def _officers_csv(officers: Iterable[Officer]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(OFFICER_COLUMNS)
    writer.writerows([getattr(one, name) for name in OFFICER_COLUMNS] for one in officers)
    # The mark lets Excel read the letters right.
    return text.getvalue().encode("utf-8-sig")


def sealed_pack(
    folder: PackFolder, content: PackContent, signer: Signer, made_at: datetime
) -> bytes:
    """Write the signed file of a folder that was found fit; equal folders give equal bytes.

    Raises:
        DeskError: PACK_FILE when it grows too large.
    """
    pack = WardPack(
        ward_code=content.ward.code,
        ward_name=content.ward.name,
        made_at=made_at,
        program=__version__,
        public=signer.public,
        files=tuple(sorted(folder.texts.items())),
        logo=folder.logo,
    )
    return seal_pack(pack, signer.sign)
