"""The district of an invented sample: enrols its wards, receives their files, adds them up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tthc_desk.app.district_sample import DistrictSample
from tthc_desk.app.district_wiring import DistrictDesk, make_district, open_district
from tthc_desk.app.sample_ward import WardMade
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.totals import Chain
from tthc_desk.usecases.consolidation import Outcome
from tthc_desk.usecases.district import District
from tthc_desk.usecases.enrolment import EnrolWish
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

_COMES_TWICE = 20
"""One file in so many comes a second time."""

_PLACE = "khac"
_NOTE = "Các anh chị kiểm tra giúp, tháng này gửi muộn.\n"


@dataclass(frozen=True, slots=True)
class DistrictMade:
    """A district that has received everything.

    Args:
        report: over the whole period.
        outcomes: what became of the files, how often.
        findings: what the check of the whole book found wrong.
    """

    report: ConsolidatedFacts
    outcomes: dict[str, int]
    findings: int


def sample_district(sample: DistrictSample) -> District:
    """Give the profile: names of the sample, officers who do not exist."""
    return District(
        code=sample.code,
        name=sample.name,
        superior=sample.superior.upper(),
        unit=f"UBND {sample.name}".upper(),
        place=sample.place,
        officers=(
            Officer("tonghop", "Ngô Thị Mẫu Chín", Role.SUPERVISOR, "Chuyên viên tổng hợp"),
            Officer("lanhdao", "Đỗ Văn Mẫu Mười", Role.SUPERVISOR, "Phó Chánh Văn phòng"),
        ),
        training=True,
        chains=(Chain.MONTHLY,),
    )


def make_sample_district(
    folder: Path, sample: DistrictSample, wards: Sequence[WardMade], sent: Path
) -> DistrictMade:
    """Make the district's book of what its wards have sent.

    Args:
        sent: folder of the files; what lies about beside them is put there too.

    Raises:
        DeskError: IDENTITY when its report does not say what the wards were made to.
    """
    make_district(folder, sample_district(sample))
    chance = Random(f"{sample.seed}/{sample.code}")
    with open_district(folder) as desk:
        for ward in wards:
            _enrol(desk, ward, sample)
        outcomes = _receive(desk, _mail(wards, sent, chance))
        report = desk.reports.facts(sample.period.first, sample.period.last, desk.actor())
        findings = sum(1 for _ in desk.store.verify())
    _check(report, sample)
    return DistrictMade(report, outcomes, findings)


def _enrol(desk: DistrictDesk, ward: WardMade, sample: DistrictSample) -> None:
    wish = EnrolWish(ward.fingerprint, sample.period.first, sample.period.last)
    desk.enrolment.enrol(ward.key_file.read_bytes(), wish, desk.actor())


def _receive(desk: DistrictDesk, mail: Sequence[Path]) -> dict[str, int]:
    from tthc_desk.exchange.inbox import offered

    # As if a folder had been brought: nobody named the junk in it.
    found_there = (replace(file, asked=False) for file in offered(mail))
    answers = desk.consolidation.import_files(found_there, desk.actor())
    found = Counter(answer.outcome for answer in answers)
    return {outcome.value: found[outcome] for outcome in Outcome}


def _mail(wards: Sequence[WardMade], sent: Path, chance: Random) -> list[Path]:
    """Put the files in the order they come: by chance, some twice, junk between them."""
    files = [file for ward in wards for file in ward.files]
    again = chance.sample(files, len(files) // _COMES_TWICE + 1)
    mail = [*files, *again, *_litter(sent / _PLACE, chance.choice(files))]
    chance.shuffle(mail)
    return mail


def _litter(folder: Path, file: Path) -> list[Path]:
    """Leave what lies about on sticks, and two copies of a file that came to harm."""
    content = file.read_bytes()
    middle = len(content) // 2
    changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    found = {
        "ghi-chu.txt": _NOTE.encode(),
        "Thumbs.db": bytes(range(256)) * 4,
        f"{file.stem}-cut.json": content[:middle],
        f"{file.stem}-sua.json": changed,
    }
    folder.mkdir()
    for name, data in found.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in found]


def _check(report: ConsolidatedFacts, sample: DistrictSample) -> None:
    """Compare the report, which knows nothing of the sample, with what was chosen there."""
    received, still_open = sample.received, sample.still_open
    columns = dict(enumerate(report.total.columns, start=3))
    wanted = {3: received, 6: 0, 7: received - still_open, 10: 0, 12: still_open, 13: 0}
    agrees = {number: columns[number] for number in wanted} == wanted
    complete = len(report.wards) == report.expected == len(sample.wards)
    if report.head.broken or not (agrees and complete):
        found = ", ".join(f"({number}) {figure}" for number, figure in columns.items())
        words = f"{sample.name}, {report.completeness} phường: {found}"
        raise DeskError(Code.IDENTITY, reason="sample", words=words)
