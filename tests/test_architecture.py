"""The shape of the program in sentences that fail when it is broken."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tthc_desk"
SOURCES = {str(p.relative_to(PACKAGE)): p for p in sorted(PACKAGE.rglob("*.py"))}
TESTS = {str(p.relative_to(ROOT)): p for p in sorted((ROOT / "tests").rglob("*.py"))}
MAX_FILE, MAX_FUNCTION = 500, 40
# Where the one road back for failures of work and the crash door stand.
CATCH_ALL = {"ui/shared/tasks.py", "ui/shared/crash_door.py"}
SECRETIVE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "managers"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _trees_forgotten() -> Iterator[None]:
    """Millions of nodes would slow every collection of the tests that follow."""
    yield
    tree.cache_clear()


def functions(path: Path) -> Iterator[Function]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, Function))


def body_lines(function: Function) -> int:
    """Count the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Give (line, name as written) of every call: "datetime.now", "print"."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def called(name: Callable[[str], bool], files: dict[str, Path]) -> list[str]:
    return [f"{n}:{line}" for n, path in files.items() for line, c in calls(path) if name(c)]


def test_the_layers_and_libraries_keep_to_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0


def test_the_sources_are_there() -> None:
    assert len(SOURCES) > 150
    assert "domain/dossier.py" in SOURCES


@pytest.mark.parametrize("name", SOURCES)
def test_no_file_is_longer_than_500_lines(name: str) -> None:
    assert len(SOURCES[name].read_text(encoding="utf-8").splitlines()) <= MAX_FILE


@pytest.mark.parametrize("name", SOURCES)
def test_no_function_is_longer_than_40_lines(name: str) -> None:
    long = {f.name: body_lines(f) for f in functions(SOURCES[name]) if body_lines(f) > MAX_FUNCTION}
    assert long == {}


@pytest.mark.parametrize("name", SOURCES)
def test_every_module_says_in_one_sentence_what_it_holds(name: str) -> None:
    text = ast.get_docstring(tree(SOURCES[name]))
    assert text
    assert text.splitlines()[0].endswith(".")


def test_nothing_is_printed_past_the_command_line() -> None:
    assert called(lambda c: c in {"print", "sys.stdout.write"}, SOURCES) == [
        called_in for called_in in called(lambda c: c == "sys.stdout.write", SOURCES)
        if called_in.startswith("app/output.py")
    ]  # fmt: skip


def test_only_one_module_reads_the_clock() -> None:
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.today"}
    found = called(lambda c: c in clocks, SOURCES)
    assert {place.split(":")[0] for place in found} == {"app/clock.py"}


def test_the_window_never_stops_for_a_dialog_or_a_nap() -> None:
    ui = {n: p for n, p in SOURCES.items() if n.startswith("ui/")}
    waits = re.compile(r".*\.(exec|exec_|processEvents|msleep)|(time\.)?sleep|QMessageBox(\..*)?")
    assert called(lambda c: waits.fullmatch(c) is not None, ui) == []
    boxes = [n for n, p in ui.items() if "QMessageBox" in p.read_text(encoding="utf-8")]
    assert boxes == []


@pytest.mark.parametrize("name", SOURCES)
def test_no_fault_is_swallowed_whole(name: str) -> None:
    if name in CATCH_ALL:
        return
    for node in ast.walk(tree(SOURCES[name])):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert caught not in {"everything", "Exception"}, node.lineno
            # To clean up is allowed, to swallow is not.
            if caught == "BaseException":
                assert isinstance(node.body[-1], ast.Raise), node.lineno


def test_no_module_is_named_for_nothing() -> None:
    parts = {part.removesuffix(".py") for name in SOURCES for part in Path(name).parts}
    assert parts & SECRETIVE == set()


def test_tests_wait_for_signals_and_never_for_the_clock() -> None:
    naps = {"qtbot.wait", "time.sleep", "sleep", "QTest.qWait", "QThread.sleep", "QThread.msleep"}
    # A helper may look again and again for what has to happen; a test may not.
    tests = {name: path for name, path in TESTS.items() if path.name.startswith("test_")}
    assert called(lambda c: c in naps, tests) == []


def test_every_test_name_is_a_sentence() -> None:
    short = [
        f"{name}: {function.name}"
        for name, path in TESTS.items()
        if Path(name).name.startswith("test_") and not name.startswith("tests/bench/")
        for function in functions(path)
        if function.name.startswith("test_") and function.name.count("_") < 3
    ]
    assert short == []


def test_no_comment_or_docstring_cites_our_own_papers() -> None:
    words = re.compile(r"\b(domain|design|reliability|style|peers)\.md\b|TODO|FIXME|XXX")
    found = []
    for name, path in SOURCES.items():
        source = path.read_text(encoding="utf-8")
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        said = (t for t in tokens if t.type in {tokenize.COMMENT, tokenize.STRING})
        found += [f"{name}:{t.start[0]}" for t in said if words.search(t.string)]
    assert found == []


def test_a_named_qt_method_is_not_hidden_by_an_attribute() -> None:
    methods = {"actions", "close", "parent", "update", "event", "data", "show", "hide", "size"}
    hidden = [
        f"{name}:{target.lineno}"
        for name, path in SOURCES.items()
        if name.startswith("ui/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and ast.unparse(target.value) == "self"
        and target.attr in methods
    ]
    assert hidden == []
