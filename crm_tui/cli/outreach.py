"""``crm-tui outreach``: one message to many, drawn up, exported, sent, answered."""

from pathlib import Path
from typing import Any

import click

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.growth_words import LeftOut, OutreachKind
from crm_tui.domain.list_views import CUSTOMERS
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.outreach import (
    OutreachMember,
    OutreachRow,
    members,
    outreach,
    outreaches,
    reasons,
    weigh_segment,
)
from crm_tui.queries.saved_views import view_named


@command(
    "draw",
    help=N_(
        "Draw up a list: of a segment those who may and want to hear from us, the others with the reason."
    ),
    examples=(
        "crm-tui outreach draw 'spring opening' --view clients --channel email --kind newsletter",
        "crm-tui outreach draw 'how to descale' --view owners --channel email --kind video --link https://…",
    ),
)
@argument("name", help=N_("What goes out."))
@option("--view", required=True, metavar="NAME", help=N_("The segment: a saved view of the customers."))
@option("--channel", type=choice(Channel), required=True, help=N_("On which channel it goes out."))
@option("--kind", type=choice(OutreachKind), default=OutreachKind.ANNOUNCEMENT.value, help=N_("What it is."))
@option("--template", metavar="NAME", default="", help=N_("The message template that is sent."))
@option("--link", metavar="URL", default="", help=N_("Where the video or tutorial stands."))
def draw(desk: Desk, name: str, view: str, channel: str, kind: str, template: str, link: str) -> None:
    """Draw up an outreach. Raises NotAllowed, InvalidInput."""
    reader = desk.read()
    segment = view_named(reader, desk.actor.staff_id, CUSTOMERS, view)
    weighed = list(
        weigh_segment(
            reader,
            segment.narrowing,
            Channel(channel),
            now=desk.now,
            zone=desk.zone,
            country=desk.business.country,
        )
    )
    from crm_tui.actions.outreach import NewOutreach, draw_up

    new = NewOutreach(name, kind, channel, segment.name, segment.narrowing, template, link)
    with desk.act() as act:
        drawn = draw_up(act, new, weighed)
    desk.answer(
        {"outreach": drawn.id, "on_list": drawn.on_list, "left_out": _counts(drawn.left_out)},
        [
            _("Outreach {id}: {count} on the list.").format(id=drawn.id, count=drawn.on_list),
            *_reason_lines(drawn.left_out),
        ],
    )


@command("list", help=N_("Every outreach, the newest first."), examples=("crm-tui outreach list --json",))
def list_outreaches(desk: Desk) -> None:
    """List them."""
    found = outreaches(desk.read())
    desk.answer([_document(desk, row) for row in found], aligned(map(_row, found)))


@command(
    "show",
    help=N_("Who is on its list, or who was left out and why."),
    examples=("crm-tui outreach show 3", "crm-tui outreach show 3 --left-out --json"),
)
@argument("outreach_id", type=int, metavar="ID", help=N_("The outreach's number."))
@option("--left-out", is_flag=True, help=N_("Those who are not on the list, with the reason."))
@option("--limit", type=click.IntRange(1, 10_000), default=50, help=N_("The most to list; 50 unless given."))
def show(desk: Desk, outreach_id: int, left_out: bool, limit: int) -> None:
    """Show one. Raises NoSuchRecord."""
    reader = desk.read()
    row = outreach(reader, outreach_id)
    why = reasons(reader, outreach_id)
    found = members(reader, outreach_id, left_out=left_out, limit=limit)
    more = (row.left_out if left_out else row.on_list) > len(found)
    if more:
        desk.say(_("There are more; --limit shows them."))
    document = _document(desk, row) | {
        "reasons": _counts(why),
        "members": [_member(desk, member) for member in found],
        "more": more,
    }
    desk.answer(document, [*aligned([_row(row)]), *_reason_lines(why), *aligned(map(_member_row, found))])


