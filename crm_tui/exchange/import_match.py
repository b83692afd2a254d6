"""Is this contact here already? Recognised by its key in the file, else by name and a way to reach them.

A contact with the same name *and* the same number or address is the same; with only the number or the address
it is a likely duplicate, which is named and left to people to decide. Where several could be meant, it is the
one of whom all is known that the file says: so whatever was merged once is found again, and a second import
adds nothing.

A file that says where its keys come from (ours does) tells its contacts apart by them: those are recognised
by name only among customers that have no key, so that father and son with one name and one phone stay two.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from crm_tui.exchange.import_candidate import Candidate
from crm_tui.exchange.import_facts import Fact, lacking
from crm_tui.i18n import _


@dataclass(frozen=True, slots=True)
class Known:
    """A customer who may be meant; ``reachable`` says whether we have any number or address of theirs."""

    id: int
    name: str
    form: str
    sort_key: str
    has_key: bool
    reachable: bool


class View(Protocol):
    """What is here, for one batch of candidates."""

    def by_key(self, key: tuple[str, str]) -> int | None:
        """The customer with this key."""
        ...

    def with_reach(self, reach: tuple[str, str]) -> Sequence[Known]:
        """The customers with this number or address, the oldest first."""
        ...

    def named(self, form: str, sort_key: str) -> Sequence[Known]:
        """The customers of this name, the oldest first."""
        ...

    def facts(self, customer_id: int) -> Container[Fact]:
        """What is known of a customer that one of the others named."""
        ...


def recognise(candidate: Candidate, view: View) -> None:
    """Fill in ``known``, ``exact`` and ``others`` of a candidate."""
    candidate.others.clear()
    candidate.known = view.by_key(candidate.key)
    candidate.exact = candidate.known is not None and candidate.digested
    if candidate.known is None:
        same = [*_same_name_and_reach(candidate, view), *_nobody_can_reach(candidate, view)]
        meant = (
            one.id for one in (*same, *_namesakes(candidate, view)) if _says_nothing_new(candidate, one, view)
        )
        candidate.known = next(meant, same[0].id if same else None)


def by_name_alone(candidate: Candidate) -> bool:
    """Whether the name is enough to be one whom nobody can reach yet.

    For a person it is, when the file has no number or address either. For an organisation it always is:
    people of the file may have brought in its name before its own line came.
    """
    return candidate.is_organisation or not candidate.has_reach


def _same_name_and_reach(candidate: Candidate, view: View) -> list[Known]:
    same: dict[int, Known] = {}
    for point, reach in candidate.reaches:
        for known in view.with_reach(reach):
            if known.sort_key == candidate.sort_key and _may_be(candidate, known):
                same.setdefault(known.id, known)
            else:
                reason = _("{name} has {value} as well").format(name=known.name, value=point.value)
                candidate.others.setdefault(known.id, reason)
    return list(same.values())


def _nobody_can_reach(candidate: Candidate, view: View) -> list[Known]:
    return [known for known in _same_name(candidate, view) if not known.reachable]


def _namesakes(candidate: Candidate, view: View) -> list[Known]:
    return [known for known in _same_name(candidate, view) if known.reachable]


def _same_name(candidate: Candidate, view: View) -> list[Known]:
    if not by_name_alone(candidate):
        return []
    named = view.named(candidate.record.form.value, candidate.sort_key)
    return [known for known in named if _may_be(candidate, known)]


def _may_be(candidate: Candidate, known: Known) -> bool:
    return not (known.has_key and candidate.record.external_source)


def _says_nothing_new(candidate: Candidate, known: Known, view: View) -> bool:
    return not lacking(candidate, view.facts(known.id))
