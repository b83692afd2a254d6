"""The crowd of the sample business and its year, written in bulk; of a large one by two processes.

Making the rows takes as long as writing them, so that another process makes the next chunk meanwhile.
"""

import gc
import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random

from sqlalchemy import func
from sqlmodel import select

from crm_tui.demo.crowd import Crowd
from crm_tui.demo.days import OpenDays
from crm_tui.demo.history import History
from crm_tui.demo.phrases import Phrases
from crm_tui.demo.year import Year
from crm_tui.domain.errors import StoreUnavailable
from crm_tui.domain.instants import to_micros
from crm_tui.domain.playbooks import Playbook
from crm_tui.i18n import _
from crm_tui.store.bulk import LOADED, BulkLoad, Packed, first_free_id, pack
from crm_tui.store.journal import table_of
from crm_tui.store.tables import Customer, Record, Tier

_CUSTOMERS_A_CHUNK = 20_000
_CONTACTS_A_CHUNK = 40_000
_MOST_PHRASES = 8_000
#: Starting a process takes as long as making so many contacts.
_CONTACTS_FOR_A_PROCESS = 100_000


@dataclass(frozen=True, slots=True)
class Desk:
    """When it is open, who is at it, what it pays with and what it goes by."""

    days: OpenDays
    staff_ids: list[int]
    currency: str
    books: tuple[Playbook, ...]
    products: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made: customers from ``first`` to ``last`` and their ``contacts`` up to ``now``.

    ``ids`` are the first free ones, ``tiers`` the ids and codes of the tiers; ``now`` is in microseconds.
    """

    seed: int
    desk: Desk
    ids: Mapping[type[Record], int]
    tiers: list[tuple[int, str]]
    first: int
    last: int
    contacts: int
    now: int


def load_crowd(load: BulkLoad, seed: int, desk: Desk, customers: int, contacts: int, now: datetime) -> None:
    """Write the crowd beside whom was entered, so that there are so many ``customers``, and its year."""
    connection = load.connection()
    tiers = table_of(Tier)
    levels = connection.execute(select(tiers.c.id, tiers.c.code).order_by(tiers.c.position))
    entered = connection.execute(select(func.count(table_of(Customer).c.id))).scalar_one()
    ids = {model: first_free_id(connection, model) for model in LOADED}
    order = _Order(
        seed,
        desk,
        ids,
        [(int(tier_id), str(code)) for tier_id, code in levels],
        ids[Customer],
        ids[Customer] + customers - entered - 1,
        contacts,
        to_micros(now),
    )
    for chunk in _beside(order) if contacts >= _CONTACTS_FOR_A_PROCESS else _made(order):
        load.write_all(chunk)


def _made(order: _Order) -> Iterator[list[Packed]]:
    """The crowd and its year, a chunk at a time."""
    rng, desk = Random(order.seed), order.desk
    ids = {model: count(first) for model, first in order.ids.items()}
    crowd = Crowd(rng, ids, order.first, order.last, order.now, desk.staff_ids, order.tiers)
    phrases = Phrases(rng, min(_MOST_PHRASES, 100 + order.contacts // 4), desk.books, desk.products)
    for rows in crowd.chunks(_CUSTOMERS_A_CHUNK):
        yield pack(rows)
    year = Year(rng, ids, desk.days, crowd, phrases, desk.staff_ids, desk.currency)
    for rows in History(year).chunks(order.contacts, _CONTACTS_A_CHUNK):
        yield pack(rows)


def _beside(order: _Order) -> Iterator[list[Packed]]:
    """The same from another process, which makes the next chunk while the last is written.

    Raises StoreUnavailable when that process was ended.
    """
    # Not forked: an open database must not be taken along.
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    maker = context.Process(target=_send, args=(there, order), daemon=True)
    maker.start()
    there.close()
    try:
        while (chunk := here.recv()) is not None:
            yield chunk
    except EOFError as error:
        raise StoreUnavailable(
            _("The process that makes the sample was ended."), _("Try again with a new database.")
        ) from error
    finally:
        here.close()
        maker.join()


def _send(there: Connection, order: _Order) -> None:
    # Ctrl+C reaches both processes: the other one says what happened, and stops listening.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing here goes round in circles, and there is much to walk through.
    gc.disable()
    with suppress(BrokenPipeError):
        for chunk in _made(order):
            there.send(chunk)
        there.send(None)
