"""Outreach: the customers of a segment weighed one by one, what was drawn up, and what became of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.contact_load import Plan
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import LeftOut, OutreachKind, OutreachState
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.list_views import ALL, Narrowing
from crm_tui.domain.outreach import ADDRESS_OF, Standing, why_left_out
from crm_tui.domain.words import Channel, Consent
from crm_tui.i18n import _
from crm_tui.queries.load import check_load
from crm_tui.queries.narrowing import MOST_LISTED, Asked, said_in
from crm_tui.queries.segments import segment
from crm_tui.store.reader import Reader

#: Customers weighed at once.
_BATCH = 500

STANDINGS = """
SELECT c.id, c.do_not_contact, c.ended_on IS NOT NULL,
       (SELECT k.state FROM consents k WHERE k.customer_id = c.id AND k.channel = :channel
         ORDER BY k.id DESC LIMIT 1),
       coalesce((SELECT p.value FROM contact_points p WHERE p.customer_id = c.id AND p.type = :type
                  ORDER BY p.preferred DESC, p.position, p.id LIMIT 1), ''),
       EXISTS (SELECT 1 FROM cases k WHERE k.customer_id = c.id AND k.nature = 'complaint'
                  AND k.stage IN ('open', 'waiting') AND k.deleted_at IS NULL)
  FROM json_each(:ids) asked CROSS JOIN customers c ON c.id = asked.value
 WHERE c.deleted_at IS NULL"""
_OUTREACH = """
SELECT o.id, o.kind, o.name, o.channel, o.view_name, o.template, o.link, s.login, s.name, o.state, o.drawn_at,
       o.sent_at, o.version,
       (SELECT count(*) FROM outreach_members m WHERE m.outreach_id = o.id AND m.left_out IS NULL),
       (SELECT count(*) FROM outreach_members m WHERE m.outreach_id = o.id AND m.left_out IS NOT NULL),
       (SELECT count(*) FROM outreach_members m WHERE m.outreach_id = o.id AND m.interaction_id IS NOT NULL),
       (SELECT count(*) FROM outreach_members m WHERE m.outreach_id = o.id AND m.answered_at IS NOT NULL)
  FROM outreaches o JOIN staff s ON s.id = o.staff_id
 WHERE o.deleted_at IS NULL"""
_SAID = said_in("o.name", "o.kind", "o.view_name", "o.template", "s.name", "s.login")
OUTREACHES = f"""{_OUTREACH} AND (:state IS NULL OR o.state = :state) AND {_SAID}
 ORDER BY o.drawn_at DESC, o.id DESC LIMIT :limit"""
ONE = _OUTREACH + " AND o.id = :id"
REASONS = """
SELECT left_out, count(*) FROM outreach_members
 WHERE outreach_id = :id AND left_out IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"""
MEMBERS = """
SELECT m.id, m.customer_id, c.name, c.address_as, c.language, m.address, m.left_out, m.answered_at, m.answer
  FROM outreach_members m JOIN customers c ON c.id = m.customer_id
 WHERE m.outreach_id = :id AND c.deleted_at IS NULL AND (m.left_out IS NOT NULL) = :left_out
   AND m.id > :after
 ORDER BY m.id LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A customer of the segment; ``left_out`` is why they are not on the list, None for those who are."""

    customer_id: int
    address: str
    left_out: LeftOut | None


@dataclass(frozen=True, slots=True)
class OutreachRow:
    """An outreach with its counts; ``logged`` of those ``on_list`` have the message in their history."""

    id: int
    kind: OutreachKind
    name: str
    channel: str
    view: str
    template: str
    link: str
    login: str
    staff: str
    state: OutreachState
    drawn_at: datetime
    sent_at: datetime | None
    version: int
    on_list: int
    left_out: int
    logged: int
    answered: int


@dataclass(frozen=True, slots=True)
class OutreachMember:
    """A customer of it."""

    id: int
    customer_id: int
    name: str
    address_as: str
    language: str
    address: str
    left_out: LeftOut | None
    answered_at: datetime | None
    answer: str


def weigh_segment(
    reader: Reader, narrowing: Narrowing, channel: Channel, *, now: datetime, zone: ZoneInfo, country: str
) -> Iterator[Weighed]:
    """Everybody in the segment, on the list or not.

    The contact load is asked of those alone whom nothing else keeps off: it is the dearest question.
    """
    plan = Plan(now, True, channel)
    rows = segment(reader, narrowing, now=now, country=country)
    while ids := [row.id for row in islice(rows, _BATCH)]:
        asked = {"ids": json.dumps(ids), "channel": channel.value, "type": ADDRESS_OF[channel].value}
        for customer_id, do_not_contact, ended, consent, address, complaint in reader.rows(STANDINGS, asked):
            standing = Standing(
                address,
                None if consent is None else Consent(consent),
                bool(do_not_contact),
                bool(ended),
                bool(complaint),
            )
            why = why_left_out(standing)
            if why is None and not check_load(reader, customer_id, plan, zone).allowed:
                why = LeftOut.LOAD
            yield Weighed(customer_id, address, why)


def listed_outreaches(reader: Reader, asked: Asked) -> tuple[OutreachRow, ...]:
    """The newest first: all, those not sent yet, or those sent."""
    state = None if asked.among == ALL else asked.among
    return outreaches(reader, state=state, text=asked.text, limit=asked.limit)


def outreaches(
    reader: Reader, *, state: str | None = None, text: str = "", limit: int = MOST_LISTED
) -> tuple[OutreachRow, ...]:
    """The newest first that say ``text``: of one state, or all."""
    about = {"state": state, "text": text, "limit": limit}
    return tuple(_row(row) for row in reader.rows(OUTREACHES, about))


def outreach(reader: Reader, outreach_id: int) -> OutreachRow:
    """One. Raises NoSuchRecord."""
    row = reader.row(ONE, {"id": outreach_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no outreach {id}.").format(id=outreach_id), _("`crm-tui outreach list` shows them.")
        )
    return _row(row)


def reasons(reader: Reader, outreach_id: int) -> dict[LeftOut, int]:
    """How many were left out for what, the most frequent first."""
    return {LeftOut(why): count for why, count in reader.rows(REASONS, {"id": outreach_id})}


def members(
    reader: Reader, outreach_id: int, *, left_out: bool = False, after: int = 0, limit: int = 1_000
) -> tuple[OutreachMember, ...]:
    """Those on the list, or those left out, by name as they were drawn up, beyond the member ``after``."""
    asked = {"id": outreach_id, "left_out": int(left_out), "after": after, "limit": limit}
    return tuple(
        OutreachMember(
            number,
            customer_id,
            name,
            address_as,
            language,
            address,
            None if why is None else LeftOut(why),
            maybe_from_micros(answered_at),
            answer,
        )
        for number, customer_id, name, address_as, language, address, why, answered_at, answer in reader.rows(
            MEMBERS, asked
        )
    )


def everybody_on(reader: Reader, outreach_id: int) -> Iterator[OutreachMember]:
    """All who are on the list, a page at a time."""
    after = 0
    while found := members(reader, outreach_id, after=after):
        yield from found
        after = found[-1].id


def _row(row: tuple[Any, ...]) -> OutreachRow:
    number, kind, name, channel, view, template, link, login, staff, state, drawn_at, sent_at, *others = row
    version, on_list, left_out, logged, answered = others
    return OutreachRow(
        number,
        OutreachKind(kind),
        name,
        channel,
        view,
        template,
        link,
        login,
        staff,
        OutreachState(state),
        from_micros(drawn_at),
        maybe_from_micros(sent_at),
        version,
        on_list,
        left_out,
        logged,
        answered,
    )
