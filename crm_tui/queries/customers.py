"""The list of customers: sorted, narrowed and filtered, read in pages by key in both directions.

A list without a filter walks the index of its sort. A filter, or a view that few customers belong to, is a
set of at most 2,000 customers that is sorted as a whole: exact up to that many, else the best of the newest
2,000, and the page says so (BAR.md, "Speed").
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.instants import maybe_from_micros, to_micros
from crm_tui.domain.words import Form, Health
from crm_tui.queries import full_text, health
from crm_tui.queries.custom_fields import values_shown
from crm_tui.queries.list_order import Order, PageKey, Sort, Stretch, stretches_of, whole
from crm_tui.queries.people import initials
from crm_tui.store.reader import Reader

#: A filtered list sorts so many customers as a whole, and no more.
MOST_FILTERED = 2_000


class Among(StrEnum):
    """What a view narrows the list by."""

    ALL = "all"
    MANAGER = "manager"
    KIND = "kind"
    TIER = "tier"
    HEALTH = "health"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class View:
    """The customers that a list shows; ``value`` is a staff id, a kind, a tier's code or a level of health.

    Silent ones have not heard from us for longer than agreed; their ``value`` is the instant in microseconds.
    """

    among: Among = Among.ALL
    value: int | str = ""


ALL = View()

_OF_VIEW = {
    Among.ALL: "1 = 1",
    Among.MANAGER: "c.manager_id = :view",
    Among.KIND: "EXISTS (SELECT 1 FROM customer_kinds k WHERE k.customer_id = c.id AND k.kind = :view)",
    Among.TIER: "c.tier_id = (SELECT id FROM tiers WHERE code = :view)",
    Among.HEALTH: "(SELECT h.health FROM customer_summaries h WHERE h.id = c.id) = :view",
    Among.SILENT: health.IS_SILENT,
}
#: The plus keeps the view's own index out: sorting thousands of customers costs more than walking the order.
OF_WALKED_VIEW = _OF_VIEW | {among: f"+{_OF_VIEW[among]}" for among in (Among.MANAGER, Among.TIER)}
MEMBERS = {
    Among.MANAGER: "SELECT id FROM customers WHERE manager_id = :view AND deleted_at IS NULL LIMIT :most",
    Among.KIND: """
SELECT k.customer_id FROM customer_kinds k JOIN customers c ON c.id = k.customer_id
 WHERE k.kind = :view AND c.deleted_at IS NULL LIMIT :most""",
    Among.TIER: """
SELECT id FROM customers
 WHERE tier_id = (SELECT id FROM tiers WHERE code = :view) AND deleted_at IS NULL LIMIT :most""",
    Among.HEALTH: "SELECT id FROM customer_summaries WHERE health = :view LIMIT :most",
    Among.SILENT: health.SILENT_IDS,
}
COUNT_OF_SET = {
    among: f"""
