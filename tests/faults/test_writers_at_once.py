"""R5: many write at once; no change is lost, and nobody is told that the database is locked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from crew import Crew

from crm_tui.store.driver import open_reader

#: Of a hundred who save at a person's pace, 99 wait no longer.
AT_A_PERSONS_PACE_MS = 100.0


def counted(path: Path) -> int:
    reader = open_reader(path)
    try:
        return int(reader.value("SELECT note FROM customers WHERE id = 1"))
    finally:
        reader.close()


@pytest.mark.parametrize(("members", "times"), [(4, 40), pytest.param(16, 1_000, marks=pytest.mark.full)])
def test_no_update_is_lost(
    customer: Path, members: int, times: int, record_property: Callable[[str, object], None]
) -> None:
    crew = Crew(customer, members, "count", times)
    crew.until_over()
    crew.close()
    assert crew.whats("failed") == []
    assert counted(customer) == members * times
    record_property("R5 updates of one record", members * times)
    record_property("R5 longest wait in ms, saturated", max(map(float, crew.whats("waited"))))


@pytest.mark.full
def test_at_a_persons_pace_nobody_waits(
    customer: Path, record_property: Callable[[str, object], None]
) -> None:
    members, times = 16, 30
    crew = Crew(customer, members, "count", times, pause=2.0)
    crew.until_over()
    crew.close()
    assert crew.whats("failed") == []
    assert counted(customer) == members * times
    # The first act of each prepares what all later ones use.
    waits = sorted(map(float, crew.whats("waited")))[:-members]
    for wait in waits:
        record_property("R5 wait in ms, 16 at a person's pace", wait)
    assert waits[-1 - len(waits) // 100] <= AT_A_PERSONS_PACE_MS
