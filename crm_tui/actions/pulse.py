"""The pulse: how a member of staff says they are doing. Off until an admin turns it on."""

from dataclasses import dataclass

from sqlmodel import select

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Business, Pulse

#: From badly to well.
LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class PulseSaved:
    """What was said of today."""

    id: int
    level: int


def ask_pulse(act: Act, asks: bool) -> bool:
    """Ask everybody how they are doing, or stop asking; returns whether that is a change.

    Raises NotAllowed unless the actor is an admin.
    """
    act.describe("ask-pulse", "business", 1)
    act.actor.require(Role.ADMIN)
    return act.change(act.get(Business, 1), asks_pulse=asks)


def say_pulse(act: Act, level: int, words: str = "") -> PulseSaved:
    """Say how one is doing today, 1 badly to 5 well; said again on the same day it replaces what was said.

    Only oneself and managers see it. Raises InvalidInput for another level, and while nobody is asked.
    """
    act.describe("say-pulse", "staff", act.actor.staff_id)
    if not act.get(Business, 1).asks_pulse:
        raise InvalidInput(
            _("Nobody is asked here how they are doing."),
            _("An admin can turn it on in the settings."),
            field="level",
        )
    if level not in LEVELS:
        raise InvalidInput(
            _("There is no {level} on this scale.").format(level=level),
            _("Say 1 for badly up to 5 for well."),
            field="level",
        )
    today = act.session.exec(
        select(Pulse).where(Pulse.staff_id == act.actor.staff_id, Pulse.on_day == act.today)
    ).first()
    if today is None:
        today = act.add(
            Pulse(staff_id=act.actor.staff_id, on_day=act.today, level=level, words=words.strip())
        )
    else:
        act.change(today, level=level, words=words.strip())
    return PulseSaved(today.record_id, level)
