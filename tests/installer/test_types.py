"""The kinds of files of the program, as the tools of a Linux desktop tell them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.helpers.signed_files import totals_file
from tests.helpers.windows_setup import put_pack

DEBIAN = Path(__file__).resolve().parents[2] / "resources" / "installer" / "debian"
TOTALS = "application/vnd.tthc-desk.totals+json"
PACK = "application/vnd.tthc-desk.ward-pack+json"
NAME = "TOTALS_00625_2026-10-01_2026-10-31_1.json"
TOOLS = {
    "gio": ("gio", "info", "-a", "standard::content-type"),
    "xdg-mime": ("xdg-mime", "query", "filetype"),
    "mimetype": ("mimetype", "--brief"),
}

pytestmark = pytest.mark.skipif(
    shutil.which("update-mime-database") is None, reason="shared-mime-info is not installed"
)


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Surroundings of somebody whose desktop knows the program's kinds of files."""
    home = tmp_path_factory.mktemp("home")
    packages = home / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(DEBIAN / "tthc-desk.xml", packages)
    own = {"XDG_DATA_HOME": str(home), "HOME": str(home), "XDG_CURRENT_DESKTOP": "GNOME"}
    around = {**os.environ, **own}
    command = ["update-mime-database", str(home / "mime")]
    subprocess.run(command, check=True, env=around, capture_output=True)
    return around


@pytest.mark.parametrize("tool", list(TOOLS))
def test_totals_and_packs_are_told_from_other_files(
    desktop: dict[str, str], tmp_path: Path, tool: str
) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    totals, renamed = tmp_path / NAME, tmp_path / "so lieu thang 10.json"
    for path in (totals, renamed):
        path.write_bytes(totals_file())
    other = tmp_path / "other.json"
    other.write_text('{"payload":"eyJhIjoxfQ==","payloadType":"other"}')

    def kind(path: Path) -> str:
        command = (*TOOLS[tool], str(path))
        done = subprocess.run(command, env=desktop, capture_output=True, text=True, check=True)
        return done.stdout.split()[-1]

    assert [kind(path) for path in (totals, renamed)] == [TOTALS, TOTALS]
    assert kind(put_pack(tmp_path, "PHUONG_00625.tthcpack")) == PACK
    assert TOTALS != kind(other) != PACK
