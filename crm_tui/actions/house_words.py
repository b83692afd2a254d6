"""The words that an admin adds for the business: tiers and natures."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import col, select

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import NatureWord, Tier

_LONGEST_WINDOW_DAYS = 366
_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Saved:
    """The id and version of what was saved."""

    id: int
    version: int


def add_tier(
    act: Act,
    *,
    label: str,
    code: str = "",
    contact_limit: int = 3,
    contact_window_days: int = 30,
) -> Saved:
    """Add a level of service, after those there are; without a code one is made from the label.

    Raises NotAllowed unless the actor is an admin; InvalidInput for a code that is no code or is taken, an
    empty label, and a limit below nought or a window of no days.
    """
    act.describe("add-tier", "tier")
    act.actor.require(Role.ADMIN)
    tiers = act.session.exec(select(Tier)).all()
    check_load(contact_limit, contact_window_days)
    row = act.add(
        Tier(
            code=free_code(code or code_from(label, "tier"), {tier.code for tier in tiers}),
            label=read_label(label, "label"),
            position=1 + max((tier.position for tier in tiers), default=0),
            contact_limit=contact_limit,
            contact_window_days=contact_window_days,
        )
    )
    act.about("tier", row.record_id)
    return Saved(row.record_id, row.version)


def edit_tier(
    act: Act,
    tier_id: int,
    *,
    label: str | None = None,
    position: int | None = None,
    contact_limit: int | None = None,
    contact_window_days: int | None = None,
    version: int | None = None,
) -> Saved:
    """Change what is given of a tier; its code stays. Raises as :func:`add_tier`, and ChangedSince."""
    row = act.get(Tier, tier_id)
    act.describe("edit-tier", "tier", row.record_id)
    act.actor.require(Role.ADMIN)
    act.expect_version(row, version)
    check_load(
        row.contact_limit if contact_limit is None else contact_limit,
        row.contact_window_days if contact_window_days is None else contact_window_days,
    )
    changes = {
        "label": None if label is None else read_label(label, "label"),
        "position": position,
        "contact_limit": contact_limit,
        "contact_window_days": contact_window_days,
    }
    act.change(row, **{name: value for name, value in changes.items() if value is not None})
    return Saved(row.record_id, row.version)


def add_nature(
    act: Act, *, label: str, key: str, code: str = "", opens_case: bool = False, position: int | None = None
) -> Saved:
    """Add something that a contact can be about; ``key`` picks it in a list.

    ``position`` is its place in that list, from 1 on; the last unless given. Without a code one is made from
    the label. Raises NotAllowed unless the actor is an admin; InvalidInput for a code or key that is taken or
    is none, an empty label, and a position below 1.
    """
    act.describe("add-nature", "nature")
    act.actor.require(Role.ADMIN)
    natures = act.session.exec(
        select(NatureWord).order_by(col(NatureWord.position), col(NatureWord.id))
    ).all()
    place = len(natures) if position is None else min(position - 1, len(natures))
    if place < 0:
        raise InvalidInput(
            _("There is no place {position} in a list.").format(position=position),
            _("Places begin at 1."),
            field="position",
        )
    row = act.add(
        NatureWord(
            code=free_code(code or code_from(label, "nature"), {nature.code for nature in natures}),
            label=read_label(label, "label"),
            key=_free_key(key, {nature.key: nature.code for nature in natures}),
            position=place,
            opens_case=opens_case,
        )
    )
    act.about("nature", row.record_id)
    for after, nature in enumerate(natures[place:], place + 1):
        act.change(nature, position=after)
    return Saved(row.record_id, row.version)


def read_label(text: str, field: str) -> str:
    """A name that people here use, without spaces around it. Raises InvalidInput for an empty one."""
    if not text.strip():
        raise InvalidInput(
            _("A name cannot be empty."), _("Type the name that people here use."), field=field
        )
    return text.strip()


def code_from(label: str, otherwise: str) -> str:
    """The label as a code; names in scripts of which no code can be made get a word of ours."""
    return re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-0123456789") or otherwise


def free_code(code: str, taken: Collection[str]) -> str:
    """The code that was asked for. Raises InvalidInput for one that is no code, or is taken."""
    wanted = code.strip().lower()
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", wanted):
        raise InvalidInput(
            _("“{code}” cannot be a code.").format(code=code),
            _("Use small letters and digits, with hyphens between words: warranty-claim."),
            field="code",
        )
    if wanted in taken:
        raise InvalidInput(
            _("There is a “{code}” already.").format(code=wanted), _("Choose another code."), field="code"
        )
    return wanted


def _free_key(key: str, taken: dict[str, str]) -> str:
    if not re.fullmatch(r"[a-z0-9]", key):
        raise InvalidInput(
            _("“{key}” cannot pick something in a list.").format(key=key),
            _("Use one small letter or digit."),
            field="key",
        )
    if key in taken:
        raise InvalidInput(
            _("The key {key} picks {nature} already.").format(key=key, nature=taken[key]),
            _("Free ones are: {keys}.").format(keys=" ".join(free for free in _KEYS if free not in taken)),
            field="key",
        )
    return key


def check_load(limit: int, window_days: int) -> None:
    """Raise InvalidInput for a limit of contacts below nought, and for a window that cannot be counted."""
    if limit < 0:
        raise InvalidInput(
            _("A limit of {limit} contacts is below nought.").format(limit=limit),
            _("Give the most contacts that a customer should have to bear; 0 means none unasked."),
            field="contact_limit",
        )
    if not 1 <= window_days <= _LONGEST_WINDOW_DAYS:
        raise InvalidInput(
            _("A window of {days} days cannot be counted.").format(days=window_days),
            _("Give 1 to {most} days.").format(most=_LONGEST_WINDOW_DAYS),
            field="contact_window_days",
        )
