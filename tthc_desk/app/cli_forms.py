"""`forms`: the ward's own wording of the official forms."""

from pathlib import Path
from typing import Annotated

import typer

from tthc_desk.app import paths
from tthc_desk.app.options import Data, User
from tthc_desk.app.output import command, emit
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError

forms = typer.Typer(help="Lời văn riêng của phường trên các biểu mẫu.")


@forms.command("import")
@command
def import_forms(
    file: Annotated[Path, typer.Argument(help="Tệp TOML theo loi-van-mau.toml.")],
    data: Data = None,
    user: User = None,
) -> None:
    """Nhận tệp lời văn; sai một chỗ thì không nhận gì và lời văn cũ giữ nguyên."""
    from tthc_desk.documents.form_texts import overrides, read_adaptation

    adaptation = read_adaptation(file)
    with open_desk(paths.data_folder(data)) as desk:
        form_set = desk.rules.book().ward.form_set
        if adaptation.form_set is not form_set:
            raise DeskError(Code.FORM_TEXT, "form_set", line=1, reason="form_set", name=form_set)
        kinds = (kind for kind, _ in adaptation.wordings)
        wording = tuple((k.value, overrides(adaptation, form_set, k)) for k in kinds)
        desk.upkeep.save_wording(wording, desk.actor(user))
    emit({"form_set": adaptation.form_set, "papers": [kind for kind, _ in wording]})


@forms.command("show")
@command
def show_forms(data: Data = None) -> None:
    """Xem lời văn riêng đang dùng, mỗi dòng một giấy tờ."""
    with open_desk(paths.data_folder(data)) as desk:
        for kind, pairs in desk.rules.book().ward.wording:
            emit({"paper": kind, "texts": [{"key": key, "text": text} for key, text in pairs]})


@forms.command("reset")
@command
def reset_forms(data: Data = None, user: User = None) -> None:
    """Bỏ lời văn riêng, dùng lại lời văn có sẵn của biểu mẫu."""
    with open_desk(paths.data_folder(data)) as desk:
        desk.upkeep.save_wording((), desk.actor(user))
    emit({"papers": []})
