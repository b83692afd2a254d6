"""Contacts with the steps of their playbooks, as the measure of steps takes them."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_tui.domain.events import About, StepsRow
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.measures.steps import steps_ticked
from crm_tui.domain.playbooks import Playbook, Situation, fitting
from crm_tui.queries.event_sources import Asked, Source
from crm_tui.queries.measured_contacts import ABOUT_CONTACT, CONTACTS_OF_CUSTOMERS, OF_PRODUCT
from crm_tui.queries.playbooks import playbook_versions, playbooks, playbooks_at

_TICKED = "EXISTS (SELECT 1 FROM step_ticks t WHERE t.interaction_id = i.id AND t.step = :step_{place})"


def steps_source(asked: Asked) -> list[Source]:
    """A source for each step that a standard is about; an empty one stands for all that are required."""
    every = playbooks(asked.reader, with_retired=True)
    written = [version for one in every for version in playbook_versions(asked.reader, one.id)]
    return [_source(step, written) for step in sorted({version.matter for version in asked.versions})]


def _source(step: str, written: Sequence[Playbook]) -> Source:
    asking = [playbook for playbook in written if _asked_by(playbook, step)]
    codes = sorted({code for playbook in asking for code in _asked_by(playbook, step)})
    # Where each of them is for contacts of one nature, the others need not be looked at.
    natures = sorted({playbook.situation.nature or "" for playbook in asking})
    listed = ", ".join(f":nature_{place}" for place in range(len(natures)))
    asks = "1" if "" in natures else f"i.nature IN ({listed})"
    turns = {playbook.valid_from for playbook in written}
    turns |= {playbook.retired_at for playbook in written if playbook.retired_at is not None}
    turned = [f":turn_{place}" for place in range(len(turns))]
    ticked = [_TICKED.format(place=place) for place in range(len(codes))]
    # Which playbook it was goes by these, and by how many of the turns had come when it was written down.
    situation = "i.nature, i.mood, i.outcome"
    passed = " + ".join(f"(i.recorded_at >= {turn})" for turn in turned) or "0"
    return Source(
        rows="interactions i",
        rows_of_customers=CONTACTS_OF_CUSTOMERS,
        id="i.id",
        time="i.happened_at",
        about=ABOUT_CONTACT,
        felt="i.mood",
        measurable="i.deleted_at IS NULL AND i.direction <> 'internal' AND i.automatic = 0"
        " AND (SELECT o.reached FROM outcomes o WHERE o.code = i.outcome) = 1"
        f" AND {asks if codes else 0}",
        traits=", ".join((situation, passed, *ticked)),
        suspects=" OR ".join(f"NOT {each}" for each in ticked) or "0",
        details=", ".join(("i.happened_at", "i.recorded_at", situation, *ticked)),
        make=_maker(step, codes, written),
        judge=steps_ticked,
        of_product=OF_PRODUCT,
        matter=step,
        parameters={
            **{f"step_{place}": code for place, code in enumerate(codes)},
            **{f"nature_{place}": nature for place, nature in enumerate(natures)},
            **{f"turn_{place}": to_micros(turn) for place, turn in enumerate(sorted(turns))},
        },
    )


def _asked_by(playbook: Playbook, step: str) -> frozenset[str]:
    """The steps that count: the one that the standard names, else those that are required."""
    return frozenset(each.code for each in playbook.steps if (each.code == step if step else each.required))


def _maker(
    step: str, codes: Sequence[str], written: Sequence[Playbook]
) -> Callable[[int, About, Sequence[Any]], StepsRow]:
    def make(row_id: int, about: About, details: Sequence[Any]) -> StepsRow:
        happened_at, recorded_at, nature, mood, outcome, *flags = details
        then = playbooks_at(written, from_micros(recorded_at))
        playbook = fitting(then, Situation(nature, mood, outcome))
        asked = frozenset() if playbook is None else _asked_by(playbook, step)
        ticked = frozenset(code for code, flag in zip(codes, flags, strict=True) if flag)
        return StepsRow(row_id, about, step, from_micros(happened_at), asked, ticked)

    return make
