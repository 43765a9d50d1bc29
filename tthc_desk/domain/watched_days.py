"""The days a dossier is watched by beside its due day: hand-over, supplement, announcement."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar, local

SUPPLEMENT_DAYS = 15  # Nghị định 118/2025/NĐ-CP Art 19(5), calendar days
REQUEST_WITHIN = 3  # Nghị định 118/2025/NĐ-CP Art 19(5), working days


def reappointment_notice_day(due_day: date, calendar: WorkCalendar) -> date:
    """Name the day a late result must be announced at the latest: the working day before.

    Source: Nghị định 118/2025/NĐ-CP Art 19(6).
    """
    return calendar.previous_working_day(due_day)


def supplement_close_proposal_day(requested_on: date, calendar: WorkCalendar) -> date:
    """Name the working day on which closing is proposed if nothing was completed by then.

    Source: Nghị định 118/2025/NĐ-CP Art 19(5): 15 days from the notice.
    """
    return calendar.next_working_day(requested_on + timedelta(days=SUPPLEMENT_DAYS))


@dataclass(frozen=True, slots=True)
class WatchedDays:
    """The days a morning's proposals go by.

    Args:
        today: the present day.
        notice_until: what is due up to here is announced today if it cannot be kept.
        asked_until: what was asked for up to here and not completed may be closed today.
    """

    today: date
    notice_until: date
    asked_until: date


def watched_days(today: date, calendar: WorkCalendar) -> WatchedDays:
    """Work out a morning's days; a year that is not loaded narrows them to what is certain.

    Source: Nghị định 118/2025/NĐ-CP Art 19(5), 19(6).
    """
    asked = today - timedelta(SUPPLEMENT_DAYS + 1)
    try:
        while supplement_close_proposal_day(asked, calendar) > today:
            asked -= timedelta(1)
        notice = calendar.next_working_day(today)
    except DeskError:
        return WatchedDays(today, today + timedelta(1), asked)
    return WatchedDays(today, notice, asked)


def late_supplement(requested_at: datetime, received_at: datetime, calendar: WorkCalendar) -> bool:
    """Tell whether a supplement is asked for later than 3 working days after receipt.

    Source: Nghị định 118/2025/NĐ-CP Art 19(5).
    """
    last = calendar.add_working_days(local(received_at).date(), REQUEST_WITHIN)
    return local(requested_at).date() > last


def handover_due(received_at: datetime, calendar: WorkCalendar) -> datetime:
    """Find by when paper goes to the case officer: closing that day, or the next opening.

    Source: Nghị định 118/2025/NĐ-CP Art 18(2): the next working day if received after 15 h.
    """
    at = local(received_at)
    hours = calendar.hours
    if calendar.is_working(at.date()) and at.time() <= hours.fifteen_mark:
        return datetime.combine(at.date(), hours.afternoon_end, VIETNAM)
    opening = calendar.next_working_day(at.date())
    return datetime.combine(opening, hours.morning_start, VIETNAM)
