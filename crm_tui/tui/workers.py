"""Queries and actions run in threads; what comes back is a typed message (ARCHITECTURE.md, law 8).

Reads run in two threads with a reader each, so that a slow one does not hold up Find. Writes run one after
the other in a thread of their own, and long jobs such as an import in another.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from textual.message import Message
from textual.message_pump import MessagePump

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.files import identity_of
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Crashed, Failed

if TYPE_CHECKING:
    from crm_tui.store.database import Database
    from crm_tui.store.journal import Act

T = TypeVar("T")

_UTC_NOW = partial(datetime.now, UTC)


class Workers:
    """The threads of one open desk. Its methods are called on the event loop.

    ``actor`` gives who acts; ``written`` is called on the loop after each commit; ``fallback`` is told what
    its asker is no longer there to hear; ``now`` gives the instant of an act, in UTC.
    """

    def __init__(
        self,
        path: Path,
        actor: Callable[[], Actor],
        written: Callable[[], None],
        fallback: MessagePump,
        now: Callable[[], datetime] = _UTC_NOW,
    ) -> None:
        self._path = path
        # What is shown was read from this file; at the first start there is none yet.
        self._file = identity_of(path)
        self._actor = actor
        self._now = now
        self._written = written
        self._fallback = fallback
        self._reads = ThreadPoolExecutor(2, "desk-read")
        self._writes = ThreadPoolExecutor(1, "desk-write")
        self._jobs = ThreadPoolExecutor(1, "desk-job")
        self._newest: WeakKeyDictionary[MessagePump, dict[str, Future[Any]]] = WeakKeyDictionary()
        self._asked: set[Future[Any]] = set()
        self._own = threading.local()
        self._database: Database | None = None
        self._database_lock = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still on its way to who asked."""
        return bool(self._asked)

    def read(
        self, owner: MessagePump, topic: str, query: Callable[[Reader], T], done: Callable[[T], Message]
    ) -> None:
        """Run a query and post ``done(answer)`` to ``owner``, or Failed.

        Asking again under the same topic makes the older question void: it is not run if it has not begun,
        and its answer is dropped if it has.
        """
        asked = self._newest.setdefault(owner, {})
        if (older := asked.get(topic)) is not None:
            older.cancel()
        future = _in_thread(self._reads, lambda: query(self._reader()))
        asked[topic] = future

        def finished() -> None:
            if asked.get(topic) is future:
                # What is answered is let go: it holds on to who asked, which is to go when it is closed.
                del asked[topic]
                self._answer(owner, topic, future, done)

        self._when_done(future, finished)

    async def ask(self, query: Callable[[Reader], T]) -> T:
        """The answer to a short question on which it depends what a key does: keys typed ahead wait for it.

        Raises CrmError.
        """
        return await asyncio.wrap_future(_in_thread(self._reads, lambda: query(self._reader())))

    def write(
        self, owner: MessagePump, topic: str, action: Callable[["Act"], T], done: Callable[[T], Message]
    ) -> None:
        """Run an action in an act of its own and, once it is committed, post ``done(result)``, or Failed."""

        def work() -> T:
            with self._open_database().act(self._actor(), self._now()) as act:
                return action(act)

        self._start(self._writes, owner, topic, work, done)

    def run(
        self, owner: MessagePump, topic: str, job: Callable[["Database"], T], done: Callable[[T], Message]
    ) -> None:
        """Run a long job that opens its own acts (an import, a backup) beside the ordinary writes."""
        self._start(self._jobs, owner, topic, lambda: job(self._open_database()), done)

    def warm_up(self) -> None:
        """Import the ORM in the thread that will write, so that the first save does not wait for it."""
        self._writes.submit(self._open_database)

    def close(self) -> None:
        """Take no more work; what is being written is finished first, what waits to be read is dropped."""
        self._reads.shutdown(wait=False, cancel_futures=True)
        self._writes.shutdown(wait=False)
        self._jobs.shutdown(wait=False, cancel_futures=True)

    def _start(
        self,
        lane: ThreadPoolExecutor,
        owner: MessagePump,
        topic: str,
        work: Callable[[], T],
        done: Callable[[T], Message],
    ) -> None:
        future = _in_thread(lane, work)

        def finished() -> None:
            if future.exception() is None:
                self._written()
            self._answer(owner, topic, future, done)

        self._when_done(future, finished)

    def _when_done(self, future: Future[Any], then: Callable[[], object]) -> None:
        """Go back to the event loop; an answer that comes after its end has nobody to hear it."""
        loop = asyncio.get_running_loop()
        self._asked.add(future)

        def on_loop() -> None:
            self._asked.discard(future)
            then()

        def back(_future: Future[Any]) -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(on_loop)

        future.add_done_callback(back)

    def _answer(
        self, owner: MessagePump, topic: str, future: Future[T], done: Callable[[T], Message]
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            owner.post_message(done(future.result()))
        elif isinstance(error, CrmError):
            if not owner.post_message(Failed(topic, error)):
                self._fallback.post_message(Failed(topic, error))
        else:
            self._fallback.post_message(Crashed(error))

    def _reader(self) -> SqliteReader:
        """The reader of the present thread; after an error in opening the next query tries again."""
        reader: SqliteReader | None = getattr(self._own, "reader", None)
        if reader is None:
            reader = self._own.reader = open_reader(self._path)
        return reader

    def _open_database(self) -> "Database":
        from crm_tui.store.database import Database

        with self._database_lock:
            if self._database is None:
                self._database = Database(self._path, self._file)
            return self._database


def _in_thread(lane: ThreadPoolExecutor, work: Callable[[], T]) -> Future[T]:
    """Run it where the application is known: who asked may be closed, and gone from it, by then."""
    return lane.submit(copy_context().run, work)
