"""Faults made on purpose, and what the program promises for each (the README's table)."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "terminal"))

from seen import Shell

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database


@pytest.fixture
def customer(path: Path, database: Database, nadia: Actor) -> Path:
    """The business with one customer, number 1, whose note counts from 0."""
    with database.act(nadia) as act:
        add_customer(act, NewCustomer("Quillon Ashgrove", note="0"))
    database.close()
    return path


@pytest.fixture
def shell(customer: Path, tmp_path: Path) -> Iterator[Shell]:
    """That business, by the command line and the screens."""
    shell = Shell(customer, tmp_path / "home")
    yield shell
    shell.close()
