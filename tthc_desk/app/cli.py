"""The command line: every command, grouped by what it is about."""

import typer

from tthc_desk import __version__
from tthc_desk.app import (
    cli_closing,
    cli_district,
    cli_dossiers,
    cli_forms,
    cli_lists,
    cli_official,
    cli_pack,
    cli_papers,
    cli_receive,
    cli_rules,
    cli_totals,
    cli_training,
    cli_upkeep,
    cli_ward,
)
from tthc_desk.app.help_text import speak_vietnamese
from tthc_desk.app.usage import DeskCommands

speak_vietnamese()
app = typer.Typer(
    name="tthc-desk",
    cls=DeskCommands,
    help="Chương trình Bộ phận Một cửa: không có lệnh thì mở cửa sổ.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (
    cli_ward,
    cli_upkeep,
    cli_training,
    cli_receive,
    cli_dossiers,
    cli_papers,
    cli_closing,
):
    module.register(app)
cli_totals.register(app)
app.add_typer(cli_rules.catalogue, name="catalogue")
app.add_typer(cli_rules.calendar, name="calendar")
app.add_typer(cli_forms.forms, name="forms")
app.add_typer(cli_lists.handover, name="handover")
app.add_typer(cli_official.official, name="official")
app.add_typer(cli_district.district, name="district")
app.add_typer(cli_pack.ward_pack, name="ward-pack")


@app.callback(invoke_without_command=True)
def start(
    version: bool = typer.Option(False, "--version", help="In số phiên bản rồi thôi."),
) -> None:
    """Answer --version; anything else is a command of its own."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
