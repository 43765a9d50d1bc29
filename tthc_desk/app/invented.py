"""Invented people for training wards; every name carries a word that says so."""

from datetime import date, timedelta
from random import Random

from tthc_desk.usecases.intake_request import PersonInput

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
_MIDDLE = {"male": ("Văn", "Đình", "Quang", "Hữu"), "female": ("Thị", "Ngọc", "Thu", "Bích")}
_GIVEN = {
    "male": ("An", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hải", "Khánh", "Long", "Sơn"),
    "female": ("Ánh", "Chi", "Dung", "Hạnh", "Hương", "Lan", "Mai", "Nga", "Thủy", "Yến"),
}
MARK = "Mẫu"
"""Middle name of every invented person: on a list nobody takes them for citizens."""

_FIRST_BIRTH, _BIRTH_DAYS = date(1950, 1, 1), 20_000


def invented_person(
    random: Random, ward_name: str = "phường Mỹ Đình 1", *, phone: bool = True
) -> PersonInput:
    """Make one person whose number, sex and birth date agree."""
    sex = random.choice(("male", "female"))
    born = _FIRST_BIRTH + timedelta(days=random.randrange(_BIRTH_DAYS))
    words = (
        random.choice(_SURNAMES),
        random.choice(_MIDDLE[sex]),
        MARK,
        random.choice(_GIVEN[sex]),
    )
    group = random.randint(1, 20)
    return PersonInput(
        id_number=_number(random, sex, born),
        name=" ".join(words),
        birth_date=born.isoformat(),
        sex=sex,
        address=f"Tổ dân phố {group}, {ward_name}, Nam Từ Liêm, Hà Nội",
        # 099 is followed by a 0: no such numbers are in use in training.
        phone=f"0990{random.randrange(10**6):06}" if phone else None,
    )


def _number(random: Random, sex: str, born: date) -> str:
    century = (born.year - 1900) // 100 * 2 + (sex == "female")
    return f"001{century}{born.year % 100:02}{random.randrange(10**6):06}"
