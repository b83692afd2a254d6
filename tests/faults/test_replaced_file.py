"""R10: the database is renamed, unlinked or replaced while it is open; nothing is said to be saved then."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from crew import kill
from seen import Shell
from terminals import until

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import StoreUnavailable
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.store.files import identity_of


def rename(path: Path) -> None:
    path.rename(path.with_name("moved.db"))


def unlink(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    """As restoring a backup by hand does."""
    Path(shutil.copy(path, path.with_name("restored.db"))).replace(path)


WAYS = (rename, unlink, replace)


def customers(path: Path) -> int:
    reader = open_reader(path)
    try:
        return int(reader.value("SELECT count(*) FROM customers"))
    finally:
        reader.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("when", ["before the first act", "between two acts", "in an act"])
def test_nothing_is_saved_to_a_file_that_went_away(
    customer: Path, nadia: Actor, way: Callable[[Path], None], when: str
) -> None:
    database = Database(customer, identity_of(customer))

    def add(name: str, *, meanwhile: Callable[[Path], None] | None = None) -> None:
        with database.act(nadia) as act:
            add_customer(act, NewCustomer(name))
            if meanwhile is not None:
                meanwhile(customer)

    if when != "before the first act":
        add("Mary Ofori")
    if when != "in an act":
        way(customer)
    with pytest.raises(StoreUnavailable, match="moved or replaced"):
        add("Jun Sato", meanwhile=way if when == "in an act" else None)
    database.close()
    if way is replace:
        # The copy has what its one file had: the rest stood in the log of the old one.
        assert customers(customer) <= 2


@pytest.mark.terminal
@pytest.mark.parametrize("times", [2, pytest.param(50, marks=pytest.mark.full)])
def test_the_screens_notice(
    shell: Shell, customer: Path, tmp_path: Path, times: int, record_property: Callable[[str, object], None]
) -> None:
    original = Path(shutil.copy(customer, tmp_path / "original.db"))
    chance = random.Random(times)
    for turn in range(times):
        for leftover in tmp_path.glob("business*"):
            leftover.unlink()
        shutil.copy(original, customer)
        desk = shell.screens()
        desk.keys("c", "quillon", "enter", f"half typed {turn}", "F7", "e", "s")
        desk.see(f"half typed {turn}", "kept ")
        chance.choice((rename, replace))(customer)
        if chance.random() < 0.5:
            # The save may come before the watch has looked.
            desk.keys("ctrl+s")
        desk.see("moved or replaced", f"half typed {turn}")
        assert "Logged" not in desk.screen
        kill(desk.process.pid)
        until(desk.ended, "the program is gone")
        for file in tmp_path.glob("*.db"):
            if "desk" not in file.name:
                assert contacts_in(file) == 0
    record_property("R10 files replaced under the screens", times)


def contacts_in(path: Path) -> int:
    reader = open_reader(path)
    try:
        return int(reader.value("SELECT count(*) FROM interactions"))
    finally:
        reader.close()
