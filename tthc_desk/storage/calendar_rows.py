"""The ward's calendar, read from its rows."""

from tthc_desk.domain.workdays import WorkCalendar
from tthc_desk.storage import records, sql
from tthc_desk.storage.driver import Connection
from tthc_desk.usecases.ward import Ward

_YEARS = "SELECT year, confirmed, notes FROM calendar_year"
_DAYS = f"SELECT {records.DAY_COLUMNS} FROM calendar_day WHERE year = ? ORDER BY day"  # noqa: S608
_WARD = "SELECT value FROM setting WHERE name = ?"


def read_calendar(connection: Connection, ward: Ward | None = None) -> WorkCalendar:
    """Read the working calendar of all stored years.

    Args:
        ward: its profile, when it has been read already.
    """
    if ward is None:
        ward = records.ward_from_text(connection.execute(_WARD, (sql.WARD,)).fetchone()[0])
    years = connection.execute(_YEARS).fetchall()
    read = (records.year_of(row, connection.execute(_DAYS, (row[0],)).fetchall()) for row in years)
    return WorkCalendar(ward.hours, {year.year: year for year in read})
