"""How forms write moments, numbers and money."""

from datetime import datetime, timedelta, timezone

from tthc_desk.domain.money import dong_text, in_words
from tthc_desk.domain.vietnamese import day_text, long_date

# The business day is that of Việt Nam, which keeps UTC+7 the whole year.
_VIETNAM = timezone(timedelta(hours=7))
BLANK_MOMENT = "..... giờ ..... phút, ngày ..... tháng ..... năm ......."


def local(moment: datetime) -> datetime:
    """Give a moment as the counter's clock shows it; without offset it is taken as that."""
    return moment.astimezone(_VIETNAM) if moment.tzinfo else moment


def long_moment(moment: datetime | None) -> str:
    """Write "09 giờ 05 phút, ngày 20 tháng 11 năm 2026", with dots to fill in when None."""
    if moment is None:
        return BLANK_MOMENT
    here = local(moment)
    return f"{here:%H} giờ {here:%M} phút, {long_date(here.date())}"


def short_moment(moment: datetime) -> str:
    """Write "09:05 20/11/2026"."""
    here = local(moment)
    return f"{here:%H:%M} {day_text(here.date())}"


def short_day(moment: datetime | None) -> str:
    """Write "20/11/2026", nothing when None."""
    return day_text(local(moment).date()) if moment else ""


def two_digits(number: int) -> str:
    """Write a number below 10 with a zero before it."""
    return f"{number:02}"


def money_and_words(amount_dong: int) -> str:
    """Write "24.000 đồng (Bằng chữ: Hai mươi bốn nghìn đồng)"; below zero "Âm hai mươi …"."""
    words = in_words(abs(amount_dong))
    if amount_dong < 0:
        words = f"âm {words}"
    return f"{dong_text(amount_dong, unit=True)} (Bằng chữ: {words[:1].upper()}{words[1:]})"
