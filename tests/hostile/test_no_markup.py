"""No text becomes markup anywhere in the screens: read from the syntax tree, so that no case is forgotten.

A ``str`` that a widget of Textual takes is markup unless it says otherwise: a bracket in a name ends the
program or becomes an action (BAR.md, "Learnt about the terminal").
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import crm_tui.tui

FILES = sorted(Path(crm_tui.tui.__file__).parent.rglob("*.py"))

#: Widgets that read the str they are given as markup.
MARKUP_WIDGETS = frozenset({"Static", "Label", "Button", "Link", "Checkbox", "RadioButton", "Collapsible"})
#: Ways to give text to a person that read markup, with no need of them here.
MARKUP_CALLS = frozenset({"from_markup", "render_markup", "notify"})
#: Attributes that take markup.
MARKUP_ATTRIBUTES = frozenset({"border_title", "border_subtitle", "tooltip"})


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(name) | ast.Attribute(attr=name):
                    yield node, name


def is_without_markup(call: ast.Call) -> bool:
    return any(
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in call.keywords
    )


def widgets_that_read_markup(tree: ast.AST) -> Iterator[ast.AST]:
    """A widget that shows text, made without ``markup=False``; a later ``update`` reads markup as it does."""
    return (call for call, name in calls(tree) if name in MARKUP_WIDGETS and not is_without_markup(call))


def calls_that_read_markup(tree: ast.AST) -> Iterator[ast.AST]:
    return (call for call, name in calls(tree) if name in MARKUP_CALLS and not is_without_markup(call))


def attributes_that_read_markup(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (
            target
            for target in targets
            if isinstance(target, ast.Attribute) and target.attr in MARKUP_ATTRIBUTES
        )


def subclasses_that_read_markup(tree: ast.AST) -> Iterator[ast.AST]:
    """A subclass of such a widget that has no constructor of its own to say ``markup=False`` in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in MARKUP_WIDGETS for base in node.bases
        ):
            inits = [item for item in node.body if getattr(item, "name", "") == "__init__"]
            if not any(
                name == "__init__" and is_without_markup(call) for item in inits for call, name in calls(item)
            ):
                yield node


RULES = [
    widgets_that_read_markup,
    calls_that_read_markup,
    attributes_that_read_markup,
    subclasses_that_read_markup,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_screens_keep_the_rule(rule: Callable[[ast.AST], Iterator[ast.AST]]) -> None:
    broken = [
        f"{path.name}:{node.lineno}"
        for path in FILES
        for node in rule(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.expr | ast.stmt)
    ]
    assert broken == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Label(f'[b]{name}[/b]', id='x')",
        "widgets.Static(name, markup=True)",
        "self.app.notify(name)",
        "Content.from_markup(f'[b]{name}')",
        "self.border_title = name",
        "class Line(Static):\n    pass",
    ],
)
def test_the_rules_see_what_they_are_for(source: str) -> None:
    assert any(list(rule(ast.parse(source))) for rule in RULES)


@pytest.mark.parametrize(
    "source",
    [
        "Static(name, markup=False)",
        "self.app.notify(name, markup=False)",
        "class Line(Static):\n    def __init__(self):\n        super().__init__(markup=False)",
    ],
)
def test_the_rules_let_harmless_code_be(source: str) -> None:
    assert not any(list(rule(ast.parse(source))) for rule in RULES)
