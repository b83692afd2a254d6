"""``crm-tui customer list`` and ``show``."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from crm_tui.cli.customer_documents import customer_document, customer_lines
from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.contact_load import Plan
from crm_tui.domain.custom_fields import OwnField, field_named, plain_value
from crm_tui.domain.errors import InvalidInput, NoSuchRecord
from crm_tui.domain.list_views import CUSTOMERS
from crm_tui.domain.words import Channel, Health, Kind
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries import customers as queries
from crm_tui.queries.custom_fields import FieldValue, own_fields, values_of
from crm_tui.queries.customer_page import record
from crm_tui.queries.customers import ALL, Among, CustomerRow, View
from crm_tui.queries.health import health_of
from crm_tui.queries.list_order import Sort, read_order
from crm_tui.queries.load import check_load
from crm_tui.queries.merges import MergeLine, merges_of
from crm_tui.queries.sales import Bought, bought
from crm_tui.queries.saved_views import view_named
from crm_tui.queries.segments import view_of
from crm_tui.queries.timeline import timeline
from crm_tui.store.merged import who_stayed


@command(
    "list",
    help=N_("List customers. A list that was cut says so; --after goes on behind a customer."),
    examples=(
        "crm-tui customer list --sort last-contact --limit 20",
        "crm-tui customer list --filter ash --json",
        "crm-tui customer list --column size --sort -seats --filter 'seats:>10 since:<2025'",
    ),
)
@option(
    "--sort",
    metavar="ORDER",
    help=N_("name, last-contact, next-due, health, newest, or the code of a field."),
)
@option(
    "--column",
    "codes",
    metavar="CODE",
    multiple=True,
    help=N_("Show a field of the business's own as well; may be repeated."),
)
@option("--limit", type=click.IntRange(1, 10_000), default=50, help=N_("The most to list; 50 unless given."))
@option("--after", type=int, metavar="ID", help=N_("Go on behind this customer."))
@option("--filter", "text", metavar="TEXT", default="", help=N_("Only those found by it, as in find."))
@option("--kind", type=choice(Kind), help=N_("Only those who are this to us."))
@option("--tier", metavar="CODE", help=N_("Only those of this tier."))
@option("--manager", metavar="LOGIN", help=N_("Only those whom this member of staff looks after."))
@option("--health", type=choice(Health), help=N_("Only those who are doing so."))
@option("--view", "saved", metavar="NAME", help=N_("Those of a saved view, in its order."))
def list_customers(
    desk: Desk,
    sort: str | None,
    codes: tuple[str, ...],
    limit: int,
    after: int | None,
    text: str,
    kind: str | None,
    tier: str | None,
    manager: str | None,
    health: str | None,
    saved: str | None,
) -> None:
    """List customers, a page at a time.

    Raises NoSuchRecord for an unknown ``after``; InvalidInput for an unknown field or order, and for what a
    field cannot be asked for.
    """
    reader = desk.read()
    fields = own_fields(reader)
    columns = tuple(field_named(fields, code) for code in codes)
    view, wanted = narrowed(desk, kind, tier, manager, health), sort
    if saved is not None:
        if view != ALL or text:
            raise _one_thing()
        found = view_named(reader, desk.actor.staff_id, CUSTOMERS, saved)
        view, text = view_of(found.narrowing, desk.now), found.narrowing.text
        wanted = sort or found.sort
    order = read_order(wanted or Sort.NAME.value, fields)
    start = None if after is None else queries.key_of(reader, order, after)
    if after is not None and start is None:
        raise NoSuchRecord(
            _("There is no customer {id}.").format(id=after), _("Name the last customer of the page before.")
        )
    page = queries.page(
        reader,
        now=desk.now,
        sort=order,
        view=view,
        text=text,
        country=desk.business.country,
        columns=columns,
        after=start,
        limit=limit,
    )
    document: dict[str, Any] = {
        "customers": [_document(desk, row) | _shown(columns, row) for row in page.rows],
        "more": page.more or page.cut,
    }
    if page.cut:
        desk.say(_("Only the newest {count} that match were looked at.").format(count=queries.MOST_FILTERED))
    if page.more:
        desk.say(
            _("{count} of more than {count}; --after {id} goes on.").format(count=limit, id=page.rows[-1].id)
        )
    desk.answer(document, aligned(map(_row, page.rows)))


@command(
    "show",
    help=N_("A customer with everything about them: how to reach them, what is open, what happened."),
    examples=("crm-tui customer show 12", "crm-tui customer show 12 --json"),
)
@argument("customer", type=int, metavar="ID", help=N_("The customer's number."))
@option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    help=N_("The most entries of the timeline; 50 unless given."),
)
def show(desk: Desk, customer: int, limit: int) -> None:
    """Show a customer. Raises NoSuchRecord."""
    reader = desk.read()
    stayed = who_stayed(reader, customer)
    if stayed is not None:
        desk.say(
            _("Customer {id} was merged into customer {kept}, {name}.").format(
                id=customer, kept=stayed[0], name=stayed[1]
            )
        )
        customer = stayed[0]
    found = record(reader, customer)
    happened = timeline(reader, customer, limit=limit)
    load = check_load(reader, customer, Plan(desk.now, True, Channel.PHONE), desk.zone)
    if happened.more:
        desk.say(_("The timeline goes on; --limit shows more."))
    health = health_of(reader, customer, desk.now)
    shown = (desk, found, happened, load, health)
    merged, own, sold = merges_of(reader, customer), values_of(reader, customer), bought(reader, customer)
    desk.answer(
        {
            **customer_document(*shown),
            "fields": _own(own),
            "bought": None if sold is None else _bought(sold),
            "merged": [_merge_document(desk, line) for line in merged],
        },
        [
            *customer_lines(*shown),
            *aligned((value.label, value.value) for value in own),
            *([] if sold is None else [_bought_line(sold)]),
            *map(_merge_line, merged),
        ],
    )


def _bought(sold: Bought) -> dict[str, Any]:
    """How often they bought, and the last time; cancelled sales do not count."""
    return {"times": sold.count, "last": sold.last, "on": sold.last_on.isoformat(), "sale": sold.last_id}


def _bought_line(sold: Bought) -> str:
    told = ngettext("bought {day}: {what}", "bought {count} times, last {day}: {what}", sold.count)
    return told.format(count=sold.count, day=sold.last_on.isoformat(), what=sold.last)


def _own(values: Iterable[FieldValue]) -> dict[str, Any]:
    """What the business's own fields say, by code; a number as a number."""
    return {one.code: plain_value(one.type, one.value) for one in values}


