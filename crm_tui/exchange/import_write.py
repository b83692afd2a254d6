"""Bringing recognised contacts in: new ones by the batch, known ones by adding what they lack.

An import adds and fills in. It never overwrites what somebody at the desk has typed; what the file says
otherwise is named in the report.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from crm_tui.actions.lookups import first_tier_id, touch
from crm_tui.actions.tier_events import note_tier_change
from crm_tui.domain.custom_fields import number_of
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Form
from crm_tui.exchange.import_candidate import Candidate, Place, Point
from crm_tui.exchange.import_facts import Lacking, kept_in_words, lacking, left_in_words, said_otherwise
from crm_tui.exchange.import_here import DatabaseView, Here
from crm_tui.exchange.import_likeness import alike_by_name
from crm_tui.exchange.import_match import by_name_alone, recognise
from crm_tui.exchange.import_organisations import ensure_organisations
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import (
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    CustomValue,
    Membership,
)

Mark = tuple[str, ...]


class Writer:
    """Writes batches of candidates and keeps the report."""

    def __init__(self, act: Act, report: ImportReport) -> None:
        self._act = act
        self._report = report
        self._first_tier = first_tier_id(act)
        self._here: dict[int, Here] = {}  # of the candidates in hand

    def bring(self, batch: Sequence[Candidate]) -> None:
        """Write a batch; every candidate's ``known`` is its customer afterwards."""
        for group in self._groups(batch):
            fresh = [candidate for candidate in group if candidate.known is None]
            known = [candidate for candidate in group if candidate.known is not None]
            self._create(fresh)
            self._complete(known)

    def _groups(self, batch: Sequence[Candidate]) -> Iterator[list[Candidate]]:
        """Parts of a batch within which no two may be the same: a second card must find the first."""
        view = DatabaseView(self._act, batch)
        self._here = view.here
        group: list[Candidate] = []
        seen: set[Mark] = set()
        for candidate in batch:
            recognise(candidate, view)
            if not seen.isdisjoint(self._sought(candidate)):
                yield group
                group = []
                fresh_view = DatabaseView(self._act, [candidate])
                self._here |= fresh_view.here
                recognise(candidate, fresh_view)
            seen.update(self._sought(candidate), self._left(candidate))
            group.append(candidate)
        yield group

    def _sought(self, candidate: Candidate) -> Iterator[Mark]:
        """What an earlier candidate of the batch may have left for this one to find."""
        yield "key", *candidate.key
        for _point, reach in candidate.reaches:
            yield "reach", *reach
        if by_name_alone(candidate):
            yield "named", candidate.record.form.value, candidate.sort_key
        if candidate.known is not None:
            yield "known", str(candidate.known)

    def _left(self, candidate: Candidate) -> Iterator[Mark]:
        """What this candidate leaves besides: its name, and the organisations that it brings in by theirs."""
        here = None if candidate.known is None else self._here.get(candidate.known)
        if here is not None:
            yield "named", here.known.form, here.known.sort_key
        yield "named", candidate.record.form.value, candidate.sort_key
        for place in candidate.places:
            yield "named", Form.ORGANISATION.value, place.folded

    def _create(self, batch: Sequence[Candidate]) -> None:
        ids = self._act.add_rows(Customer, [self._customer_row(candidate) for candidate in batch])
        for customer_id, candidate in zip(ids, batch, strict=True):
            candidate.known = customer_id
            line, name = candidate.record.line, candidate.record.name
            for other, reason in candidate.others.items():
                self._report.suspect(line, name, other, reason)
            for refused in candidate.refused:
                self._report.warn(line, kept_in_words(refused))
            self._pass_on_warnings(candidate)
        self._add_parts(
            [
                (customer_id, lacking(candidate, ()), 0)
                for customer_id, candidate in zip(ids, batch, strict=True)
            ]
        )
        for candidate, other, reason in alike_by_name(self._act, batch):
            self._report.suspect(candidate.record.line, candidate.record.name, other, reason)
        self._report.created += len(ids)

    def _customer_row(self, candidate: Candidate) -> dict[str, Any]:
        source, key = candidate.key
        return {
            "form": candidate.record.form.value,
            "name": candidate.record.name,
            "sort_key": candidate.sort_key,
            "external_source": source,
            "external_key": key,
            "created_at": self._act.now,
            **candidate.columns,
            "tier_id": candidate.columns["tier_id"] or self._first_tier,
        }

    def _complete(self, batch: Sequence[Candidate]) -> None:
        added: list[tuple[int, Lacking, int]] = []
        for candidate in batch:
            if candidate.exact or candidate.known is None:
                continue
            here = self._here[candidate.known]
            self._pass_on_warnings(candidate)
            self._name_left_out(candidate, here)
            if more := lacking(candidate, here.facts):
                added.append((candidate.known, more, here.points))
        self._add_parts(added)
        for customer_id, more, _points in added:
            self._fill(customer_id, more)
        self._report.updated += len(added)
        self._report.unchanged += len(batch) - len(added)

    def _fill(self, customer_id: int, more: Lacking) -> None:
        customer = self._act.get(Customer, customer_id)
        if not self._act.change(customer, **more.columns):
            touch(self._act, customer)
        if "tier_id" in more.columns:
            note_tier_change(self._act, customer)

    def _add_parts(self, added: Sequence[tuple[int, Lacking, int]]) -> None:
        """Write what belongs to these customers; the number says how many points each has already."""
        act = self._act
        organisations, made = ensure_organisations(
            act, (place for _id, more, _points in added for place in more.places)
        )
        self._report.organisations += made
        points: list[dict[str, Any]] = []
        kinds: list[dict[str, Any]] = []
        tags: list[dict[str, Any]] = []
        consents: list[dict[str, Any]] = []
        places: list[dict[str, Any]] = []
        own_values: list[dict[str, Any]] = []
        for customer_id, more, position in added:
            owner = {"customer_id": customer_id}
            points += [
                # Whoever has ways to be reached keeps the preferred ones.
                owner | _point_row(point, at, preferred=point.preferred and position == 0)
                for at, point in enumerate(more.points, position)
            ]
            kinds += [owner | {"kind": kind} for kind in more.kinds]
            tags += [owner | {"tag": tag} for tag in more.tags]
            consents += [
                owner | {"channel": mark.channel.value, "state": mark.state.value, "at": mark.at}
                for mark in more.consents
            ]
            places += [_place_row(customer_id, organisations[place.folded], place) for place in more.places]
            own_values += [
                owner | {"field_id": own.id, "value": value, "number": number_of(own, value)}
                for own, value in more.own_values
            ]
        act.add_rows(ContactPoint, points)
        act.add_rows(CustomerKind, kinds)
        act.add_rows(CustomerTag, tags)
        act.add_rows(ConsentMark, consents)
        act.add_rows(Membership, places)
        act.add_rows(CustomValue, own_values)

    def _pass_on_warnings(self, candidate: Candidate) -> None:
        for warning in candidate.warnings:
            self._report.warn(candidate.record.line, warning)

    def _name_left_out(self, candidate: Candidate, here: Here) -> None:
        """What the file says and a known customer does not get is said, not passed over in silence."""
        line = candidate.record.line
        note_here = here.columns["note"]
        for kept, reason in candidate.refused:
            if note_here and kept not in note_here:
                self._report.warn(line, _("{reason} It was left out.").format(reason=reason))
        others = [
            name()
            for column, name in _WORDS.items()
            if here.columns[column]
            and candidate.columns[column]
            and fold(candidate.columns[column]) != fold(here.columns[column])
        ]
        others += said_otherwise(candidate, here.facts)
        if others:
            self._report.warn(line, left_in_words(candidate.record.name, others))


_WORDS: dict[str, Callable[[], str]] = {
    "address_as": lambda: _("form of address"),
    "language": lambda: _("language"),
    "source": lambda: _("source"),
    "note": lambda: _("note"),
}


def _point_row(point: Point, position: int, *, preferred: bool) -> dict[str, Any]:
    return {
        "type": point.type.value,
        "label": point.label,
        "value": point.value,
        "normal": point.normal,
        "preferred": preferred,
        "position": position,
    }


def _place_row(person_id: int, organisation_id: int, place: Place) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "organisation_id": organisation_id,
        "title": place.title,
        "from_on": place.from_on,
        "to_on": place.to_on,
    }
