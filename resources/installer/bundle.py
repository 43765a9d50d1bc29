"""What goes into the program's folder, and what of its libraries stays out; read by build.spec."""

import fnmatch
import re
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "tthc_desk"
SHIPPED = (
    "calendar",
    "catalogue",
    "fonts",
    "forms",
    "icons",
    "official",
    "profiles",
    "samples",
)
"""Folders of `resources` that the program reads; installer and screenshots are not among them."""

NAMED_AT_RUN_TIME = (
    "PySide6.support.deprecated",
    "_cffi_backend",
    "alembic.context",
    "alembic.op",
    "holidays.countries.vietnam",
    "tzdata.zoneinfo.Asia",
)
"""Modules that are only named in strings, or in revisions, which are read as files."""

NEVER_USED = (
    "IPython",
    "_ssl",  # the program never opens a network connection
    "_sqlite3",  # the interpreter's own SQLite can lose data; sqlcipher3 brings its own
    "_tkinter",
    "curses",
    "defusedxml",  # only of the tools that build
    "lib2to3",
    "numpy",
    "pip",
    "pydantic.mypy",
    "pydoc_data",
    "pygments",
    "pytest",
    "readline",
    "rich",
    "setuptools",
    "sqlalchemy.testing",
    "sqlite3",
    "ssl",
    "tkinter",
    "unittest",
)

_QT_LIBRARIES = ["Core", "DBus", "Gui", "Network", "PrintSupport", "Svg", "Widgets", "XcbQpa"]
_QT_PLUGINS = (
    "platforms/*qxcb.*",
    "platforms/*qoffscreen.*",
    "platforms/*qminimal.*",
    "platforms/qwindows.*",
    "platforminputcontexts/*compose*",
    "platforminputcontexts/*ibus*",
    "printsupport/*",
)
_LEFT_OUT = (
    "*.dist-info/[!M]*",  # METADATA stays: holidays reads its own version there
    "PIL/_avif*",
    "PIL/_imagingcms*",
    "PIL/_imagingft*",
    "PIL/_imagingmath*",
    "PIL/_imagingmorph*",
    "PIL/_imagingtk*",
    "PIL/_webp*",
    "alembic/templates/*",
    "dateutil/zoneinfo/*",
    "*/qt_[a-z]*.qm",
    "PySide6/Qt/translations/*",
    "PySide6/d3dcompiler_*.dll",  # nothing is drawn by Direct3D or OpenGL
    "PySide6/opengl32sw.dll",
    "PySide6/qml/*",
    "PySide6/translations/*",
    "pillow.libs/libavif*",
    "pillow.libs/lib*webp*",
    "pillow.libs/libsharpyuv*",
    "pillow.libs/liblcms2*",
    "reportlab/fonts/*",  # DarkGarden is under the GPL; the program has fonts of its own
    "tzdata/zoneinfo/*",
)
_KEPT_ANYWAY = ("tzdata/zoneinfo/Asia/Ho_Chi_Minh",)

_SYSTEM_LIBRARY = re.compile(r"^(/usr)?/lib(64)?/")
_BUNDLED_FROM_SYSTEM = (
    "libpython3*",
    "libxcb-cursor*",
    "libxcb-icccm*",
    "libxcb-image*",
    "libxcb-keysyms*",
    "libxcb-render-util*",
    "libxcb-util*",
    "libxkbcommon-x11*",
)
"""Small libraries Qt needs that an ordinary desktop may lack: a PC without a network has no way to
get them. All others of the system are dependencies of the package."""


def hidden_imports() -> list[str]:
    """Give every module that is imported by a name in a string."""
    from PyInstaller.utils.hooks import collect_submodules

    whole = (PACKAGE, "reportlab.graphics.barcode")
    return [*chain.from_iterable(map(collect_submodules, whole)), *NAMED_AT_RUN_TIME]


def data_files() -> list[tuple[str, str]]:
    """Give (file or folder, folder in the program) of what is read as files."""
    resources = [(str(ROOT / "resources" / n), f"{PACKAGE}/resources/{n}") for n in SHIPPED]
    revisions = "storage/migrations"
    words = "locale/vi/LC_MESSAGES"
    return [
        *resources,
        (str(_folder_of("holidays") / words / "VN.mo"), f"holidays/{words}"),
        (str(ROOT / PACKAGE / revisions / "env.py"), f"{PACKAGE}/{revisions}"),
        (str(ROOT / PACKAGE / revisions / "versions" / "v*.py"), f"{PACKAGE}/{revisions}/versions"),
    ]


def _folder_of(package: str) -> Path:
    from PyInstaller.utils.hooks import get_module_file_attribute

    return Path(get_module_file_attribute(package)).parent


def programs(platform: str) -> list[tuple[str, bool]]:
    """Give (name, with console) of the executables.

    A program of Windows is either of the desktop or of the console: the second one runs commands.
    """
    twin = [("tthc-desk-cli", True)] if platform == "win32" else []
    return [("tthc-desk", False), *twin]


def is_wanted(entry: tuple[str, str, str]) -> bool:
    """Tell whether a file of PyInstaller's table (name, source, kind) goes into the folder."""
    # A link stands for the file it leads to.
    name = entry[1 if entry[2] == "SYMLINK" else 0].replace("\\", "/")
    if _fits(name, _KEPT_ANYWAY):
        return True
    if _SYSTEM_LIBRARY.match(entry[1]) and "python3" not in entry[1]:
        return _fits(Path(name).name, _BUNDLED_FROM_SYSTEM)
    return not _fits(name, _LEFT_OUT) and _qt_is_used(name)


def _qt_is_used(name: str) -> bool:
    if not name.startswith("PySide6/"):
        return True
    if "/plugins/" in name:
        return _fits(name.split("/plugins/")[1], _QT_PLUGINS)
    library = re.search(r"(?:lib)?Qt6?([A-Z]\w*?)(?:\.|$)", Path(name).name)
    return library is None or library[1] in _QT_LIBRARIES


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