def _shown(columns: Sequence[OwnField], row: CustomerRow) -> dict[str, Any]:
    """What the fields say that were asked for, None for nothing."""
    said = zip(columns, row.own, strict=True)
    fields = {field.code: plain_value(field.type, value) if value else None for field, value in said}
    return {"fields": fields} if columns else {}


def _merge_document(desk: Desk, line: MergeLine) -> dict[str, Any]:
    at = desk.iso(line.at)
    return {"act": line.act_id, "customer": line.gone_id, "name": line.name, "at": at, "staff": line.staff}


def _merge_line(line: MergeLine) -> str:
    return _("Merged on {day} by {staff} (`crm-tui unmerge {act}`): {name}").format(
        day=line.at.date().isoformat(), staff=line.staff, act=line.act_id, name=line.name
    )


def narrowed(desk: Desk, kind: str | None, tier: str | None, manager: str | None, health: str | None) -> View:
    """The view that the options of a command ask for. Raises InvalidInput for more than one of them."""
    views = []
    if kind is not None:
        views.append(View(Among.KIND, kind))
    if tier is not None:
        views.append(View(Among.TIER, tier))
    if manager is not None:
        views.append(View(Among.MANAGER, desk.staff_id(manager)))
    if health is not None:
        views.append(View(Among.HEALTH, health))
    if len(views) > 1:
        raise _one_thing()
    return views[0] if views else ALL


def _one_thing() -> InvalidInput:
    return InvalidInput(
        _("A list is narrowed by one thing at a time."),
        _("Give one of --kind, --tier, --manager, --health and --view."),
    )


def _document(desk: Desk, row: CustomerRow) -> dict[str, Any]:
    due = None
    if row.next_due_at is not None and row.next_due_on is not None:
        due = desk.due(row.next_due_at, row.next_due_on, row.next_due_all_day)
    return {
        "id": row.id,
        "name": row.name,
        "form": row.form.value,
        "organisation": row.organisation or None,
        "tier": row.tier or None,
        "manager": row.manager_id,
        "do_not_contact": row.do_not_contact,
        "last_contact": desk.iso(row.last_contact_at),
        "next_due": due,
        "overdue": row.overdue,
        "open_cases": row.open_cases,
        "health": row.health.value,
    }


def _row(row: CustomerRow) -> tuple[str, ...]:
    name = " · ".join(filter(None, (row.name, row.organisation)))
    due = "" if row.next_due_on is None else row.next_due_on.isoformat()
    last = "" if row.last_contact_at is None else row.last_contact_at.date().isoformat()
    return (
        str(row.id),
        last,
        "!" if row.overdue else "·",
        due,
        row.tier_label,
        row.manager_initials,
        *row.own,
        name,
    )
