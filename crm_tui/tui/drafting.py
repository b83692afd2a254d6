"""Keeps half-filled forms on disk while somebody types (PRODUCT.md, "Nothing typed is ever lost").

A steady ticker, which no key restarts, looks at every open form four times a second; what changed is written
by a thread of its own, because the thread that writes records may be waiting for a lock.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from textual.message import Message

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.store.drafts import Draft, Drafts
from crm_tui.tui.messages import DraftKept, DraftNotKept
from crm_tui.tui.sessions import living_sessions

EVERY_SECONDS = 0.25

#: Who has a draft open that was left for later.
_NOBODY = ""


class DraftedForm(Protocol):
    """A form whose text is kept. ``draft_form`` is the route that opens it again."""

    draft_id: str
    draft_form: str
    draft_customer_id: int | None

    def draft_values(self) -> Mapping[str, Any]:
        """What is filled in, as JSON can carry it; empty while nothing is: such a form leaves no draft."""
        ...

    def post_message(self, message: Message) -> bool:
        """Told DraftKept and DraftNotKept."""
        ...


class Drafting:
    """The open forms of one desk and their drafts. Its methods are called on the event loop."""

    def __init__(
        self,
        drafts: Drafts,
        actor: Callable[[], Actor],
        crash: Callable[[BaseException], None],
        now: Callable[[], datetime],
    ) -> None:
        self._drafts = drafts
        self._actor = actor
        self._crash = crash
        self._now = now
        self._lane = ThreadPoolExecutor(1, "desk-drafts")
        self._forms: dict[str, DraftedForm] = {}
        self._kept: dict[str, Mapping[str, Any]] = {}
        self._failing: set[str] = set()
        self._tick_while_open: Callable[[bool], None] = lambda any_open: None
        self._last: list[tuple[DraftedForm, Mapping[str, Any]]] = []

    @property
    def has_forms(self) -> bool:
        """Whether any form is open."""
        return bool(self._forms)

    def when_forms(self, tell: Callable[[bool], None]) -> None:
        """Have ``tell`` called with whether any form is open: without one, nothing needs to tick."""
        self._tick_while_open = tell

    def watch(self, form: DraftedForm, draft: Draft | None = None) -> None:
        """Keep this form from now on; ``draft`` is the one that it was opened from."""
        self._forms[form.draft_id] = form
        self._tick_while_open(True)
        if draft is not None:
            self._kept[draft.id] = draft.values
            self._lane.submit(self._drafts.hold, draft.id, self._actor().session_id)

    def release(self, form: DraftedForm, *, discard: bool) -> None:
        """The form is closed: saved or thrown away (``discard``), or left for later as it stands."""
        if self._forms.pop(form.draft_id, None) is None:
            return
        self._tick_while_open(self.has_forms)
        if discard:
            self._kept.pop(form.draft_id, None)
            self._lane.submit(self._drafts.discard, form.draft_id)
        else:
            self._keep_if_changed(form)
            with suppress(RuntimeError):  # the desk is closed already: a session that ended holds nothing
                self._lane.submit(self._drafts.hold, form.draft_id, _NOBODY)

    def throw_away(self, draft_id: str) -> None:
        """Forget a draft that nobody wants to go on with."""
        self._lane.submit(self._drafts.discard, draft_id)

    def tick(self) -> None:
        """Look at every open form, and keep those that changed."""
        for form in self._forms.values():
            self._keep_if_changed(form)

    def list_waiting(self, done: Callable[[list[Draft]], None]) -> None:
        """Read the drafts that wait for this member of staff, those of open forms left out, here and in
        their other windows."""
        self._then(
            self._lane.submit(self._not_elsewhere),
            lambda future: done([] if future.exception() else self._not_open(future.result())),
        )

    def take_last(self) -> None:
        """Note what every form holds; called in the main thread when the program is told to end."""
        self._last = [(form, dict(form.draft_values())) for form in self._forms.values()]

    def keep_last(self) -> None:
        """Write what :meth:`take_last` noted, in the calling thread: the loop may be stuck for good."""
        for form, values in self._last:
            if values:
                with suppress(CrmError):
                    self._keep(form, values)

    def close(self) -> None:
        """Let the file go once everything that was handed over is kept."""
        self._lane.submit(self._drafts.close)
        self._lane.shutdown(wait=False)

    def _not_elsewhere(self) -> list[Draft]:
        actor = self._actor()
        others = {seen.session_id for seen in living_sessions(self._drafts, self._now())}
        others.discard(actor.session_id)
        return [draft for draft in self._drafts.open_for(actor.staff_id) if draft.session_id not in others]

    def _not_open(self, drafts: list[Draft]) -> list[Draft]:
        return [draft for draft in drafts if draft.id not in self._forms]

    def _keep_if_changed(self, form: DraftedForm) -> None:
        values = dict(form.draft_values())
        if values == self._kept.get(form.draft_id, {}):
            return
        self._kept[form.draft_id] = values
        future = (
            self._lane.submit(self._keep, form, values)
            if values
            else self._lane.submit(self._drafts.discard, form.draft_id)
        )
        self._then(future, lambda future: self._tell(form, future))

    def _keep(self, form: DraftedForm, values: Mapping[str, Any]) -> None:
        actor = self._actor()
        self._drafts.keep(
            form.draft_id,
            staff_id=actor.staff_id,
            form=form.draft_form,
            customer_id=form.draft_customer_id,
            values=values,
            at=self._now(),
            session_id=actor.session_id,
        )

    def _tell(self, form: DraftedForm, future: Future[Any]) -> None:
        error = future.exception()
        if error is None:
            self._failing.discard(form.draft_id)
            form.post_message(DraftKept())
        elif isinstance(error, CrmError):
            # Forgetting what was kept makes the next tick try again.
            self._kept.pop(form.draft_id, None)
            if form.draft_id not in self._failing:
                self._failing.add(form.draft_id)
                form.post_message(DraftNotKept(error))
        else:
            self._crash(error)

    def _then(self, future: Future[Any], then: Callable[[Future[Any]], None]) -> None:
        loop = asyncio.get_running_loop()

        def back(done: Future[Any]) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody is left to be told
                loop.call_soon_threadsafe(then, done)

        future.add_done_callback(back)
