"""R6: two edit one customer, each at a terminal: nothing is written over unseen, nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from seen import Seen, Shell

from crm_tui.store.driver import open_reader

#: From the first field to "how to address them", and from there to where they heard of us.
TO_SAY, TO_SOURCE = ("F7", "F7", "tab", "tab", "tab"), ("tab", "tab")
EMPTY = "\x15"  # ctrl+u


def opened(shell: Shell) -> Seen:
    desk = shell.screens()
    desk.keys("/", "quillon", "enter")
    desk.see("Customer   Quillon Ashgrove")
    return desk


def stored(path: Path) -> tuple[str, str]:
    reader = open_reader(path)
    try:
        return reader.rows("SELECT address_as, source FROM customers WHERE id = 1")[0]  # type: ignore[return-value]
    finally:
        reader.close()


@pytest.mark.terminal
@pytest.mark.parametrize("pairs", [2, pytest.param(500, marks=pytest.mark.full)])
def test_two_edits_of_one_customer(
    shell: Shell, customer: Path, pairs: int, record_property: Callable[[str, object], None]
) -> None:
    first, second = opened(shell), opened(shell)
    for pair in range(pairs):
        for desk in (first, second):
            desk.keys("e")
            desk.see("Change customer", "Quillon Ashgrove")
        say, source, other = f"Ms {pair}", f"poster {pair}", f"friend {pair}"
        if pair % 2 == 0:
            first.keys(*TO_SAY, EMPTY, say, "ctrl+s")
            first.see("Customer   Quillon Ashgrove", "Changed")
            second.keys(*TO_SAY, *TO_SOURCE, EMPTY, source, "ctrl+s")
            second.see("Customer   Quillon Ashgrove", "Changed")
            assert stored(customer) == (say, source)
        else:
            before = stored(customer)[0]
            first.keys(*TO_SAY, *TO_SOURCE, EMPTY, source, "ctrl+s")
            first.see("Customer   Quillon Ashgrove", "Changed")
            second.keys(*TO_SAY, *TO_SOURCE, EMPTY, other, "ctrl+s")
            second.see("Nothing was saved", source, other)
            assert stored(customer) == (before, source)
            second.keys("ctrl+s")
            second.see("Customer   Quillon Ashgrove", "Changed")
            assert stored(customer) == (before, other)
    record_property("R6 pairs of edits", pairs)
