"""A dry run: what an import would do, without a single write.

The real import finds an earlier card of somebody in the database, where its batch has put it. A dry run has
to remember what it would have put there. It keeps hashes instead of words, about a kilobyte a contact.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from crm_tui.domain.words import Form
from crm_tui.exchange.import_candidate import Candidate, Place
from crm_tui.exchange.import_facts import (
    IS_ORGANISATION,
    Fact,
    facts_of,
    kept_in_words,
    lacking,
    left_in_words,
    said_otherwise,
)
from crm_tui.exchange.import_here import DatabaseView
from crm_tui.exchange.import_likeness import NamesOfFile, alike_by_name
from crm_tui.exchange.import_match import Known, recognise
from crm_tui.exchange.import_organisations import find_organisations
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _
from crm_tui.store.journal import Act


class _Facts:
    """A set of facts that keeps only their hashes."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._hashes = tuple(map(hash, facts))  # a third of a set's size, and few

    def __contains__(self, fact: object) -> bool:
        return hash(fact) in self._hashes

    def learn(self, facts: Iterable[Fact]) -> None:
        """Add facts."""
        self._hashes = tuple({*self._hashes, *map(hash, facts)})


class Rehearsal:
    """Takes batches of candidates as ``Writer`` does, and only keeps the report.

    It is the ``View`` of its own candidates: the database, and what would be in it by now.
    """

    def __init__(self, act: Act, report: ImportReport) -> None:
        self._act = act
        self._report = report
        self._database = DatabaseView(act, ())
        self._organisations: dict[str, int] = {}
        # By customer; those that would be new have negative ids.
        self._known: dict[int, Known] = {}
        self._facts: dict[int, _Facts] = {}
        self._lines: dict[int, int] = {}
        # By the hash of what they are found by.
        self._keys: dict[int, int] = {}
        self._reached: dict[int, list[int]] = defaultdict(list)
        self._named: dict[int, list[int]] = defaultdict(list)
        self._names = NamesOfFile()

    def bring(self, batch: Sequence[Candidate]) -> None:
        """Count what would become of a batch."""
        self._database = DatabaseView(self._act, batch)
        self._organisations = find_organisations(
            self._act, (place.folded for candidate in batch for place in candidate.places)
        )
        fresh: list[Candidate] = []
        for candidate in batch:
            recognise(candidate, self)
            if candidate.known is None:
                self._create(candidate)
                fresh.append(candidate)
            else:
                self._complete(candidate, candidate.known)
        for candidate, customer, reason in alike_by_name(self._act, fresh):
            self._report.suspect(candidate.record.line, candidate.record.name, customer, reason)

    def by_key(self, key: tuple[str, str]) -> int | None:
        """The customer with this key, who is here or would be by now."""
        here = self._database.by_key(key)
        return self._keys.get(hash(key)) if here is None else here

    def with_reach(self, reach: tuple[str, str]) -> Sequence[Known]:
        """The customers with this number or address, in the order in which they came."""
        return self._with_ours(self._database.with_reach(reach), self._reached.get(hash(reach), ()))

    def named(self, form: str, sort_key: str) -> Sequence[Known]:
        """The customers of this name, in the order in which they came."""
        ours = self._named.get(hash((form, sort_key)), ())
        return self._with_ours(self._database.named(form, sort_key), ours)

    def facts(self, customer_id: int) -> Container[Fact]:
        """What would be known of a customer by now."""
        return self._facts.get(customer_id) or self._database.facts(customer_id)

    def _with_ours(self, here: Sequence[Known], ours: Iterable[int]) -> Sequence[Known]:
        found = {known.id: known for known in here}
        found |= {
            customer_id: self._known[customer_id]
            for customer_id in (*found, *ours)
            if customer_id in self._known
        }
        return sorted(found.values(), key=lambda known: (known.id < 0, abs(known.id)))

    def _create(self, candidate: Candidate) -> None:
        record = candidate.record
        for refused in candidate.refused:
            self._report.warn(record.line, kept_in_words(refused))
        self._pass_on_warnings(candidate)
        lines = {self._lines[other]: reason for other, reason in candidate.others.items() if other < 0}
        for other, reason in candidate.others.items():
            if other > 0:
                self._report.suspect(record.line, record.name, other, reason)
        for line, reason in (dict(self._names.alike(candidate)) | lines).items():
            sentence = _("Perhaps the customer of line {line}: {reason}.")
            self._report.warn(record.line, sentence.format(line=line, reason=reason))
        self._names.learn(candidate)
        new = self._would_be(
            Known(0, record.name, record.form.value, candidate.sort_key, True, bool(candidate.points)),
            facts_of(candidate),
            record.line,
        )
        self._keys[hash(candidate.key)] = new
        self._learn_reaches(candidate, new)
        self._name_organisations(candidate, candidate.places)
        self._report.created += 1

    def _complete(self, candidate: Candidate, customer_id: int) -> None:
        if candidate.exact:
            self._report.unchanged += 1
            return
        known = self.facts(customer_id)
        self._pass_on_warnings(candidate)
        if others := said_otherwise(candidate, known):
            self._report.warn(candidate.record.line, left_in_words(candidate.record.name, others))
        more = lacking(candidate, known)
        if not more:
            self._report.unchanged += 1
            return
        if customer_id not in self._known:
            here = self._database.here[customer_id]
            self._known[customer_id], self._facts[customer_id] = here.known, _Facts(here.facts)
        if more.points:
            self._known[customer_id] = replace(self._known[customer_id], reachable=True)
            self._learn_reaches(candidate, customer_id)
        # What they are does not change, and an organisation has no place in another.
        unlearnt = {"form"} if more.places else {"form", "place"}
        self._facts[customer_id].learn(fact for fact in facts_of(candidate) if fact[0] not in unlearnt)
        self._name_organisations(candidate, more.places)
        self._report.updated += 1

    def _pass_on_warnings(self, candidate: Candidate) -> None:
        for warning in candidate.warnings:
            self._report.warn(candidate.record.line, warning)

    def _would_be(self, known: Known, facts: Iterable[Fact], line: int) -> int:
        new = -1 - len(self._facts)
        self._lines[new] = line
        self._known[new], self._facts[new] = replace(known, id=new), _Facts(facts)
        self._named[hash((known.form, known.sort_key))].append(new)
        return new

    def _learn_reaches(self, candidate: Candidate, customer_id: int) -> None:
        for _point, reach in candidate.reaches:
            self._reached[hash(reach)].append(customer_id)

    def _name_organisations(self, candidate: Candidate, places: Iterable[Place]) -> None:
        """Organisations that would be made because somebody belongs to them."""
        form = Form.ORGANISATION.value
        for place in places:
            named_before = place.folded in self._organisations or self._named.get(hash((form, place.folded)))
            if not named_before:
                known = Known(0, place.organisation, form, place.folded, False, False)
                self._would_be(known, [IS_ORGANISATION], candidate.record.line)
                self._report.organisations += 1
