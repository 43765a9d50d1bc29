"""`self-check`: what a finished program says of itself."""

from tests.helpers.commands import run


def test_the_program_finds_nothing_wrong_with_itself() -> None:
    outcome = run("self-check")
    assert (outcome.code, outcome.lines[-1]["ok"]) == (0, True), outcome.lines
    assert all(line["ok"] for line in outcome.lines)
    assert {"papers", "ward"} <= {line.get("check") for line in outcome.lines}
