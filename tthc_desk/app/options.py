"""Options that several commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import typed_day
from tthc_desk.domain.workdays import VIETNAM

FIRST_YEAR, LAST_YEAR = 2000, 2199

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Thư mục dữ liệu; không ghi thì lấy TTHC_DESK_DATA."),
]
User = Annotated[
    str | None,
    typer.Option("--user", help="Tên đăng nhập của cán bộ; không ghi thì người đầu danh sách."),
]
RequestId = Annotated[
    str | None, typer.Option("--request-id", help="UUID; lặp lại thì trả câu trả lời cũ.")
]


def day(value: str, field: str) -> date:
    """Read a day of an option, ISO or dd/MM/yyyy.

    Raises:
        DeskError: DATE.
    """
    return typed_day(value, field)


def moment(value: str, field: str) -> datetime:
    """Read a moment of an option, in Vietnam's time; so it is meant where no offset stands.

    Raises:
        DeskError: DATE, also outside of the years a calendar can have.
    """
    try:
        found = datetime.fromisoformat(value)
        local = found.replace(tzinfo=found.tzinfo or VIETNAM).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        raise DeskError(Code.DATE, field) from None
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise DeskError(Code.DATE, field, low=date(FIRST_YEAR, 1, 1), high=date(LAST_YEAR, 12, 31))
    return local
