"""The files of a pack understood: the ward, its procedures, calendars and wording, or findings."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.pack_catalogue import PAPERS, PROCEDURES, check_step_units, read_procedures
from tthc_desk.app.pack_doubts import doubt_units
from tthc_desk.app.pack_findings import PackFindings, errors_of
from tthc_desk.app.pack_header import PROFILE
from tthc_desk.app.pack_profile import OFFICERS, check_officers, line_of, read_tables, read_ward
from tthc_desk.app.pack_years import SECTION, confirmed_years, read_years
from tthc_desk.documents.form_texts import overrides, sift_adaptation
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.catalogue_files import PROCEDURES_FILE
from tthc_desk.exchange.catalogue_table import bytes_of, table_in
from tthc_desk.exchange.pack_logo import check_logo
from tthc_desk.exchange.ward_pack import read_pack
from tthc_desk.usecases.catalogue_reading import CatalogueReading
from tthc_desk.usecases.pack_content import OpenedPack, PackContent, PackFinding
from tthc_desk.usecases.upkeep import Wording
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_logo import logo_name

WORDING, LOGO = "loi-van.toml", "logo.png"
_SET = re.compile(r"\s*form_set\s*=")
_REQUIRED = (PROFILE, OFFICERS, PROCEDURES)


def open_pack(path: Path) -> OpenedPack:
    """Read a pack file in full and check the signature with the key it brings.

    Raises:
        DeskError: IO; PACK_FILE, with `reason` content when what was signed is not fit for this
            program.
    """
    return opened(bytes_of(path))


def opened(data: bytes) -> OpenedPack:
    """Read the content of a pack file; see `open_pack`."""
    sealed = read_pack(data)
    pack = sealed.pack
    content, findings = read_content(dict(pack.files), pack.logo, None)
    if content is None:
        first = errors_of(findings)[0].error
        file, line = first.facts["in_file"], first.facts["line"]
        raise DeskError(Code.PACK_FILE, reason="content", name=file, at_line=line) from first
    if (content.ward.code, content.ward.name) != (pack.ward_code, pack.ward_name):
        raise DeskError(Code.PACK_FILE, reason="not_pack")
    return OpenedPack(sealed, content, findings)


def read_content(
    texts: Mapping[str, str], logo: bytes, year: int | None, today: date | None = None
) -> tuple[PackContent | None, tuple[PackFinding, ...]]:
    """Read the files of a pack strictly.

    Args:
        texts: name → text.
        logo: content of `logo.png`; empty when there is none.
        year: whose calendar must be there and confirmed; None for a pack that was made already.

    Returns:
        No content when any finding is an error.
    """
    findings = PackFindings()
    for name in _REQUIRED:
        if name not in texts:
            findings.refuse(name, 1, "file_missing")
    ward, confirmed = _profile(texts, findings)
    years = read_years(texts, confirmed, year, findings)
    procedures, papers = texts.get(PROCEDURES), texts.get(PAPERS)
    catalogue = None
    if procedures is not None:
        catalogue = read_procedures(procedures, papers, findings, today)
    if ward is not None and catalogue is not None:
        check_step_units(catalogue, ward, findings)
        _check_units(catalogue, ward, texts[PROFILE], findings)
    wording = _wording(texts.get(WORDING), ward, findings)
    if logo:
        _check_logo(logo, findings)
    found = findings.all
    if errors_of(found) or ward is None or catalogue is None:
        return None, found
    ward = replace(ward, wording=wording, logo=logo_name(logo))
    return PackContent(ward, catalogue, years, bool(wording), logo), found


def _check_logo(logo: bytes, findings: PackFindings) -> None:
    # Pictures are read by what draws papers, which is loaded for packs that bring one.
    from tthc_desk.documents.logo import logo_doubts

    with findings.reading(LOGO):
        check_logo(logo)
        for reason, facts in logo_doubts(logo):
            findings.warn(LOGO, 1, reason, None, **facts)


def _profile(
    texts: Mapping[str, str], findings: PackFindings
) -> tuple[Ward | None, frozenset[int] | None]:
    text = texts.get(PROFILE, "")
    tables = read_tables(text, findings) if PROFILE in texts else None
    if tables is None:
        if OFFICERS in texts:
            check_officers(texts[OFFICERS], findings)
        return None, None
    confirmed = confirmed_years(tables.pop(SECTION, None), text, findings)
    return read_ward(tables, text, texts.get(OFFICERS, ""), findings), confirmed


def _check_units(
    catalogue: CatalogueReading, ward: Ward, text: str, findings: PackFindings
) -> None:
    procedures = (row.procedures[-1] for row in catalogue.rows if row.procedures)
    doubt_units(PROFILE, ward.units, procedures, partial(line_of, text), findings, _shipped())


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    """Name the fields of the catalogue we ship; a pack may take some procedures of them."""
    shipped = paths.resources() / "catalogue" / PROCEDURES_FILE
    return frozenset(row.cells["field"] for row in table_in(shipped.read_bytes()).rows)


def _wording(text: str | None, ward: Ward | None, findings: PackFindings) -> Wording:
    if text is None:
        return ()
    with findings.reading(WORDING):
        adaptation, errors = sift_adaptation(text.encode())
        for error in errors:
            findings.add(WORDING, error)
        if ward is not None and adaptation.form_set is not ward.form_set:
            lines = text.splitlines()
            at = next((n for n, one in enumerate(lines, 1) if _SET.match(one)), 1)
            facts: dict[str, object] = {"reason": "form_set", "name": ward.form_set, "line": at}
            raise DeskError(Code.FORM_TEXT, "form_set", **facts)
        kinds = (kind for kind, texts in adaptation.wordings if texts)
        return tuple((k.value, overrides(adaptation, adaptation.form_set, k)) for k in kinds)
    return ()
