"""Writes the notices of the works of others that are inside the program."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from resources.installer.contents import Component, general_texts

_RULE = "=" * 78
_THIN = "-" * 78

_HEAD = """\
WORKS OF OTHERS INSIDE TTHC-DESK

tthc-desk itself is under the MIT licence. It contains the works named below, each under its own
licence. The licences are reproduced here as their authors gave them, except for the works named
under NOT REPRODUCED; where authors leave the choice between Apache-2.0 and another licence, ours is
Apache-2.0.

Chương trình tthc-desk dùng giấy phép MIT. Bên trong có các thành phần của tác giả khác nêu dưới
đây, mỗi thành phần theo giấy phép riêng, in lại nguyên văn như tác giả đã viết, trừ các thành phần
kể ở mục NOT REPRODUCED.
"""

_NOT_REPRODUCED = """\
NOT REPRODUCED

Of these works, linked into libraries of others, the kind of licence is known, but not the line that
names their authors; the full text is found where it says:

{lines}

Of the works inside Qt, the texts stand below as Debian gathered them for Qt 6.4.2
(Qt-6.4.2-Debian). What Qt has taken in or changed since then is not reproduced; for the version in
use it is listed, with its licences, at https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""

_LGPL = """\
LIBRARIES UNDER THE LGPL: YOUR RIGHT TO REPLACE THEM

  {names}

are used under the GNU Lesser General Public License, version 3. They are separate shared
libraries that the program loads when it runs. You may take them out and put your own
changed builds of the same version in their place, and you may study how the program works with
them for that purpose (reverse engineering for debugging such changes is permitted). Nothing in the
program checks or hinders it: no signature, no seal. They lie beside the program, in the folder
`_internal`:

{files}

Their source, as released: https://download.qt.io/official_releases/ (qt and QtForPython), in the
versions named above. Who passes the program on has the duty to offer that source along with it.
Qt in turn contains works of others: see NOT REPRODUCED above and the section of Qt.

THƯ VIỆN THEO GIẤY PHÉP LGPL: BẠN CÓ QUYỀN THAY THẾ
Các thư viện nêu trên được dùng theo Giấy phép Công cộng GNU hạn chế (LGPL) phiên bản 3. Đó là các
thư viện riêng, nằm trong thư mục `_internal` cạnh chương trình. Bạn được thay bằng bản do bạn sửa,
cùng phiên bản; chương trình không kiểm tra và không ngăn cản.
"""

_SQLITE = "SQLite is in the public domain; its authors ask for no notice."
_PDFIUM = "The licences of PDFium and of what it contains stand under pypdfium2."
_ICU = "Qt's libraries for Unicode; the licence of ICU stands under pypdfium2, icu.txt."
_EXTRA = {"SQLite": _SQLITE, "PDFium": _PDFIUM, "ICU": _ICU}


def notices(parts: Iterable[Component]) -> str:
    """Give the whole text: who, which version, which licence, and every licence once."""
    parts = list(parts)
    first_use: dict[str, str] = {}
    sections = [_section(part, first_use) for part in parts]
    head = (_HEAD, _RULE, _not_reproduced(parts), _RULE, _lgpl(parts), _RULE, _overview(parts))
    return "\n".join((*head, *sections, *_general(first_use)))


def _not_reproduced(parts: list[Component]) -> str:
    lines = {
        f"  {f'{given.name} {given.version}'.strip():<26} {given.licence:<22} {given.found}"
        for part in parts
        for given in part.inner
        if not given.text
    }
    return _NOT_REPRODUCED.format(lines="\n".join(sorted(lines, key=str.lower)))


def _general(first_use: dict[str, str]) -> Iterator[str]:
    yield _RULE
    yield "Licences"
    yield "Texts that the works above refer to."
    yield from _bodies("Licences", general_texts(), first_use)


def _lgpl(parts: list[Component]) -> str:
    under = [part for part in parts if "LGPL" in part.licence]
    files = sorted({_place(file) for part in under for file in part.files})
    names = ",\n  ".join(f"{part.name} {part.version}" for part in under)
    return _LGPL.format(names=names, files="\n".join(f"  {file}" for file in files))


def _place(file: str) -> str:
    # Qt's parts are many small files: plug-ins are named by their folder.
    path = Path(file)
    return f"{path.parent.as_posix()}/*" if "plugins" in path.parts else path.as_posix()


def _overview(parts: list[Component]) -> str:
    lines = (f"{f'{p.name} {p.version}':<34} {p.licence or 'see below'}" for p in parts)
    return "\n".join(("WHAT IS INSIDE", "", *lines, ""))


def _section(part: Component, first_use: dict[str, str]) -> str:
    return "\n".join((_RULE, f"{part.name} {part.version}".strip(), *_texts(part, first_use), ""))


def _texts(part: Component, first_use: dict[str, str]) -> Iterator[str]:
    if part.licence:
        yield f"Licence: {part.licence}"
    if part.name in _EXTRA:
        yield _EXTRA[part.name]
    yield from _inside(part)
    yield from _bodies(part.name, part.texts, first_use)


def _inside(part: Component) -> Iterator[str]:
    if part.inner:
        yield "Inside it, with the place of the text:"
    for given in part.inner:
        name = f"{given.name} {given.version}".strip()
        yield f"  {name:<32} {given.licence:<28} {given.text or 'not reproduced, see above'}"


def _bodies(
    owner: str, texts: Iterable[tuple[str, str]], first_use: dict[str, str]
) -> Iterator[str]:
    for title, text in texts:
        body = text.replace("\r\n", "\n").replace("\f", "\n").strip()
        yield _THIN
        if body in first_use:
            yield f"{title}: word for word as under {first_use[body]}"
        else:
            first_use[body] = f"{owner}, {title}"
            yield f"{title}:\n\n{body}"
