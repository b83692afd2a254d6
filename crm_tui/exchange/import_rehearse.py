"""A dry run: what an import would do, without a single write.

The real import finds an earlier card of somebody in the database, where its batch has put it. A dry run has
to remember what it would have put there. It keeps hashes instead of words, about half a kilobyte a contact.
"""

from collections.abc import Iterable, Sequence

from crm_tui.domain.words import Form
from crm_tui.exchange.import_candidate import Candidate, Words
from crm_tui.exchange.import_facts import Fact, Lacking, facts_of, known_here, lacking
from crm_tui.exchange.import_match import Recogniser, by_name_alone, told_apart
from crm_tui.exchange.import_organisations import find_organisations
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _
from crm_tui.store.journal import Act


class _Facts:
    """A set of facts that keeps only their hashes."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._hashes = {hash(fact) for fact in facts}

    def __contains__(self, fact: object) -> bool:
        return hash(fact) in self._hashes

    def learn(self, facts: Iterable[Fact]) -> None:
        self._hashes.update(map(hash, facts))


class Rehearsal:
    """Takes batches of candidates as ``Writer`` does, and only keeps the report."""

    def __init__(self, act: Act, words: Words, report: ImportReport) -> None:
        self._act = act
        self._report = report
        self._recogniser = Recogniser(act)
        self._facts: dict[int, _Facts] = {}  # by customer; those that would be new have negative ids
        self._marks: dict[int, int] = {}  # the hash of what somebody is recognised by, and their id
        self._lines: dict[int, int] = {}  # the hash of a number or address, and the line of who would have it
        self._new = 0

    def bring(self, batch: Sequence[Candidate]) -> None:
        """Count what would become of a batch."""
        self._recogniser.recognise(batch)
        here = known_here(self._act, (found.known for found in batch if found.known and not found.exact))
        organisations = find_organisations(self._act, (place.folded for one in batch for place in one.places))
        for candidate in batch:
            if candidate.known is None:
                self._recognise(candidate)
            if candidate.known is None:
                self._create(candidate, organisations)
            elif candidate.exact:
                self._report.unchanged += 1
            else:
                if candidate.known in here and candidate.known not in self._facts:
                    self._facts[candidate.known] = _Facts(here[candidate.known].facts)
                self._complete(candidate, candidate.known, organisations)

    def _recognise(self, candidate: Candidate) -> None:
        """Find somebody whom this dry run would have put there; a new one has no key when only named."""
        candidate.known = self._marks.get(hash(("key", candidate.key)))
        candidate.exact = candidate.known is not None and candidate.digested
        if candidate.known is None and not told_apart(candidate):
            reaches = (
                self._marks.get(hash((reach, candidate.sort_key))) for _point, reach in candidate.reaches
            )
            candidate.known = next((found for found in reaches if found is not None), None)
        if candidate.known is None and by_name_alone(candidate):
            kind = "named" if told_apart(candidate) else "alone"
            candidate.known = self._marks.get(hash((kind, candidate.record.form.value, candidate.sort_key)))

    def _create(self, candidate: Candidate, organisations: dict[str, int]) -> None:
        line, name = candidate.record.line, candidate.record.name
        for other, reason in candidate.others.items():
            self._report.suspect(line, name, other, reason)
        for point, reach in candidate.reaches:
            if (earlier := self._lines.get(hash(reach))) is not None and not candidate.others:
                sentence = _("Perhaps the contact of line {line}, which has {value} as well.")
                self._report.warn(line, sentence.format(line=earlier, value=point.value))
        self._report.created += 1
        self._new -= 1
        self._remember(candidate, self._new, organisations)
        self._marks[hash(("key", candidate.key))] = self._new
        if not candidate.points:
            self._marks.setdefault(
                hash(("alone", candidate.record.form.value, candidate.sort_key)), self._new
            )
        if candidate.is_organisation:
            self._marks.setdefault(hash(("organisation", candidate.sort_key)), self._new)
        self._facts[self._new] = _Facts(facts_of(candidate))

    def _complete(self, candidate: Candidate, known: int, organisations: dict[str, int]) -> None:
        more = lacking(candidate, self._facts[known])
        if not more:
            self._report.unchanged += 1
            return
        self._report.updated += 1
        self._remember(candidate, known, organisations, more)
        self._facts[known].learn(facts_of(candidate))

    def _remember(
        self, candidate: Candidate, known: int, organisations: dict[str, int], more: Lacking | None = None
    ) -> None:
        """Leave what later candidates would find."""
        for _point, reach in candidate.reaches:
            self._marks.setdefault(hash((reach, candidate.sort_key)), known)
            self._lines.setdefault(hash(reach), candidate.record.line)
        if candidate.points:
            for kind in ("alone", "named"):
                self._marks.pop(hash((kind, candidate.record.form.value, candidate.sort_key)), None)
        for place in candidate.places if more is None else more.places:
            mark = hash(("organisation", place.folded))
            if place.folded in organisations or mark in self._marks:
                continue
            self._report.organisations += 1
            self._new -= 1
            self._facts[self._new] = _Facts([("form", Form.ORGANISATION.value)])
            for kind in ("alone", "named"):
                self._marks[hash((kind, Form.ORGANISATION.value, place.folded))] = self._new
            self._marks[mark] = self._new