SELECT count(*)
  FROM json_each(:ids) asked CROSS JOIN customers c ON c.id = asked.value
 WHERE c.deleted_at IS NULL AND {of_view}"""
    for among, of_view in OF_WALKED_VIEW.items()
}
ROWS = """
SELECT c.id, c.name, c.form, c.do_not_contact,
       (SELECT o.name FROM memberships m JOIN customers o ON o.id = m.organisation_id
         WHERE m.person_id = c.id AND m.to_on IS NULL AND o.deleted_at IS NULL ORDER BY m.id LIMIT 1),
       t.code, t.label, c.manager_id, g.name, s.last_contact_at, s.next_due_at,
       f.due_on, f.all_day, coalesce(s.open_cases, 0), s.health, s.health_turns_at
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN staff g ON g.id = c.manager_id
  LEFT JOIN customer_summaries s ON s.id = c.id
  LEFT JOIN follow_ups f ON f.id = (
       SELECT n.id FROM follow_ups n
        WHERE n.customer_id = c.id AND n.state = 'open' AND n.due_at = s.next_due_at
        ORDER BY n.id LIMIT 1)"""
WALK = """
SELECT {value}, {id}
  FROM {source}
 WHERE c.deleted_at IS NULL AND {of_view} AND {beyond}
 ORDER BY {order}
 LIMIT :limit"""
#: A set as a whole. Deleted customers are none of its source's.
SORT = """
SELECT stretch, value, id
  FROM (SELECT {stretch} AS stretch, {value} AS value, {id} AS id FROM {source} WHERE {of_view})
 WHERE {beyond}
 ORDER BY {order}
 LIMIT :limit"""
COUNT_ALL = "SELECT count(*) FROM customer_summaries"
COUNT_OF_VIEW = {
    among: f"SELECT count(*) FROM customers c WHERE c.deleted_at IS NULL AND {of_view}"
    for among, of_view in _OF_VIEW.items()
}


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in the list. ``key`` is where a further page starts.

    ``next_due_on`` is the local day of the next follow-up, ``next_due_at`` its instant, or the end of that
    day where it is ``all_day``. ``own`` is what the business's own fields say that are shown, empty for
    nothing.
    """

    id: int
    name: str
    form: Form
    organisation: str
    do_not_contact: bool
    tier: str
    tier_label: str
    manager_id: int | None
    manager_initials: str
    last_contact_at: datetime | None
    next_due_at: datetime | None
    next_due_on: date | None
    next_due_all_day: bool
    overdue: bool
    open_cases: int
    health: Health
    own: tuple[str, ...]
    key: PageKey


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Rows in the order of the list. ``more``: others follow in the direction that was read.

    ``cut``: only the newest 2,000 that match the filter were looked at.
    """

    rows: tuple[CustomerRow, ...]
    more: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class CustomerCount:
    """How many customers there are, and how many the list shows; ``at_least`` where the filter was cut."""

    total: int
    shown: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class _Chosen:
    ids: list[int]
    cut: bool


def page(
    reader: Reader,
    *,
    now: datetime,
    sort: Order = Sort.NAME,
    view: View = ALL,
    text: str = "",
    country: str = "",
    columns: Sequence[OwnField] = (),
    after: PageKey | None = None,
    before: PageKey | None = None,
    from_end: bool = False,
    limit: int = 50,
) -> CustomerPage:
    """The rows that follow ``after``, or precede ``before``, or the first; with ``from_end`` the last.

    ``text`` filters as Find does, without notes, and by ``code:value`` of the business's own fields;
    ``country`` reads its phone numbers. ``now`` says what is overdue. ``columns`` are fields that each row
    shows. Raises InvalidInput for what a field cannot be asked for.
    """
    forward = before is None and not from_end
    start = after if forward else before
    chosen = _chosen(reader, view, text, country, now)
    ids = None if chosen is None else chosen.ids
    keys = _walk(reader, sort, view, start, forward, limit + 1, ids)
    more = len(keys) > limit
    shown = keys[:limit] if forward else keys[:limit][::-1]
    return CustomerPage(_rows(reader, shown, now, columns), more, chosen is not None and chosen.cut)


def count(
    reader: Reader, *, now: datetime, view: View = ALL, text: str = "", country: str = ""
) -> CustomerCount:
    """How long the list is, filtered as by :func:`page`.

    Counting a million takes some 50 ms: ask for it after the rows are shown.
    """
    total = int(reader.value(COUNT_ALL))
    chosen = _chosen(reader, view, text, country, now)
    if chosen is None:
        shown = int(reader.value(COUNT_OF_VIEW[view.among], {"view": view.value})) if view != ALL else total
        return CustomerCount(total, shown, False)
    asked = {"ids": json.dumps(chosen.ids), "view": view.value}
    return CustomerCount(total, int(reader.value(COUNT_OF_SET[view.among], asked)), chosen.cut)


def key_of(reader: Reader, sort: Order, customer_id: int) -> PageKey | None:
    """Where a customer stands in a list now, or None when there is no such customer."""
    keys = _walk(reader, sort, ALL, None, True, 1, [customer_id])
    return keys[0] if keys else None


def _chosen(reader: Reader, view: View, text: str, country: str, now: datetime) -> _Chosen | None:
    """The set that a filter or a small view shows, newest first; None where the list is walked instead."""
    members = _members(reader, view)
    if ":" in text:
        return _holding(reader, members, text, country, now)
    return _found(reader, members, full_text.read_terms(text, country))


def _found(reader: Reader, members: list[int] | None, terms: full_text.Terms) -> _Chosen | None:
    """Those whom the words find; None where there are no words, and no members to show instead."""
    if not (terms.words or terms.folded):
        return None if members is None else _Chosen(members, False)
    if members is not None:
        return _Chosen(full_text.holding(reader, terms, members), False)
    ids = full_text.newest_ids(reader, terms, MOST_FILTERED + 1)
    return _Chosen(ids[:MOST_FILTERED], len(ids) > MOST_FILTERED)


def _holding(
    reader: Reader, members: list[int] | None, text: str, country: str, now: datetime
) -> _Chosen | None:
    """Those of whom the business's own fields say what is asked, and whom the other words find."""
    # Few filters ask for a field: the first screen does not wait for what reads them.
    from crm_tui.queries.own_filters import holders, read_filter

    asked, words = read_filter(reader, text, now)
    terms = full_text.read_terms(words, country)
    if not asked:
        return _found(reader, members, terms)
    ids, cut = members, False
    for question in asked:
        found = holders(reader, question, MOST_FILTERED + 1, ids)
        ids, cut = found[:MOST_FILTERED], cut or len(found) > MOST_FILTERED
    return _Chosen(full_text.holding(reader, terms, ids or ()) if terms.folded else ids or [], cut)


