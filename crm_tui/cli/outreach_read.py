"""``crm-tui outreach list``, ``show``, ``preview`` and ``export``: what goes out to whom."""

from pathlib import Path
from typing import Any

import click

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import LeftOut
from crm_tui.domain.list_views import ALL, OUTREACHES
from crm_tui.i18n import N_, _
from crm_tui.queries.outreach import (
    OutreachMember,
    OutreachRow,
    listed_outreaches,
    members,
    outreach,
    reasons,
)
from crm_tui.queries.outreach_letters import letter_to
from crm_tui.queries.template_values import Writer


@command("list", help=N_("Every outreach, the newest first."), examples=("crm-tui outreach list --json",))
@NARROWED
def list_outreaches(desk: Desk, text: str, view: str | None) -> None:
    """List them. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, OUTREACHES, text, view, otherwise=ALL)
    found = listed(desk, listed_outreaches(desk.reader, asked))
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
        "reasons": reason_counts(why),
        "members": [_member(desk, member) for member in found],
        "more": more,
    }
    desk.answer(document, [*aligned([_row(row)]), *reason_lines(why), *aligned(map(_member_row, found))])


@command(
    "preview",
    help=N_("What a customer on its list gets; the first unless one is named."),
    examples=("crm-tui outreach preview 3", "crm-tui outreach preview 3 --customer 12 --json"),
)
@argument("outreach_id", type=int, metavar="ID", help=N_("The outreach's number."))
@option("--customer", type=int, metavar="ID", help=N_("What this customer would get."))
def preview(desk: Desk, outreach_id: int, customer: int | None) -> None:
    """Print the finished text. Raises NoSuchRecord, InvalidInput where there is none to be shown."""
    reader = desk.read()
    row = outreach(reader, outreach_id)
    if not row.template:
        raise InvalidInput(
            _("Outreach {id} has no template.").format(id=outreach_id),
            _("Draw it up with --template to have a text finished for each."),
        )
    if customer is None:
        first = members(reader, outreach_id, limit=1)
        if not first:
            raise InvalidInput(_("Nobody is on its list."), _("`--left-out` of `outreach show` says why."))
        customer = first[0].customer_id
    text = letter_to(reader, outreach_id, customer, _writer(desk))
    assert text is not None, "it has a template"
    for name in text.empty:
        desk.say(_("Nothing is known for {field}: there is a gap.").format(field=f"{{{name}}}"))
    document = {
        "customer": customer,
        "template": text.template.id,
        "language": text.template.language,
        "subject": text.subject,
        "body": text.body,
        "empty": list(text.empty),
    }
    lines = [text.subject, ""] if text.subject else []
    desk.answer(document, [*lines, *text.body.splitlines()])


@command(
    "export",
    help=N_("Write those on the list to a file for the mail program, each with the finished text."),
    examples=(
        "crm-tui outreach export 3 --output spring.csv",
        "crm-tui outreach export 3 --output spring.xlsx",
    ),
)
@argument("outreach_id", type=int, metavar="ID", help=N_("The outreach's number."))
@option(
    "--output",
    metavar="FILE",
    required=True,
    help=N_("The file to make, .csv or .xlsx; it is readable by you alone."),
)
@option("--replace", is_flag=True, help=N_("Replace a file of that name."))
def export(desk: Desk, outreach_id: int, output: str, replace: bool) -> None:
    """Write the list. Raises NoSuchRecord, InvalidInput."""
    from crm_tui.exchange.outreach_list import export_outreach

    reader = desk.read()
    done = export_outreach(reader, outreach_id, Path(output), _writer(desk), replace=replace)
    if done.with_gaps:
        desk.say(_("Texts with gaps to fill in: {count}.").format(count=done.with_gaps))
    told = _("Wrote {count} rows to {file}.").format(count=done.written, file=done.file)
    desk.answer({"written": done.written, "file": str(done.file), "with_gaps": done.with_gaps}, [told])


def reason_counts(left_out: dict[LeftOut, int]) -> dict[str, int]:
    """How many were left out, by the code of the reason."""
    return {why.value: count for why, count in left_out.items()}


def reason_lines(left_out: dict[LeftOut, int]) -> list[str]:
    """How many were left out for what, a line each."""
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


def _writer(desk: Desk) -> Writer:
    return Writer(desk.business, desk.actor, desk.now)
