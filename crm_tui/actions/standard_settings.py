"""What the measure of a standard needs besides its target: each setting checked where it is entered."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from sqlmodel import select

from crm_tui.actions.lookups import unknown_code
from crm_tui.actions.reading import reader_of
from crm_tui.domain.contact_load import DEFAULT_WINDOW_DAYS
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measures.basis import ALL_HOURS, DAYS, OPEN_HOURS
from crm_tui.domain.measures.needs import NEEDS, TargetKind
from crm_tui.domain.measures.recorded import UNSOLVED
from crm_tui.domain.measures.review import REVIEWED
from crm_tui.domain.measures.selectors import CONTACT, TRAITS_OF
from crm_tui.domain.words import Direction, Measure, PromiseBy
from crm_tui.i18n import _
from crm_tui.queries.playbooks import playbooks
from crm_tui.store.journal import Act
from crm_tui.store.tables import ChannelWord, NatureWord, OutcomeWord, Product

Settings: TypeAlias = Mapping[str, Any]

#: What stays a sensible window: three years.
_MOST_DAYS = 1_000


def check_settings(act: Act, measure: Measure, settings: Settings) -> dict[str, Any]:
    """The settings as a version keeps them; one that is None is none. The target's own are not among them.

    Raises InvalidInput, with the setting as its field, for one that the measure does not have, that is
    missing, or that chooses nothing.
    """
    needs = NEEDS[measure]
    given = {name: value for name, value in settings.items() if value is not None}
    allowed = [*(["hours"] if needs.hours else []), *needs.settings]
    if needs.target is TargetKind.TIME:
        allowed.append("unit")
    for name in given:
        if name not in allowed:
            raise InvalidInput(
                _("“{measure}” has no setting “{setting}”.").format(measure=measure.label, setting=name),
                _("Leave it out.") if not allowed else _("It has: {names}.").format(names=", ".join(allowed)),
                field=name,
            )
    found: dict[str, Any] = {}
    if needs.hours:
        found["hours"] = _among(given.get("hours", OPEN_HOURS), (OPEN_HOURS, ALL_HOURS), "hours")
    if "unit" in given:
        found["unit"] = _among(given["unit"], (DAYS,), "unit")
    if "of" in given:
        found["of"] = _among(given["of"], REVIEWED, "of")
    if given.get("by", PromiseBy.OURS) != PromiseBy.OURS:  # ours needs no word
        found["by"] = _among(given["by"], PromiseBy, "by")
    if "unsolved" in given:
        found["unsolved"] = _among(given["unsolved"], UNSOLVED, "unsolved")
    if "days" in needs.settings:
        found["days"] = _window(given.get("days", DEFAULT_WINDOW_DAYS))
    if "step" in needs.settings:
        found |= _step(act, given.get("step", ""))
    for name in ("a", "b"):
        if name in needs.settings:
            found[name] = _selector(act, given.get(name) or {}, name)
    return found


def _among(value: Any, known: Iterable[str], field: str) -> str:
    if value not in tuple(known):
        raise unknown_code(value, list(known), field)
    return str(value)


def _window(days: Any) -> int:
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= _MOST_DAYS:
        raise InvalidInput(
            _("Contacts are counted over a number of days, not {days}.").format(days=days),
            _("Give 1 to {most} days; 30 is usual.").format(most=_MOST_DAYS),
            field="days",
        )
    return days


def _step(act: Act, step: str) -> dict[str, str]:
    """A step that a playbook in force has; an empty one stands for all that are required."""
    steps = [each for playbook in playbooks(reader_of(act)) for each in playbook.steps]
    if step:
        codes = sorted({each.code for each in steps})
        if step not in codes:
            raise unknown_code(step, codes, "step")
        return {"step": step}
    if not any(each.required for each in steps):
        raise InvalidInput(
            _("No playbook has a required step, so nothing would be measured."),
            _("Mark a step of a playbook as required first, or name a step."),
            field="step",
        )
    return {}


def _selector(act: Act, selector: Any, field: str) -> dict[str, Any]:
    """The events that are chosen: contacts unless another event is named, by the codes of their traits."""
    if not isinstance(selector, Mapping) or not selector:
        raise InvalidInput(
            _("It is not said what should be followed or preceded.")
            if field == "a"
            else _("It is not said what should follow or precede it."),
            _("Choose contacts by nature, direction, outcome or channel."),
            field=field,
        )
    event = _event(selector.get("event", CONTACT), field)
    found: dict[str, Any] = {} if event == CONTACT else {"event": event}
    for trait, values in selector.items():
        if trait == "event":
            continue
        if trait not in TRAITS_OF[event]:
            raise unknown_code(trait, ["event", *TRAITS_OF[event]], field)
        chosen = [values] if isinstance(values, str) else list(values)
        known = _known(act, trait)
        for value in chosen:
            if value not in known:
                raise unknown_code(value, known, field)
        if not chosen:
            raise InvalidInput(
                _("No {trait} is chosen, so no contact would be found.").format(trait=trait),
                _("Choose one or more, or leave the {trait} out.").format(trait=trait),
                field=field,
            )
        found[trait] = sorted(set(chosen))
    return found


def _event(event: Any, field: str) -> str:
    """The kind of event; from the command line it comes as a list of one."""
    named = event if isinstance(event, str) else next(iter(event), CONTACT)
    return _among(named, TRAITS_OF, field)


def _known(act: Act, trait: str) -> list[str]:
    if trait == "product":
        return [str(product_id) for product_id in act.session.exec(select(Product.id))]
    if trait == "direction":
        return [Direction.INBOUND.value, Direction.OUTBOUND.value]
    words = {"nature": NatureWord.code, "outcome": OutcomeWord.code, "channel": ChannelWord.code}
    return list(act.session.exec(select(words[trait])))
