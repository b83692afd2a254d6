"""The fields of the settings: one's own, and for an admin those of the business."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.tier_terms import read_terms, terms_in_words, terms_text
from crm_tui.i18n import _
from crm_tui.queries.business import Business
from crm_tui.queries.house import House
from crm_tui.queries.vocabulary import TierChoice
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

_LIMIT = re.compile(r"(\d{1,4})(?: ?/ ?| in | )(\d{1,3})(?: ?d| days?)?")
_NEW_NATURE = re.compile(r"([^:]+): ?(\S)(?:,? (\S+))?")
_NEW_TIER = re.compile(r"([^:]+):\s*(.+)")
_LABEL_WIDTH = 9


@dataclass(frozen=True, slots=True)
class NewNature:
    """Something that contacts can be about, as an admin types it."""

    label: str
    key: str
    opens_case: bool


#: How many contacts in how many days.
Limit = tuple[int, int]


def own_specs() -> Sequence[FieldSpec]:
    """How this user likes the screens."""
    return (
        PickSpec(
            name="theme",
            label=_("Theme"),
            required=True,
            options=(Option("dark", _("dark"), "d"), Option("light", _("light"), "l")),
        ),
        PickSpec(
            name="start",
            label=_("Start"),
            required=True,
            options=(
                Option("today", _("Today"), "t"),
                Option("customers", _("Customers"), "c"),
                Option("standards", _("Standards"), "s"),
                Option("team", _("Team"), "m"),
            ),
        ),
    )


def house_specs(house: House) -> Sequence[FieldSpec]:
    """What an admin sets for everybody."""
    limits = [
        ReadSpec(
            name=tier_field(tier),
            label=cut(tier.label, _LABEL_WIDTH),
            required=True,
            hint=_("3 in 30 d; call 2 in 14 d; every 60 d"),
            read=read_terms,
            told=lambda text: _("→ {terms}").format(terms=terms_in_words(read_terms(text))),
            input_width=26,
        )
        for tier in house.tiers
    ]
    return (
        TextSpec(name="name", label=_("Business"), required=True, hint=_("its name")),
        TextSpec(name="language", label=_("Language"), required=True, hint=_("en, bn, de")),
        TextSpec(name="currency", label=_("Currency"), hint=_("BDT, EUR, USD; may be left empty")),
        PickSpec(
            name="pulse",
            label=_("Pulse"),
            required=True,
            options=(
                Option("no", _("nobody is asked"), "n"),
                Option("yes", _("staff say how they are doing"), "y"),
            ),
        ),
        *limits,
        ReadSpec(
            name="new_tier",
            label=_("New tier"),
            quiet=True,
            hint=_("key: 5 in 30 d"),
            read=read_new_tier,
            told=lambda text: limit_in_words(read_new_tier(text)[1]),
            input_width=24,
        ),
        ReadSpec(
            name="new_nature",
            label=_("New nature"),
            quiet=True,
            hint=_("warranty claim: w case"),
            read=read_new_nature,
            told=lambda text: nature_in_words(read_new_nature(text)),
            input_width=24,
        ),
    )


def house_values(business: Business, house: House) -> dict[str, Any]:
    """What the fields hold now."""
    return {
        "name": business.name,
        "language": business.language,
        "currency": business.currency,
        "pulse": "yes" if house.asks_pulse else "no",
        **{tier_field(tier): terms_text(tier.terms) for tier in house.tiers},
    }


def tier_field(tier: TierChoice) -> str:
    """The name of the field with a tier's contact limit."""
    return f"tier-{tier.id}"


def read_limit(text: str) -> Limit:
    """ "3 in 30 d" as numbers. Raises InvalidInput."""
    match = _LIMIT.fullmatch(" ".join(plain_digits(text).casefold().split()))
    if match is None:
        raise InvalidInput(
            _("“{text}” is no limit of contacts.").format(text=text),
            _("Write how many in how many days: 3 in 30 d; 0 means none unasked."),
        )
    return int(match[1]), int(match[2])


def read_new_tier(text: str) -> tuple[str, Limit]:
    """ "key: 5 in 30 d" as a name and its limit. Raises InvalidInput."""
    match = _NEW_TIER.fullmatch(text.strip())
    if match is None:
        raise InvalidInput(
            _("“{text}” is no tier.").format(text=text),
            _("Write its name, a colon, and how many contacts in how many days: key: 5 in 30 d."),
        )
    return match[1].strip(), read_limit(match[2])


def read_new_nature(text: str) -> NewNature:
    """ "warranty claim: w case" as name, key and whether it opens a case. Raises InvalidInput."""
    match = _NEW_NATURE.fullmatch(" ".join(plain_digits(text).split()))
    if match is None or match[3] not in (None, "case", _("case")):
        raise InvalidInput(
            _("“{text}” is no nature.").format(text=text),
            _("Write its name, a colon, the key that picks it, and “case” if it opens one: hire: h case."),
        )
    return NewNature(match[1].strip(), match[2].lower(), match[3] is not None)


def nature_in_words(nature: NewNature) -> str:
    """What a new nature does."""
    if nature.opens_case:
        return _("→ {key} picks it; unsolved, it opens a case").format(key=nature.key)
    return _("→ {key} picks it").format(key=nature.key)


def limit_in_words(limit: Limit) -> str:
    """What a contact limit means."""
    return _("→ at most {count} unasked contacts in {days} days").format(count=limit[0], days=limit[1])
