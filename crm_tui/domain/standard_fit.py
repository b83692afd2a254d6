"""Which standard measures something, and why: of those that hold the most particular, then the newer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.events import About
from crm_tui.domain.measures.selectors import Selector
from crm_tui.domain.standards import Scope, Version, fitting_versions
from crm_tui.domain.words import Direction, Measure, Nature
from crm_tui.i18n import _

#: They mean complaints, unless the standard's scope names natures.
_OF_COMPLAINTS = frozenset({Measure.ANSWERED_WITHIN, Measure.SOLVED_AT_FIRST_CONTACT})
#: What is measured of a case, and of a contact.
OF_CASES = (
    Measure.ANSWERED_WITHIN,
    Measure.NEXT_ANSWER_WITHIN,
    Measure.RESOLVED_WITHIN,
    Measure.SAME_PERSON,
    Measure.BY_AGREED_DATE,
    Measure.TIMELY_AS_RECORDED,
)
OF_CONTACTS = (
    Measure.ANSWERED_WITHIN,
    Measure.SOLVED_AT_FIRST_CONTACT,
    Measure.WAITING_TIME,
    Measure.MOOD,
    Measure.CONTACT_LOAD,
    Measure.FOLLOWED_BY,
    Measure.PRECEDED_BY,
    Measure.STEP_TICKED,
)
_SEQUENCES = frozenset({Measure.FOLLOWED_BY, Measure.PRECEDED_BY})


@dataclass(frozen=True, slots=True)
class Fit:
    """A version that measures something by its measure, and those that hold too but give way to it."""

    measure: Measure
    version: Version
    others: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as far as it is known; None and an empty text are not known yet."""

    about: About
    direction: str | None = None
    outcome: str | None = None

    def traits(self) -> Mapping[str, str | None]:
        """What it can be chosen by in a sequence."""
        about = self.about
        return {
            "nature": about.nature,
            "direction": self.direction,
            "outcome": self.outcome,
            "channel": about.channel,
        }


def fits_of_case(versions: Mapping[Measure, Sequence[Version]], about: About, at: datetime) -> list[Fit]:
    """The standards that measure a case that began at ``at``; ``versions`` are all there are, by measure."""
    return _fits(OF_CASES, versions, about, at)


def fits_of_contact(
    versions: Mapping[Measure, Sequence[Version]], contact: Contact, at: datetime
) -> list[Fit]:
    """The standards that measure a contact, or what should come of it."""
    outbound = contact.direction == Direction.OUTBOUND
    return [
        fit
        for fit in _fits(OF_CONTACTS, versions, contact.about, at)
        if not (fit.measure is Measure.CONTACT_LOAD and not outbound)
        and not (fit.measure in (Measure.WAITING_TIME, Measure.ANSWERED_WITHIN) and outbound)
        and (fit.measure not in _SEQUENCES or _is_chosen(fit.version, contact))
    ]


def reason_in_words(fit: Fit, scope: str) -> str:
    """Why it is this one; ``scope`` is what it is narrowed to, in words (``standard_text``)."""
    if not fit.others:
        return scope
    beaten = ", ".join(str(version.standard_id) for version in fit.others)
    if fit.version.scope.specificity > fit.others[0].scope.specificity:
        return _("{scope}: more particular than standard {numbers}").format(scope=scope, numbers=beaten)
    return _("{scope}: newer than standard {numbers}").format(scope=scope, numbers=beaten)


def _fits(
    measures: Iterable[Measure], versions: Mapping[Measure, Sequence[Version]], about: About, at: datetime
) -> list[Fit]:
    found = []
    for measure in measures:
        those = versions.get(measure, ())
        for matter in sorted({version.matter for version in those}):
            fitting = fitting_versions(those, about.subject, at, matter)
            if fitting and _is_meant(measure, fitting[0].scope, about):
                found.append(Fit(measure, fitting[0], tuple(fitting[1:])))
    return found


def _is_meant(measure: Measure, scope: Scope, about: About) -> bool:
    return measure not in _OF_COMPLAINTS or "nature" in scope.values or about.nature == Nature.COMPLAINT


def _is_chosen(version: Version, contact: Contact) -> bool:
    """Whether a contact is, or may still become, what the sequence begins with."""
    values = Selector.from_settings(version.settings.get("a", {})).values
    known = contact.traits()
    return all(not known[trait] or known[trait] in chosen for trait, chosen in values.items())
