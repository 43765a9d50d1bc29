"""The book of a superior authority, as `usecases.backups` keeps its backups going."""

from collections.abc import Callable
from datetime import date, timedelta

from tthc_desk.usecases.district_ports import DistrictStore


class DistrictUnderBackup:
    """The book of a superior authority.

    Args:
        works_on: says whether offices work on a day.
    """

    def __init__(self, store: DistrictStore, works_on: Callable[[date], bool]) -> None:
        self._store = store
        self._works_on = works_on

    def setting(self, name: str) -> str | None:
        """Give a setting."""
        return self._store.queries.setting(name)

    def keep(self, name: str, text: str) -> None:
        """Keep a setting."""
        with self._store.write() as unit:
            unit.save_setting(name, text)
            unit.commit()

    def first_day(self) -> date | None:
        """Give the day of the first file that was kept."""
        return self._store.queries.first_received()

    def working_days(self, start: date, today: date) -> int:
        """Count by the calendars that are shipped."""
        days = (start + timedelta(one) for one in range(1, (today - start).days + 1))
        return sum(map(self._works_on, days))
