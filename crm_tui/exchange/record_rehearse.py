"""Whom a dry run would have made by now, so that a later record about them is about nobody new."""

from collections import defaultdict
from collections.abc import Iterable

from crm_tui.exchange.import_candidate import Candidate


class WouldBe:
    """Those who would be here by now, by what ``RecordCustomers`` finds a customer by in the database."""

    def __init__(self) -> None:
        #: By folded name whose keys they have; an organisation made for a member has none.
        self._named: dict[str, set[tuple[str, str] | None]] = defaultdict(set)
        self._keys: set[str] = set()
        self._reached: set[tuple[str, str]] = set()

    def learn(self, candidates: Iterable[Candidate]) -> None:
        """Note those who would have been made."""
        for candidate in candidates:
            self._named[candidate.sort_key].add(candidate.key)
            self._keys.add(candidate.key[1])
            self._reached |= {reach for _point, reach in candidate.reaches}
            for place in candidate.places:
                self._named[place.folded].add(None)

    def has(self, candidate: Candidate, named: bool) -> bool:
        """Whether the candidate would be one of them; one who is not ``named`` is told by key or reach."""
        source, key = candidate.key
        if named:
            found = self._named.get(candidate.sort_key, set())
            # A key of one source tells namesakes apart.
            return any(
                candidate.digested or one is None or one[0] != source or one[1] == key for one in found
            )
        if not candidate.digested and key in self._keys:
            return True
        return any(reach in self._reached for _point, reach in candidate.reaches)
