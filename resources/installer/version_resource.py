"""Writes what Windows shows in the properties of the executables."""

from pathlib import Path

_TEXT = """\
VSVersionInfo(
    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,
        fileType=1, subtype=0, date=(0, 0)),
    kids=[
        StringFileInfo([StringTable("042A04B0", [
            StringStruct("CompanyName", {company!r}),
            StringStruct("FileDescription", {description!r}),
            StringStruct("FileVersion", {version!r}),
            StringStruct("InternalName", {name!r}),
            StringStruct("LegalCopyright", "MIT"),
            StringStruct("OriginalFilename", {name!r} + ".exe"),
            StringStruct("ProductName", "tthc-desk"),
            StringStruct("ProductVersion", {version!r}),
        ])]),
        VarFileInfo([VarStruct("Translation", [0x042A, 1200])]),
    ],
)
"""
"""Vietnamese, Unicode; the shape is PyInstaller's."""

DESCRIPTIONS = {
    "tthc-desk": "Bộ phận Một cửa của phường",
    "tthc-desk-cli": "Bộ phận Một cửa của phường: các lệnh",
}


def version_resource(name: str, version: str) -> str:
    """Give the resource of one executable.

    Args:
        version: three numbers, as "0.1.0".
    """
    numbers = (*(int(part) for part in version.split(".")), 0)
    facts = {"company": "tthc-desk", "description": DESCRIPTIONS[name]}
    return _TEXT.format(numbers=numbers, version=version, name=name, **facts)


def write_version_resources(folder: Path, version: str) -> None:
    """Write one file per executable, as build.spec expects them."""
    for name in DESCRIPTIONS:
        text = version_resource(name, version)
        (folder / f"{name}.version").write_text(text, encoding="utf-8")
