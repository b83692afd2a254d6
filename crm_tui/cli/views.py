"""``crm-tui view``: what lists are narrowed to and sorted by, under names."""

from typing import Any

from crm_tui.cli.customer_read import narrowed
from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import FILTER, one_view_at_a_time
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.list_views import CUSTOMERS, LISTS, Narrowing, built_in_views
from crm_tui.domain.words import Health, Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.customers import ALL
from crm_tui.queries.list_order import Sort, read_order
from crm_tui.queries.own_filters import read_filter
from crm_tui.queries.saved_views import ListView, saved_views, seen_through


@command(
    "list",
    help=N_("The saved views that you see: your own, and those that all share."),
    examples=("crm-tui view list", "crm-tui view list --list customers --json"),
)
@option("--list", "list_name", type=choice(LISTS), help=N_("Only those of this list."))
def list_views(desk: Desk, list_name: str | None) -> None:
    """List the saved views."""
    found = saved_views(desk.read(), desk.actor.staff_id, list_name or "")
    desk.answer([_document(view) for view in found], aligned(map(_row, found)))


@command(
    "add",
    help=N_("Save a view of a list; one of yours with this name shows it from now on."),
    examples=(
        "crm-tui view add 'key customers' --tier key --sort last-contact",
        "crm-tui view add 'all clients' --kind client --shared",
        "crm-tui view add kettles --list sales --view all --filter kettle",
    ),
)
@argument("name", help=N_("What it is to be called."))
@option(
    "--list", "list_name", type=choice(LISTS), default=CUSTOMERS, help=N_("The list; customers unless given.")
)
@option("--view", "view", metavar="NAME", help=N_("The view of the list that it stands on."))
@FILTER
@option(
    "--sort",
    metavar="ORDER",
    help=N_("Of customers: name, last-contact, next-due, health, newest, or the code of a field."),
)
@option("--kind", type=choice(Kind), help=N_("Only customers who are this to us."))
@option("--tier", metavar="CODE", help=N_("Only customers of this tier."))
@option("--manager", metavar="LOGIN", help=N_("Only customers whom this member of staff looks after."))
@option("--health", type=choice(Health), help=N_("Only customers who are doing so."))
@option("--shared", is_flag=True, help=N_("For everybody; this takes a manager."))
def add(
    desk: Desk,
    name: str,
    list_name: str,
    view: str | None,
    text: str,
    sort: str | None,
    shared: bool,
    **of_customers: str | None,
) -> None:
    """Save a view. Raises InvalidInput, NotAllowed."""
    desk.read()
    if list_name != CUSTOMERS and (sort is not None or any(of_customers.values())):
        raise InvalidInput(
            _("Only customers are sorted, or narrowed by kind, tier, manager or health."),
            _("Leave these options out; --view and --filter narrow every list."),
            field="list",
        )
    chosen = narrowed(desk, **of_customers)
    narrowing = Narrowing(chosen.among.value, chosen.value)
    if view is not None or list_name != CUSTOMERS:
        if chosen != ALL:
            raise one_view_at_a_time()
        shown_first = built_in_views(list_name)[0].narrowing.among
        narrowing = seen_through(desk.reader, desk.actor.staff_id, list_name, view or shown_first)
    narrowing = narrowing.with_text(f"{narrowing.text} {text}")
    order = ""
    if list_name == CUSTOMERS:
        order = read_order(sort or Sort.NAME.value, own_fields(desk.reader)).value
        read_filter(desk.reader, narrowing.text, desk.now)  # a view that cannot be shown is not saved
    from crm_tui.actions.saved_views import save_view

    with desk.act() as act:
        saved = save_view(act, list_name, name, narrowing, order, shared=shared)
    told = _("View {id} is saved: {name}.").format(id=saved.id, name=saved.name)
    desk.answer({"id": saved.id, "version": saved.version}, [told])


@command("rename", help=N_("Give a saved view another name."), examples=("crm-tui view rename 3 'regulars'",))
@argument("view", type=int, metavar="ID", help=N_("The view's number."))
@argument("name", help=N_("What it is to be called."))
def rename(desk: Desk, view: int, name: str) -> None:
    """Rename a view. Raises NoSuchRecord, NotAllowed, InvalidInput."""
    desk.read()
    from crm_tui.actions.saved_views import rename_view

    with desk.act() as act:
        saved = rename_view(act, view, name)
    told = _("View {id} is called so: {name}.").format(id=saved.id, name=saved.name)
    desk.answer({"id": saved.id, "version": saved.version}, [told])


@command("delete", help=N_("Forget a saved view."), examples=("crm-tui view delete 3",))
@argument("view", type=int, metavar="ID", help=N_("The view's number."))
def delete(desk: Desk, view: int) -> None:
    """Forget a view. Raises NoSuchRecord, NotAllowed."""
    desk.read()
    from crm_tui.actions.saved_views import delete_view

    with desk.act() as act:
        saved = delete_view(act, view)
    told = _("Forgotten: view {name}.").format(name=saved.name)
    desk.answer({"id": saved.id, "version": saved.version}, [told])


def _document(view: ListView) -> dict[str, Any]:
    return {
        "id": view.id,
        "list": view.list,
        "name": view.name,
        "narrowed": view.narrowing.as_plain(),
        "sort": view.sort,
        "shared": view.shared,
        "owner": view.owner,
        "version": view.version,
    }


def _row(view: ListView) -> tuple[str, ...]:
    narrowing = view.narrowing
    shown = " ".join(str(part) for part in (narrowing.among, narrowing.value, narrowing.text) if part != "")
    whose = _("shared by {login}").format(login=view.owner) if view.shared else _("yours")
    return str(view.id), view.list, whose, shown, view.name
