"""Law 3: the SQL of the read side and the schema of the write side cannot drift apart."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from crm_tui import queries
from crm_tui.store import driver

MODULES = sorted(
    found.name.removeprefix(f"{queries.__name__}.")
    for found in pkgutil.walk_packages(queries.__path__, f"{queries.__name__}.")
)


def texts_in(value: object) -> Iterator[str]:
    """The SQL in a constant, also in the values of a mapping or tuple; templates are no SQL yet."""
    if isinstance(value, str):
        if value.lstrip().startswith(("SELECT", "WITH")) and "{" not in value:
            yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)


def texts_of(module: str) -> list[str]:
    found = importlib.import_module(f"crm_tui.queries.{module}")
    return [text for value in vars(found).values() for text in texts_in(value)]


@pytest.mark.parametrize("module", MODULES)
def test_every_query_prepares_against_the_schema(path, module):
    connection = driver.connect(path)
    try:
        for text in texts_of(module):
            connection.execute(f"EXPLAIN {text}", defaultdict(int))
    finally:
        connection.close()
