"""Checks a finished program from inside: a temporary ward, every paper, fonts, icons."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tthc_desk.app import paths
from tthc_desk.app.profile import read_profile
from tthc_desk.app.sample_facts import sample
from tthc_desk.app.training_day import live_one_day
from tthc_desk.app.wiring import make_ward, open_desk
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.paper_facts import FormSet, PaperKind

_DAY = datetime(2026, 3, 10, tzinfo=VIETNAM)
"""An ordinary Tuesday, so that the check does not depend on when it runs."""


def self_check() -> list[tuple[str, str | None]]:
    """Run every check; give (name, problem or None)."""
    checks: tuple[tuple[str, Callable[[], str | None]], ...] = (
        ("ward", _ward),
        ("papers", _papers),
        ("form texts", _form_texts),
        ("official columns", _official_columns),
        ("fonts", lambda: _files("fonts", ".ttf", 8)),
        ("icons", lambda: _files("icons", ".svg", 10)),
        ("calendar", lambda: _files("calendar", ".csv", 4)),
        ("codes", _barcodes),
        ("preview", _preview),
    )
    return [(name, _run(check)) for name, check in checks]


def _run(check: Callable[[], str | None]) -> str | None:
    try:
        return check()
    except DeskError as error:
        return error.code.value
    except (ImportError, OSError) as error:
        return type(error).__name__


def _ward() -> str | None:
    with tempfile.TemporaryDirectory(prefix="tthc-desk-check-") as name:
        folder = Path(name) / "ward"
        ward = replace(read_profile(paths.shipped_profile()), training=True)
        make_ward(folder, ward)
        live_one_day(folder, _DAY.date(), folder / "papers")
        with open_desk(folder) as desk:
            findings = sum(1 for _ in desk.upkeep.verify())
    return f"verify: {findings}" if findings else None


def _papers() -> str | None:
    """Draw every paper and every list, each with all its yes-or-no questions answered both ways."""
    from tthc_desk.documents.render import PAPER_KINDS, kind_of, render
    from tthc_desk.documents.reports import REPORT_KINDS, render_report

    drawn: dict[PaperKind, bool] = {}
    for flag in (False, True):
        for facts in (sample(kind, flag=flag) for kind in PAPER_KINDS):
            drawn[kind_of(facts)] = render(facts).startswith(b"%PDF")
        for listed, kind in REPORT_KINDS.items():
            drawn[kind] = render_report(sample(listed, flag=flag)).startswith(b"%PDF")
    missing = [kind.value for kind in PaperKind if not drawn.get(kind)]
    return ", ".join(missing) or None


def _form_texts() -> str | None:
    from tthc_desk.documents.form_texts import read_adaptation
    from tthc_desk.documents.form_words import built_in

    for form_set in FormSet:
        built_in(form_set)
    example = read_adaptation(paths.resources() / "forms" / "loi-van-mau.toml")
    return None if example.wordings else "example"


def _official_columns() -> str | None:
    from tthc_desk.app.official_desk import shipped_columns
    from tthc_desk.usecases.official_screen import read_screen

    return None if read_screen(shipped_columns()).written else "columns"


def _files(folder: str, ending: str, least: int) -> str | None:
    found = list((paths.resources() / folder).glob(f"*{ending}"))
    return None if len(found) >= least else f"{len(found)} of {least}"


def _barcodes() -> str | None:
    # Loaded by name, so a frozen program may have left them out.
    from reportlab.graphics.barcode import createBarcodeDrawing

    draw: Any = createBarcodeDrawing
    for kind in ("Code128", "QR"):
        draw(kind, value="TH.006.25-260310-T0001")
    return None


def _preview() -> str | None:
    import pypdfium2

    with tempfile.TemporaryDirectory(prefix="tthc-desk-check-") as name:
        path = Path(name) / "blank.pdf"
        document = pypdfium2.PdfDocument.new()
        document.new_page(200, 200)
        document.save(path)
        document.close()
        opened = pypdfium2.PdfDocument(path)
        pages = len(opened)
        opened.close()
    return None if pages == 1 else f"{pages} pages"
