"""Queries inside an act: they read what the act has written so far."""

from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.journal import Act
from crm_tui.store.reader import Reader


def reader_of(act: Act) -> Reader:
    """A reader that sees what the act has written."""
    return ConnectionReader(act.session.connection())
