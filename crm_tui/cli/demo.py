"""``crm-tui demo`` and ``sample``: the generated business, to play with or to measure with."""

import sys
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.demo.sample import DEFAULT_SEED, DEMO_CUSTOMERS, SampleCounts, fill_sample, make_demo
from crm_tui.demo.throwaway import throwaway_folder
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _
from crm_tui.settings.paths import data_folder, database_path, make_private
from crm_tui.settings.request import OpenScreens
from crm_tui.settings.terminal import why_no_screens
from crm_tui.store.database import Database
from crm_tui.store.files import status_of


@command(
    "demo",
    help=N_("Open the sample business to play with, in a throw-away file unless --db names one on the line."),
    examples=("crm-tui demo", "crm-tui demo --db play.db"),
)
def demo(desk: Desk) -> OpenScreens:
    """Make the sample business and open it. Raises InvalidInput where there is a file or no terminal."""
    reason = why_no_screens(desk.environ, (sys.stdin, sys.stdout, sys.stderr))
    if reason:
        raise InvalidInput(reason, _("`crm-tui sample` makes the same business without a terminal."))
    return OpenScreens(make_sample(desk), desk.own_login, demo=True)


@command(
    "sample",
    help=N_("Make a database with a generated business of any size, or fill one that has no customers."),
    examples=("crm-tui sample --db big.db --customers 100000 --interactions 500000",),
)
@option(
    "--customers",
    type=click.IntRange(1),
    default=DEMO_CUSTOMERS,
    help=N_("How many customers; 300 unless given."),
)
@option("--interactions", type=click.IntRange(0), help=N_("How many contacts; five for each unless given."))
@option("--seed", type=int, default=DEFAULT_SEED, help=N_("The same seed gives the same business."))
def sample(desk: Desk, customers: int, interactions: int | None, seed: int) -> None:
    """Generate a business. Raises InvalidInput for a database that has customers."""
    began = time.perf_counter()
    if status_of(desk.path) is not None:
        counts = _fill(desk, customers, interactions, seed)
    else:
        if desk.path.parent == data_folder():
            make_private(desk.path.parent)
        counts = make_demo(
            desk.path,
            desk.own_login,
            desk.own_login,
            desk.now,
            customers=customers,
            interactions=interactions,
            seed=seed,
        )
    seconds = round(time.perf_counter() - began, 1)
    told = _("{customers} customers, {interactions} contacts, {follow_ups} follow-ups, {cases} cases.")
    document = {**asdict(counts), "seconds": seconds}
    desk.answer(document, [told.format(**document)])


def make_sample(desk: Desk, now: datetime | None = None, name: str = "") -> Path:
    """The sample business in the file that ``--db`` names, else in one that goes with the program.

    Its year ends ``now``; the caller has this ``name`` in it, else the login.
    """
    path = database_path(desk.db, {}) if desk.db is not None else throwaway_folder() / "demo.db"
    make_demo(path, desk.own_login, name or desk.own_login, now or desk.now)
    return path


def _fill(desk: Desk, customers: int, interactions: int | None, seed: int) -> SampleCounts:
    actor = desk.actor
    database = Database(desk.path)
    try:
        return fill_sample(database, actor, customers, interactions, seed, desk.now)
    finally:
        database.close()
