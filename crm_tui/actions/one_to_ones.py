"""The one-to-one: a talk about a period, kept with the figures as they stood; for the two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_tui.actions.reading import reader_of
from crm_tui.actions.staff import present_staff
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.queries.one_to_ones import figures
from crm_tui.queries.periods import Period
from crm_tui.store.journal import Act
from crm_tui.store.tables import OneToOne

#: What is written down about the talk.
WORDS = ("went_well", "was_hard", "goals", "training")


@dataclass(frozen=True, slots=True)
class OneToOneSaved:
    """A talk as saved."""

    id: int
    version: int
    staff_id: int


def hold_one_to_one(
    act: Act, login: str, *, from_on: date, to_on: date, words: Mapping[str, str]
) -> OneToOneSaved:
    """Keep a talk with a member of staff about the days from ``from_on`` to ``to_on``.

    ``words`` has any of :data:`WORDS`. Their figures for the period are kept as they stand now. Raises
    NotAllowed below manager, and for a talk with oneself; NoSuchRecord; InvalidInput, naming the field, for
    days that end before they begin or are to come, and when nothing was written down.
    """
    row = present_staff(act, login)
    act.describe("hold-one-to-one", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    if row.id == act.actor.staff_id:
        raise NotAllowed(_("A one-to-one takes two."), _("Another manager writes the page about you."))
    _check_days(act, from_on, to_on)
    said = _said(words)
    if not any(said.values()):
        raise InvalidInput(
            _("Nothing was written down yet."),
            _("Say what went well, what was hard, or what is agreed."),
            field="went_well",
        )
    found = figures(
        reader_of(act),
        row.record_id,
        Period(from_on, to_on),
        now=act.now,
        zone=act.business.zone,
        viewer=act.actor,
    )
    talk = act.add(
        OneToOne(
            staff_id=row.record_id,
            manager_id=act.actor.staff_id,
            from_on=from_on,
            to_on=to_on,
            figures=found.as_structure(),
            at=act.now,
            **said,
        )
    )
    return _saved(talk)


def change_one_to_one(
    act: Act, one_to_one_id: int, words: Mapping[str, str], *, version: int | None = None
) -> OneToOneSaved:
    """Change what was written down of a talk; the figures stay as they stood.

    Raises NotAllowed below manager, and for the page about oneself; NoSuchRecord; ChangedSince; InvalidInput
    for something that the page does not have.
    """
    talk = act.get(OneToOne, one_to_one_id)
    act.describe("change-one-to-one", "staff", talk.staff_id)
    act.actor.require(Role.MANAGER)
    if talk.staff_id == act.actor.staff_id:
        raise NotAllowed(_("Nobody changes the page about themselves."), _("Ask the manager who wrote it."))
    act.expect_version(talk, version)
    act.change(talk, **_said(words))
    return _saved(talk)


def _said(words: Mapping[str, str]) -> dict[str, Any]:
    for name in words:
        if name not in WORDS:
            raise InvalidInput(
                _("A one-to-one has no “{field}”.").format(field=name),
                _("Use one of: {fields}.").format(fields=", ".join(WORDS)),
                field=name,
            )
    return {name: text.strip() for name, text in words.items()}


def _check_days(act: Act, from_on: date, to_on: date) -> None:
    if to_on < from_on:
        raise InvalidInput(
            _("{to_on} is before {from_on}.").format(to_on=to_on.isoformat(), from_on=from_on.isoformat()),
            _("Give the first and the last day that the talk is about."),
            field="to_on",
        )
    if to_on > act.today:
        raise InvalidInput(
            _("{day} has not come yet.").format(day=to_on.isoformat()),
            _("A one-to-one is about days that are over."),
            field="to_on",
        )


def _saved(talk: OneToOne) -> OneToOneSaved:
    return OneToOneSaved(talk.record_id, talk.version, talk.staff_id)
