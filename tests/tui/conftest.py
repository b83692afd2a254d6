"""How long a Pilot waits after a key: until the desk has done all that the key asked for, and no longer."""

import asyncio
from collections.abc import Iterator
from math import inf
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.pilot import Pilot

from crm_tui.tui.app import DeskApp

#: What is to come within a frame, such as painting, belongs to the key; a longer timer does not.
FRAME_SECONDS = 1 / 50


async def settled(min_sleep: float = FRAME_SECONDS, max_sleep: float = 1) -> None:
    """Wait until nothing is left to do on the loop, now or within a frame, and no answer is on its way.

    What takes longer than ``max_sleep`` is waited for by the test that needs it.

    Textual's own ways sleep until the whole process has hardly used the processor for 20 ms, twice for every
    key, and send a message to every widget there is: most of the time that these tests took.
    """
    # There is no public way to what the loop is about to do.
    loop = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    while True:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        now = loop.time()
        if now > end:
            return
        nearest = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=inf)
        if nearest - now <= FRAME_SECONDS:
            await asyncio.sleep(max(nearest - now, 0))
        elif is_waiting():
            await asyncio.sleep(0.001)
        else:
            return


async def screen_settled(pilot: Pilot[Any], timeout: float = 30) -> bool:
    """In the place of a message to every widget: each has handled its own when the loop has no more."""
    await settled()
    return True


def is_waiting() -> bool:
    """Whether the desk waits for its threads."""
    desk = active_app.get(None)
    return isinstance(desk, DeskApp) and desk.work.is_busy


@pytest.fixture(scope="session", autouse=True)
def exact_idleness() -> Iterator[None]:
    """Let every Pilot wait for what there is to do instead of looking how busy the process is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", settled)
        patch.setattr(textual.pilot, "wait_for_idle", settled)
        patch.setattr(Pilot, "_wait_for_screen", screen_settled)
        yield
