"""Makes what the first start was asked for, in a thread: the business, or a sample of one to look at."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_tui.actions.first_start import start_business
from crm_tui.actions.founding import Founding
from crm_tui.demo.sample import make_demo
from crm_tui.demo.throwaway import throwaway_folder
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door
from crm_tui.i18n import _, ngettext
from crm_tui.queries.business import Business, business
from crm_tui.queries.desk import find_actor
from crm_tui.settings.paths import data_folder, make_private
from crm_tui.store.driver import open_reader


@dataclass(frozen=True, slots=True)
class Founded:
    """A desk that was made, who sits at it, and a sentence about it."""

    path: Path
    actor: Actor
    business: Business
    sentence: str


def found(path: Path, founding: Founding, *, starter: str) -> Founded:
    """Make the business, with a starter set or none (``starter.SETS``).

    Raises as ``start_business``; nothing stands at ``path`` then.
    """
    if path.parent == data_folder():
        make_private(path.parent)
    holidays = start_business(path, founding, Door.SCREENS, starter=starter)
    return _sit_down(path, founding.login, _ready(holidays))


def make_sample(login: str, now: datetime) -> Founded:
    """Make the sample business in a folder that goes with the program; the next start asks again."""
    path = throwaway_folder() / "sample.db"
    make_demo(path, login, login, now, door=Door.SCREENS)
    said = _("This is a sample business to play with; it goes when you leave.")
    return _sit_down(path, login, said)


def _ready(holidays: int) -> str:
    if not holidays:
        return _("The desk is ready; no holidays are known. n adds a customer, ? shows keys.")
    return ngettext(
        "The desk is ready, closed on {count} holiday. n adds a customer, ? shows keys.",
        "The desk is ready, closed on {count} holidays. n adds a customer, ? shows keys.",
        holidays,
    ).format(count=holidays)


def _sit_down(path: Path, login: str, sentence: str) -> Founded:
    reader = open_reader(path)
    try:
        actor = find_actor(reader, login, door=Door.SCREENS, session_id=os.urandom(8).hex())
        return Founded(path, actor, business(reader), sentence)
    finally:
        reader.close()
