"""The week in words, as its page and its text have it: sections, lists, what stands where one is empty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from crm_tui.domain.measure_text import minutes_in_words
from crm_tui.domain.standard_text import is_below, objective_in_words, share_in_words
from crm_tui.domain.when_text import period_in_words
from crm_tui.exchange.book_text import one_line
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.breaches import Breach
from crm_tui.queries.week import Item, Kept, Week

#: Longer words are cut: a meeting reads the record where it wants to know more.
_LONGEST = 160

#: What each list of the week is called.
_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "good_moments": N_("Good moments"),
        "praise": N_("Praise"),
        "kept_early": N_("Promises kept early"),
        "broken_promises": N_("Promises not kept"),
        "complaints": N_("Complaints"),
        "promises_due": N_("Promised for then"),
        "appointments": N_("Appointments"),
    }
)
#: Of these it is told why; of all others, by whom.
_WITH_REASONS = ("broken_promises", "complaints")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: how it begins, in strong letters, what it is, and what is told besides."""

    lead: str
    words: str = ""
    more: str = ""

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.lead, self.words, self.more)))


@dataclass(frozen=True, slots=True)
class Heap:
    """Lines under a title of their own."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; ``empty`` stands where it has nothing to say."""

    heading: str
    heaps: tuple[Heap, ...]
    empty: str


def sections(found: Week, language: str) -> tuple[Section, ...]:
    """The four parts of the meeting."""
    met = [kept for kept in found.standards if not is_below(kept.attainment, kept.objective)]
    return (
        Section(
            _("What went well"),
            _heaps(
                Heap(_("Standards kept"), tuple(map(_standard, met))),
                *(_listed(found, name) for name in ("praise", "good_moments", "kept_early")),
            ),
            _("Nothing was measured and nobody was praised. g marks a good moment, * praises a colleague."),
        ),
        Section(
            _("What did not"),
            _heaps(
                *(_heap_of_breaches(kept) for kept in sorted(found.standards, key=_how_well)),
                *(_listed(found, name) for name in ("complaints", "broken_promises")),
            ),
            _("No breach, no complaint, no broken promise."),
        ),
        Section(
            _("Whom to thank"),
            _heaps(
                Heap(_("Of us"), tuple(_thanks(name, count) for name, count in found.thanks)),
                Heap(_("Customers"), tuple(map(_customer, found.lists["good_moments"]))),
            ),
            _("Nobody stands out this week."),
        ),
        Section(
            _("What is due by the end of next week"),
            _heaps(
                Heap(_("Follow-ups"), tuple(Line(name, str(count)) for name, count in found.to_do)),
                *(_listed(found, name) for name in ("promises_due", "appointments")),
                Heap(_("Reviews"), tuple(_review(what, day, language) for what, day in found.reviews)),
            ),
            _("Nothing is due."),
        ),
    )


def _heaps(*heaps: Heap) -> tuple[Heap, ...]:
    return tuple(heap for heap in heaps if heap.lines)


def _listed(found: Week, name: str) -> Heap:
    line = _with_reason if name in _WITH_REASONS else _by_somebody
    return Heap(_(_TITLES[name]), tuple(map(line, found.lists[name])))


def _with_reason(item: Item) -> Line:
    return Line(item.name, _cut(item.what), _cut(item.more))


def _by_somebody(item: Item) -> Line:
    return Line(item.name, _cut(item.what), _("by {name}").format(name=item.more))


def _customer(item: Item) -> Line:
    return Line(item.name, _cut(item.what))


def _standard(kept: Kept) -> Line:
    objective = _("objective {share}").format(share=objective_in_words(kept.objective))
    return Line(share_in_words(kept.attainment), _cut(kept.statement), objective)


def _heap_of_breaches(kept: Kept) -> Heap:
    title = _("{share}, objective {objective}: {statement}").format(
        share=share_in_words(kept.attainment),
        objective=objective_in_words(kept.objective),
        statement=_cut(kept.statement),
    )
    return Heap(title, tuple(map(_breach, kept.breaches)))


def _how_well(kept: Kept) -> tuple[float, float]:
    """How far from its objective a standard was kept, the farthest below it first."""
    return (kept.attainment.ratio or 0) - kept.objective, kept.objective


def _breach(breach: Breach) -> Line:
    late = round(breach.over_minutes or 0)
    over = _("{time} over").format(time=minutes_in_words(late)) if late > 0 else ""
    cause = _cut(breach.cause) or _("why was not said yet")
    return Line(
        breach.customer or _cut(breach.what), _cut(breach.what), " · ".join(filter(None, (over, cause)))
    )


def _thanks(name: str, count: int) -> Line:
    return Line(name, ngettext("for {count} thing", "for {count} things", count).format(count=count))


def _review(statement: str, day: str, language: str) -> Line:
    due = date.fromisoformat(day)
    return Line(period_in_words(due, due, language), _cut(statement))


def _cut(words: str) -> str:
    line = one_line(words[: 2 * _LONGEST])
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def as_text(found: Iterable[Section]) -> Iterable[str]:
    """The sections as lines of plain text."""
    for place, section in enumerate(found):
        if place:
            yield ""
        yield section.heading.upper()
        if not section.heaps:
            yield f"  {section.empty}"
        for heap in section.heaps:
            yield f"  {heap.title}"
            yield from (f"    {line}" for line in heap.lines)
