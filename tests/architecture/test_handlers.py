"""Textual calls the handler of every class of a widget by itself; calling ``super().on_…`` makes it twice."""

import ast
from pathlib import Path

import crm_tui

ROOT = Path(crm_tui.__file__).parent


def test_no_handler_calls_the_one_that_is_called_anyway() -> None:
    twice = [
        f"{path.name}:{call.lineno}"
        for path in sorted((ROOT / "tui").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr.startswith("on_")
        and call.func.attr != "on_event"  # a method to override, not a handler
        and isinstance(call.func.value, ast.Call)
        and isinstance(call.func.value.func, ast.Name)
        and call.func.value.func.id == "super"
    ]
    assert twice == []