@command(
    "export",
    help=N_("Write those on the list to a CSV file for the mail program."),
    examples=("crm-tui outreach export 3 --output spring.csv",),
)
@argument("outreach_id", type=int, metavar="ID", help=N_("The outreach's number."))
@option("--output", metavar="FILE", required=True, help=N_("The file to make; it is readable by you alone."))
@option("--replace", is_flag=True, help=N_("Replace a file of that name."))
def export(desk: Desk, outreach_id: int, output: str, replace: bool) -> None:
    """Write the list. Raises NoSuchRecord, InvalidInput."""
    from crm_tui.exchange.outreach_list import export_outreach

    done = export_outreach(desk.read(), outreach_id, Path(output), replace=replace)
    told = _("Wrote {count} rows to {file}.").format(count=done.written, file=done.file)
    desk.answer({"written": done.written, "file": str(done.file)}, [told])


@command(
    "sent",
    help=N_("It went out: log it with each customer on the list, as one act."),
    examples=("crm-tui outreach sent 3",),
)
@argument("outreach_id", type=int, metavar="ID", help=N_("The outreach's number."))
def sent(desk: Desk, outreach_id: int) -> None:
    """Mark it as sent. Raises NoSuchRecord, NotAllowed, InvalidInput."""
    desk.read()
    from crm_tui.actions.outreach import mark_sent

    with desk.act() as act:
        done = mark_sent(act, outreach_id)
        act_id = act.id
    told = _("Logged with {count} customers; `crm-tui undo` takes it back.").format(count=done.logged)
    desk.answer({"outreach": done.id, "logged": done.logged, "act": act_id}, [told])


@command(
    "answer",
    help=N_("Count a customer's answer to it."),
    examples=("crm-tui outreach answer 3 12 --words 'wants to come'",),
)
@argument("outreach_id", type=int, metavar="ID", help=N_("The outreach's number."))
@argument("customer", type=int, metavar="CUSTOMER", help=N_("Who answered."))
@option("--words", metavar="TEXT", default="", help=N_("What they said."))
def answer(desk: Desk, outreach_id: int, customer: int, words: str) -> None:
    """Count an answer. Raises NoSuchRecord."""
    desk.read()
    from crm_tui.actions.outreach import note_answer

    with desk.act() as act:
        note_answer(act, outreach_id, customer, words)
    counted = outreach(desk.reader, outreach_id).answered
    told = _("{count} have answered.").format(count=counted)
    desk.answer({"outreach": outreach_id, "customer": customer, "answered": counted}, [told])


def _counts(left_out: dict[LeftOut, int]) -> dict[str, int]:
    return {why.value: count for why, count in left_out.items()}


def _reason_lines(left_out: dict[LeftOut, int]) -> list[str]:
    return [
        _("left out, {reason}: {count}").format(reason=why.label, count=count)
        for why, count in left_out.items()
    ]


def _document(desk: Desk, row: OutreachRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind.value,
        "channel": row.channel,
        "view": row.view,
        "template": row.template or None,
        "link": row.link or None,
        "staff": row.login,
        "state": row.state.value,
        "drawn": desk.iso(row.drawn_at),
        "sent": desk.iso(row.sent_at),
        "on_list": row.on_list,
        "left_out": row.left_out,
        "logged": row.logged,
        "answered": row.answered,
        "version": row.version,
    }


def _row(row: OutreachRow) -> tuple[str, ...]:
    counts = _("{on} on the list, {out} left out, {answered} answered").format(
        on=row.on_list, out=row.left_out, answered=row.answered
    )
    return str(row.id), row.drawn_at.date().isoformat(), row.state.label, row.kind.label, counts, row.name


def _member(desk: Desk, member: OutreachMember) -> dict[str, Any]:
    return {
        "customer": member.customer_id,
        "name": member.name,
        "address": member.address or None,
        "left_out": None if member.left_out is None else member.left_out.value,
        "answered": desk.iso(member.answered_at),
        "answer": member.answer or None,
    }


def _member_row(member: OutreachMember) -> tuple[str, ...]:
    told = member.address if member.left_out is None else member.left_out.label
    answered = _("answered") if member.answered_at is not None else ""
    return str(member.customer_id), told, answered, member.name
