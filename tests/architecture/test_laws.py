"""The laws of the house that can be checked by looking at it (ARCHITECTURE.md)."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import crm_tui

ROOT = Path(crm_tui.__file__).parent
#: Not beside the package, which may be installed elsewhere.
REPOSITORY = Path(__file__).parents[2]
WRITING = {"add", "add_all", "merge", "delete", "commit", "flush"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the program with its syntax tree."""
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_rooms_import_only_what_stands_below_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert lint_imports(config_filename="pyproject.toml") == 0


def test_no_circle_of_imports() -> None:
    """Type-checking imports included; a package's own ``__init__`` is the door of its modules."""
    names = {_dotted(name): tree for name, tree in modules()}
    graph = {name: set(_imports(name, tree, names)) for name, tree in names.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for target in graph[name]:
            visit(target, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


def _dotted(path: str) -> str:
    return "crm_tui." + path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _imports(name: str, tree: ast.Module, known: dict[str, ast.Module]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known and alias.name != name)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                target = inner if inner in known else node.module
                # A module that imports from the package it lies in reads only its doorway.
                if target != name and not name.startswith(f"{target}."):
                    yield target


@pytest.mark.parametrize("door", ["crm_tui.cli", "crm_tui.queries", "crm_tui.commands.registry"])
def test_what_runs_without_a_terminal_never_loads_textual(door: str) -> None:
    script = (
        f"import sys, pkgutil, importlib, {door}\n"
        f"package = importlib.import_module('{door}')\n"
        "for found in pkgutil.walk_packages(getattr(package, '__path__', []), package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        "assert 'textual' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_reads_never_load_the_orm() -> None:
    script = (
        "import sys, pkgutil, importlib, crm_tui.queries as package\n"
        "for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        "assert not {'sqlalchemy', 'sqlmodel', 'textual'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_first_screen_waits_for_no_frozen_dataclass() -> None:
    """Making one takes six times as long as making a NamedTuple; three dozen were a tenth of the start."""
    script = """
import dataclasses, sys
import crm_tui.__main__, crm_tui.tui.opening, crm_tui.tui.screens.today, crm_tui.queries.due
found = {
    value
    for name, module in list(sys.modules.items())
    if name.startswith("crm_tui.")
    for value in vars(module).values()
    if dataclasses.is_dataclass(value)
    and value.__module__.startswith("crm_tui.")
    and value.__dataclass_params__.frozen
}
assert not found, found
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_first_rows_wait_for_nothing_that_they_do_not_show() -> None:
    """Every word of the desk, a library for letters and a reader of JSON each cost one to six paints of
    a hundred."""
    script = """
import sys
import crm_tui.__main__, crm_tui.tui.opening, crm_tui.tui.screens.today, crm_tui.queries.due
from crm_tui.tui.text import pad
pad("রহিমা খাতুন · Dhaka", 40)
unasked = {
    "crm_tui.domain.growth_words", "crm_tui.domain.words", "crm_tui.queries.plan_work", "json", "wcwidth"
}
assert unasked.isdisjoint(sys.modules), unasked & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_no_screen_makes_every_style_be_read_again() -> None:
    """For a screen's own ``CSS`` Textual reads all sources anew, and no subclass of the screen sees it."""
    offenders = [
        f"{name}:{line.lineno}"
        for name, tree in modules()
        if name.startswith("tui/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign) and [getattr(it, "id", "") for it in line.targets] == ["CSS"]
    ]
    assert offenders == []


def test_nothing_happens_at_import(tmp_path: Path) -> None:
    """No file, no folder, no locale: an import only reads Python's own files."""
    script = """
import sys
written = []
def watch(event, arguments):
    if event == "open" and arguments[1] and any(letter in str(arguments[1]) for letter in "wax+"):
        written.append(arguments[0])
    if event in ("os.mkdir", "sqlite3.connect", "os.rename"):
        written.append(event)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
import pkgutil, importlib, crm_tui
for found in pkgutil.walk_packages(crm_tui.__path__, "crm_tui."):
    if not found.name.startswith(("crm_tui.tui", "crm_tui.store.migrations", "crm_tui.__main__")):
        importlib.import_module(found.name)
import gettext
assert not gettext._translations, gettext._translations
assert written == [], written
"""
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env={"HOME": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_only_the_store_writes_to_a_session() -> None:
    offenders = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if not name.startswith("store/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and isinstance(node.func.value, ast.Attribute | ast.Name)
        and _last_name(node.func.value) == "session"
    ]
    assert offenders == []


def _last_name(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def test_every_act_has_a_sentence() -> None:
    """Undo names the act first, so each verb that an action describes needs words for people."""
    from crm_tui.commands.sentences import SENTENCES

    verbs = {
        node.args[0].value
        for name, tree in modules()
        if name.startswith(("actions/", "exchange/", "demo/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "describe"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert verbs - SENTENCES.keys() == set()


def test_no_module_has_grown_out_of_hand() -> None:
    """A module that nears 400 lines holds two things: part it."""
    long = {name: len(ast.unparse(tree).splitlines()) for name, tree in modules() if "versions/" not in name}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_public_functions_and_classes_say_what_they_do() -> None:
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in modules()
        if "versions/" not in name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
