"""``crm-tui referral``: who recommended us to whom, thanked for, and what it brought."""

from typing import Any

import click

from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, REFERRALS
from crm_tui.i18n import N_, _
from crm_tui.queries.referrals import Referral, listed_referrals


@command(
    "add",
    help=N_("A customer came because another recommended us."),
    examples=("crm-tui referral add 31 --by 12 --words 'told him over lunch'",),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("Who came."))
@option("--by", "by_id", type=int, metavar="ID", required=True, help=N_("Who recommended us."))
@option("--words", metavar="TEXT", default="", help=N_("What they said."))
@option("--at", metavar="TIME", help=N_("When we heard of it; now unless given."))
def add(desk: Desk, customer: int, by_id: int, words: str, at: str | None) -> None:
    """Write a referral down. Raises NoSuchRecord, InvalidInput."""
    desk.read()
    from crm_tui.actions.referrals import add_referral

    when = None if at is None else desk.past(at)
    with desk.act() as act:
        saved = add_referral(act, customer, by_id, words, at=when)
    desk.answer(
        {"id": saved.id, "customer": saved.customer_id, "by": saved.by_customer_id},
        [_("Referral {id} is written down; `crm-tui referral thank {id}` thanks.").format(id=saved.id)],
    )


@command(
    "list",
    help=N_("Referrals, the newest first."),
    examples=("crm-tui referral list", "crm-tui referral list --customer 12 --json"),
)
@option("--customer", "customer_id", type=int, metavar="ID", help=N_("Those by or of this customer."))
@NARROWED
def list_referrals(desk: Desk, customer_id: int | None, text: str, view: str | None) -> None:
    """List the referrals. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, REFERRALS, text, view, otherwise=ALL)
    shown = listed(desk, listed_referrals(desk.reader, asked, customer_id))
    desk.answer([_document(desk, one) for one in shown], aligned(_row(desk, one) for one in shown))


@command(
    "thank",
    help=N_("Plan a follow-up that thanks who recommended us, or with --done say that they were thanked."),
    examples=("crm-tui referral thank 3 --when 2d", "crm-tui referral thank 3 --done"),
)
@argument("referral", type=int, metavar="ID", help=N_("The referral's number."))
@option("--when", metavar="WHEN", default="tomorrow", help=N_("When; tomorrow unless given."))
@option("--done", is_flag=True, help=N_("They were thanked just now."))
@option("--override", metavar="REASON", default="", help=N_("Why it is planned against the contact load."))
@IF_VERSION
def thank(desk: Desk, referral: int, when: str, done: bool, override: str, if_version: int | None) -> None:
    """Thank who recommended us. Raises NoSuchRecord, ChangedSince, InvalidInput, OverContactLoad."""
    desk.read()
    from crm_tui.actions.referrals import note_thanks, plan_thanks

    due = desk.when(when)
    with desk.act() as act:
        if done:
            saved = note_thanks(act, referral, if_version=if_version)
        else:
            saved = plan_thanks(act, referral, due, override_why=override, if_version=if_version)
    said = _("Thanked.") if done else _("Follow-up {id} thanks them.").format(id=saved.follow_up)
    document = {
        "id": saved.id,
        "follow_up": saved.follow_up,
        "version": saved.version,
        "warnings": [notice.text for notice in saved.warnings],
    }
    desk.answer(document, [*(notice.text for notice in saved.warnings), said])


@command(
    "report",
    help=N_("What referrals brought in a period, as `report referrals` has it."),
    examples=("crm-tui referral report", "crm-tui referral report --from '1 jan' --json"),
)
@option("--from", "from_day", metavar="DAY", help=N_("The first day; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day; else this quarter's."))
def report(_desk: Desk, from_day: str | None, to_day: str | None) -> None:
    """Print the report on referrals. Raises InvalidInput."""
    from crm_tui.cli.report import report as print_report

    click.get_current_context().invoke(
        print_report, name="referrals", from_day=from_day, to_day=to_day, as_csv=False, as_html=False
    )


def _document(desk: Desk, one: Referral) -> dict[str, Any]:
    return {
        "id": one.id,
        "customer": one.customer_id,
        "name": one.customer,
        "by": one.by_id,
        "by_name": one.by,
        "words": one.words or None,
        "at": desk.iso(one.at),
        "thanked": desk.iso(one.thanked_at),
        "follow_up": one.follow_up_id,
        "version": one.version,
    }


def _row(desk: Desk, one: Referral) -> tuple[str, ...]:
    thanked = (
        _("thanked") if one.thanked_at else _("thanks planned") if one.follow_up_id else _("not thanked")
    )
    day = one.at.astimezone(desk.zone).date().isoformat()
    return str(one.id), day, thanked, _("{by} → {customer}").format(by=one.by, customer=one.customer)
