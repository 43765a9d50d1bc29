"""A disk that is full or dying: no backup that could be restored, no upgrade half done."""

import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import disk_faults
from tests.helpers.released import released_ward
from tests.helpers.wards import Counter, new_store

_BACKUPS = """
import json, sys
from datetime import datetime, timedelta
from pathlib import Path
from tests.helpers import disk_faults
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.backup import listed, living_facts, make_backup, same_book
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.usecases.backup_facts import BackupReason

ward, usb, op, error = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
key, now = read_key(ward / KEY), datetime(2026, 3, 2, 17, 0, tzinfo=VIETNAM)
def make():
    return make_backup(ward / DATABASE, key, usb, now, BackupReason.ASKED)
good = make()
facts, bytes_before = living_facts(ward / DATABASE, key), good.path.read_bytes()
disk_faults.fail(op, 0, error, str(usb))
probe = make()
total = disk_faults.fail(op, 0, error, "/nowhere")
probe.path.unlink()
codes, false = {}, 0
for at in sorted({1, 2, 3, total - 1, total, *range(1, total + 1, max(1, total // 25))}):
    if not 1 <= at <= total:
        continue
    disk_faults.fail(op, at, error, str(usb))
    try:
        make()
        code = "made"
    except DeskError as refused:
        code = refused.code.value
    disk_faults.fail(op, 0, error, "/nowhere")
    codes[code] = codes.get(code, 0) + 1
    for line in listed(usb, key):
        false += line.manifest is None or not same_book(line, facts)
        if line.path != good.path:
            line.path.unlink()
    false += [p for p in usb.iterdir()] != [good.path]
print(json.dumps({"total": total, "codes": codes, "false": false,
                  "good_untouched": good.path.read_bytes() == bytes_before}))
"""

_UPGRADES = """
import json, shutil, sys
from pathlib import Path
from tests.helpers import disk_faults
from tests.helpers.wards import FixedClock
from tthc_desk.domain.errors import DeskError
from tthc_desk.storage.folder import find_version
from tthc_desk.storage.store import open_store

source, place, op, error = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
def attempt(at, name):
    ward = place / name
    shutil.copytree(source, ward)
    disk_faults.fail(op, at, error, str(ward))
    try:
        open_store(ward, FixedClock()).close()
        code = "opened"
    except DeskError as refused:
        code = refused.code.value
    return ward, code, disk_faults.fail(op, 0, error, "/nowhere")
_, code, total = attempt(0, "probe")
assert code == "opened", code
codes, versions, bad = {}, {}, 0
for at in sorted({1, 2, 3, total - 2, total - 1, total, *range(1, total + 1, max(1, total // 12))}):
    if not 1 <= at <= total:
        continue
    ward, code, _ = attempt(at, f"ward{at}")
    codes[code] = codes.get(code, 0) + 1
    version = find_version(ward)[1]
    versions[version] = versions.get(version, 0) + 1
    with open_store(ward, FixedClock()) as store:
        bad += len(list(store.verify())) + (store.queries.chain_head()[1] != 26)
    shutil.rmtree(ward)
print(json.dumps({"total": total, "codes": codes, "versions": versions, "bad": bad}))
"""

FAULTS = [
    (disk_faults.WRITES, errno.ENOSPC),
    (disk_faults.WRITES, errno.EIO),
    (disk_faults.FLUSHES, errno.EIO),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return disk_faults.build(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize(("operation", "error"), FAULTS)
def test_a_backup_that_meets_a_failing_disk_is_not_there(
    library: Path, tmp_path: Path, operation: int, error: int
) -> None:
    with new_store(tmp_path / "ward") as store:
        counter = Counter(store)
        for _ in range(3):
            counter.receive(store.queries.calendar().years[2026].days[0].date)
    (tmp_path / "usb").mkdir()
    places = (str(tmp_path / "ward"), str(tmp_path / "usb"))
    found = json.loads(disk_faults.run(library, _BACKUPS, *places, str(operation), str(error)))
    assert found["total"] >= 3
    assert (found["false"], found["good_untouched"]) == (0, True)
    assert set(found["codes"]) <= {"E_DISK_FULL", "E_IO", "E_CORRUPT"}, found
    if error == errno.ENOSPC:
        assert found["codes"].get("E_DISK_FULL"), found


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(("operation", "error"), FAULTS)
def test_an_upgrade_that_meets_a_failing_disk_leaves_a_whole_ward(
    library: Path, tmp_path: Path, version: int, operation: int, error: int
) -> None:
    source = released_ward(version, tmp_path / "source")
    (tmp_path / "place").mkdir()
    places = (str(source), str(tmp_path / "place"))
    found = json.loads(disk_faults.run(library, _UPGRADES, *places, str(operation), str(error)))
    assert found["bad"] == 0
    assert set(found["versions"]) <= {str(version), "3"}
    assert set(found["codes"]) <= {"opened", "E_DISK_FULL", "E_IO", "E_CORRUPT"}, found
    assert found["versions"].get(str(version)), found


_SMALL_DISK = """
mount -t tmpfs -o size=200k tmpfs "$1" && exec "$2" -c "$3" "$4" "$1"
"""
_ON_SMALL_DISK = """
import sys
from datetime import datetime
from pathlib import Path
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.backup import make_backup
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.usecases.backup_facts import BackupReason

ward, usb = Path(sys.argv[1]), Path(sys.argv[2])
now = datetime(2026, 3, 2, 17, 0, tzinfo=VIETNAM)
try:
    make_backup(ward / DATABASE, read_key(ward / KEY), usb, now, BackupReason.ASKED)
except DeskError as error:
    print(error.code.value, len(list(usb.iterdir())))
"""


def test_a_stick_that_is_too_small_is_left_empty(tmp_path: Path) -> None:
    new_store(tmp_path / "ward").close()
    (tmp_path / "usb").mkdir()
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("a small disk is made with unshare")
    found = subprocess.run(
        ["unshare", "-rm", "sh", "-c", _SMALL_DISK, "sh", str(tmp_path / "usb"), sys.executable,
         _ON_SMALL_DISK, str(tmp_path / "ward")],
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if found.returncode != 0 and ("unshare" in found.stderr or "mount" in found.stderr):
        pytest.skip(f"this machine forbids it: {found.stderr.strip()}")
    assert found.stdout.split() == ["E_DISK_FULL", "0"], found.stderr
