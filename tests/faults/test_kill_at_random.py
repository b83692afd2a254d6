"""R1, S7: processes are killed at any instant; what they told as saved is there, once, and journalled."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crew import Crew, kill

from crm_tui.domain.chain import first_broken
from crm_tui.queries import journal
from crm_tui.store.driver import connect, open_reader

WRITERS = 8
KILLS_BETWEEN_CHECKS = 50


@pytest.fixture
def crew(customer: Path) -> Iterator[Crew]:
    crew = Crew(customer, WRITERS, "log")
    yield crew
    crew.close()


def killed_at_random(crew: Crew, kills: int) -> Iterator[int]:
    """Kill one after the other while all of them write; now and then all at once."""
    chance = random.Random(kills)
    at_work: set[int] = set()
    killed = 0
    while killed < kills:
        at_work |= {told.process for told in crew.listen()}
        if len(at_work) < WRITERS:
            continue
        doomed = sorted(at_work) if chance.random() < 0.1 else [chance.choice(sorted(at_work))]
        for process in doomed[: kills - killed]:
            kill(process)
            at_work.discard(process)
            killed += 1
            yield killed


@pytest.mark.parametrize("kills", [24, pytest.param(1_000, marks=pytest.mark.full)])
def test_what_was_acknowledged_is_there(
    crew: Crew, customer: Path, kills: int, record_property: Callable[[str, object], None]
) -> None:
    for killed in killed_at_random(crew, kills):
        if killed % KILLS_BETWEEN_CHECKS == 0:
            assert _is_sound(customer)
    crew.close()
    assert _is_sound(customer)

    reader = open_reader(customer)
    said = [text for (text,) in reader.rows("SELECT said FROM interactions")]
    journalled = reader.value(
        "SELECT count(*) FROM journal_entries WHERE verb = 'add' AND record_kind = 'interaction'"
    )
    assert first_broken(journal.chain(reader)) is None
    reader.close()
    saved = crew.whats("saved")
    assert crew.whats("failed") == []
    assert set(saved) - set(said) == set()
    assert len(said) == len(set(said)) == journalled
    # Who was killed between the commit and the telling had saved one more.
    assert len(said) - len(saved) <= kills + WRITERS
    record_property("R1 kills", kills)
    record_property("R1 writes acknowledged", len(saved))


def _is_sound(path: Path) -> bool:
    connection = connect(path)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    finally:
        connection.close()
