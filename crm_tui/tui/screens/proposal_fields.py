"""The fields in which a review answers what staff propose: accept or decline, and what they are told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import _
from crm_tui.queries.proposals import Proposal
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.actions.proposals import ProposalAnswer

_ACCEPT, _DECLINE = "accept", "decline"


def waiting(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those that wait for an answer."""
    return tuple(one for one in found if one.is_open)


def proposal_specs(found: Iterable[Proposal]) -> Sequence[FieldSpec]:
    """For each that waits its words in a quiet line, then the answer; left alone, it goes on waiting."""
    specs: list[FieldSpec] = []
    for one in waiting(found):
        name = f"proposal-{one.id}"
        specs += [
            PickSpec(
                name=name,
                label=_("Proposed"),
                quiet=True,
                hint=_("{name}: {words}").format(name=one.staff, words=one.words),
                options=[Option(_ACCEPT, _("accept"), "a"), Option(_DECLINE, _("decline"), "d")],
            ),
            TextSpec(
                name=f"answer-{one.id}",
                label=_("Answer"),
                required=True,
                hint=_("what {name} is told").format(name=one.staff),
                visible_when=_picked(name),
            ),
        ]
    return specs


def answers_of(values: Mapping[str, Any], found: Iterable[Proposal]) -> "list[ProposalAnswer]":
    """The answers as the actions take them."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.proposals import ProposalAnswer

    return [
        ProposalAnswer(one.id, chosen == _ACCEPT, values[f"answer-{one.id}"] or "")
        for one in waiting(found)
        if (chosen := values.get(f"proposal-{one.id}")) is not None
    ]


def _picked(name: str) -> Any:
    def holds(values: Values) -> bool:
        return values.get(name) is not None

    return holds