def _members(reader: Reader, view: View) -> list[int] | None:
    """Everybody in a view of few customers; None for a view of many, which a walk finds soon enough."""
    if view.among is Among.ALL:
        return None
    rows = reader.rows(MEMBERS[view.among], {"view": view.value, "most": MOST_FILTERED + 1})
    return [row[0] for row in rows] if len(rows) <= MOST_FILTERED else None


def _walk(
    reader: Reader,
    sort: Order,
    view: View,
    start: PageKey | None,
    forward: bool,
    limit: int,
    among: list[int] | None,
) -> list[PageKey]:
    """Up to ``limit`` keys beyond ``start``, nearest first: of everybody, or of a set of ids."""
    if among is not None and isinstance(sort, Sort):
        return _sorted(reader, sort, view, start, forward, limit, among)
    ids = "" if among is None else json.dumps(among)
    stretches = list(enumerate(stretches_of(sort)))
    if start is not None:
        stretches = stretches[start.stretch :] if forward else stretches[: start.stretch + 1]
    keys: list[PageKey] = []
    for number, stretch in stretches if forward else reversed(stretches):
        if len(keys) == limit:
            break
        value, row_id = stretch.edge(forward)
        if start is not None and start.stretch == number:
            value, row_id = start.value, start.id
        asked = {"ids": ids, "value": value, "id": row_id, "view": view.value, "limit": limit - len(keys)}
        sql = walk_sql(stretch, view.among, forward=forward, chosen=among is not None)
        rows = reader.rows(sql, asked | dict(stretch.asked))
        keys += [PageKey(number, *row) for row in rows]
    return keys


def _sorted(
    reader: Reader,
    sort: Sort,
    view: View,
    start: PageKey | None,
    forward: bool,
    limit: int,
    among: list[int],
) -> list[PageKey]:
    edge = PageKey(-1 if forward else len(stretches_of(sort)), 0, 0)
    asked = asdict(start or edge) | {"ids": json.dumps(among), "view": view.value, "limit": limit}
    return [PageKey(*row) for row in reader.rows(sort_sql(sort, view.among, forward=forward), asked)]


def sort_sql(sort: Sort, among: Among, *, forward: bool) -> str:
    """The chosen ``:ids`` in a view, sorted, beyond the key ``:stretch``, ``:value``, ``:id``."""
    order = whole(sort)
    return SORT.format(
        stretch=order.stretch,
        value=order.value,
        id=order.id,
        source=order.source,
        of_view=OF_WALKED_VIEW[among],
        beyond=order.beyond(forward),
        order=order.order(forward),
    )


def walk_sql(stretch: Stretch, among: Among, *, forward: bool, chosen: bool) -> str:
    """The walk of a stretch beyond ``:value``, ``:id``: of a whole view, or of the chosen ``:ids`` in it."""
    return WALK.format(
        value=stretch.value,
        id=stretch.id,
        source=stretch.chosen if chosen else stretch.source,
        of_view=OF_WALKED_VIEW[among],
        beyond=stretch.beyond(forward),
        order=stretch.order(forward),
    )


def _rows(
    reader: Reader, keys: list[PageKey], now: datetime, columns: Sequence[OwnField]
) -> tuple[CustomerRow, ...]:
    found = {row[0]: row for row in reader.rows(ROWS, {"ids": json.dumps([key.id for key in keys])})}
    instant = to_micros(now)
    levels = {row[0]: row[-2] for row in found.values()}
    # What time has changed since it was written is worked out anew for those who are shown.
    stale = [row[0] for row in found.values() if row[-2] is None or (row[-1] or instant + 1) <= instant]
    if stale:
        levels |= {each: of.level for each, of in health.health_of_all(reader, stale, now).items()}
    said = values_shown(reader, found) if columns else {}
    return tuple(
        _row(
            found[key.id],
            key,
            instant,
            levels[key.id],
            tuple(said.get((key.id, field.id), "") for field in columns),
        )
        for key in keys
        if key.id in found
    )


def _row(row: tuple[Any, ...], key: PageKey, now: int, level: str, own: tuple[str, ...]) -> CustomerRow:
    (
        customer_id, name, form, do_not_contact, organisation, tier, tier_label,
        manager_id, manager, last_contact_at, next_due_at, due_on, all_day, open_cases, *_kept,
    ) = row  # fmt: skip
    return CustomerRow(
        id=customer_id,
        name=name,
        form=Form(form),
        organisation=organisation or "",
        do_not_contact=bool(do_not_contact),
        tier=tier or "",
        tier_label=tier_label or "",
        manager_id=manager_id,
        manager_initials=initials(manager) if manager else "",
        last_contact_at=maybe_from_micros(last_contact_at),
        next_due_at=maybe_from_micros(next_due_at),
        next_due_on=None if due_on is None else date.fromisoformat(due_on),
        next_due_all_day=bool(all_day),
        overdue=next_due_at is not None and next_due_at <= now,
        open_cases=open_cases,
        health=Health(level),
        own=own,
        key=key,
    )
