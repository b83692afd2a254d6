"""``crm-tui health``: whom we may lose, whom we watch, who is happy, who has not heard from us."""

from collections.abc import Sequence
from typing import Any

import click

from crm_tui.cli.declare import choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.health_documents import SIGNS, health_document, reasons_in_words
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Health
from crm_tui.i18n import N_, _
from crm_tui.queries.health import CustomerHealth, Silent, happiest, of_level, silent


@command(
    "health",
    help=N_("How customers are doing, and why: those at risk and to watch unless a level is given."),
    examples=(
        "crm-tui health --level at-risk",
        "crm-tui health --level happy --json",
        "crm-tui health --silent",
    ),
)
@option("--level", type=choice(Health), help=N_("Only this level; among happy ones the happiest first."))
@option("--silent", "only_silent", is_flag=True, help=N_("Who has not heard from us for longer than agreed."))
@option("--limit", type=click.IntRange(1, 10_000), default=200, help=N_("The most to list; else 200."))
def health(desk: Desk, level: str | None, only_silent: bool, limit: int) -> None:
    """List how customers are doing. Raises InvalidInput when asked for two things."""
    desk.read()
    if not only_silent:
        levels = (Health.AT_RISK, Health.WATCH) if level is None else (Health(level),)
        _answer(desk, _of_levels(desk, levels, limit + 1), limit, _document, _row)
        return
    if level is not None:
        raise InvalidInput(
            _("Silence is asked for by itself."), _("Give either --level or --silent."), field="level"
        )
    _answer(desk, silent(desk.reader, now=desk.now, limit=limit + 1), limit, _silent_document, _silent_row)


def _of_levels(desk: Desk, levels: Sequence[Health], most: int) -> list[CustomerHealth]:
    found: list[CustomerHealth] = []
    for level in levels:
        room = most - len(found)
        if level is Health.HAPPY:
            found += happiest(desk.reader, now=desk.now, limit=room)
        elif room:
            found += of_level(desk.reader, level, now=desk.now, limit=room)
    return found


def _answer(desk: Desk, found: Sequence[Any], limit: int, document: Any, row: Any) -> None:
    """Print up to ``limit`` of what was found, and say when there is more, or nobody."""
    if not found:
        desk.say(_("Nobody."))
    if len(found) > limit:
        desk.say(_("{count} of more than {count}; --limit shows more.").format(count=limit))
    shown = found[:limit]
    desk.answer([document(desk, one) for one in shown], aligned(row(desk, one) for one in shown))


def _document(desk: Desk, one: CustomerHealth) -> dict[str, Any]:
    return {
        "id": one.customer_id,
        "name": one.name,
        "manager": one.manager_login or None,
        "last_contact": desk.iso(one.last_contact_at),
        **health_document(desk, one.assessment),
    }


def _row(desk: Desk, one: CustomerHealth) -> tuple[str, ...]:
    found = one.assessment
    words = "; ".join(reasons_in_words(desk, found))
    return SIGNS[found.level], found.level.label, str(one.customer_id), one.manager_login, words, one.name


def _silent_document(desk: Desk, one: Silent) -> dict[str, Any]:
    return {
        "id": one.customer_id,
        "name": one.name,
        "manager": one.manager_login or None,
        "rhythm_days": one.rhythm_days,
        "silent_days": (desk.now - one.heard_at).days,
        "heard": desk.iso(one.heard_at),
    }


def _silent_row(desk: Desk, one: Silent) -> tuple[str, ...]:
    silence = _("silent for {count} d").format(count=(desk.now - one.heard_at).days)
    agreed = _("agreed: every {days} d").format(days=one.rhythm_days)
    return SIGNS[Health.WATCH], str(one.customer_id), silence, agreed, one.manager_login, one.name
