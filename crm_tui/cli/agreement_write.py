"""``crm-tui agreement add``, ``change``, ``renew``, ``notice`` and ``end``."""

from datetime import date, datetime
from typing import Any

from crm_tui.actions import agreement_terms, agreements
from crm_tui.actions.agreement_parts import SavedAgreement
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.domain.agreements import read_notice_period
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import Renewal
from crm_tui.domain.money import read_money
from crm_tui.domain.when import read_day
from crm_tui.i18n import N_, _

_ID = argument("agreement_id", type=int, metavar="ID", help=N_("The agreement's number."))
_AT = option("--at", metavar="TIME", help=N_("When that was: 10:15, yesterday 16:00; else now."))

#: Options that are fields of an agreement, and those of them that are read from what is typed.
_fields = options(
    option("--name", metavar="TEXT", help=N_("What both sides call it.")),
    option("--start", "start_on", metavar="DAY", help=N_("The first day on which it holds; else today.")),
    option("--end", "end_on", metavar="DAY", help=N_("The last day on which it holds.")),
    option("--notice", "notice_on", metavar="DAY", help=N_("The last day to give notice.")),
    option(
        "--notice-period",
        metavar="SPAN",
        help=N_("How long before the end notice is given: 30 d, 6 weeks, 3 months."),
    ),
    option("--renewal", type=choice(Renewal), help=N_("How it goes on after its end.")),
    option("--renewal-months", type=int, metavar="N", help=N_("How long a further term lasts; else 12.")),
    option("--value", metavar="AMOUNT", help=N_("What it is worth in a term.")),
    option("--currency", metavar="CODE", help=N_("The currency of that; else the business's.")),
    option("--terms", metavar="TEXT", help=N_("What each side does, and for what.")),
    option("--boundaries", metavar="TEXT", help=N_("What neither side does.")),
    option("--owner", metavar="LOGIN", help=N_("Who looks after it and is reminded; else you.")),
)


@command(
    "add",
    help=N_("Write an agreement down; its owner is reminded before the day for notice."),
    examples=(
        "crm-tui agreement add 12 --name 'Delivery 2027' --start 2027-01-01 --end 2027-12-31 \\",
        "    --notice-period '3 months' --renewal automatic --terms 'parts within 3 days'",
    ),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@_fields
@_AT
def add(desk: Desk, customer: int, at: str | None, **given: Any) -> None:
    """Write an agreement down. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    desk.read()
    if given["name"] is None:
        raise InvalidInput(
            _("An agreement needs a name."), _("Give --name, as both sides call it."), field="name"
        )
    fields = {"start_on": desk.today, **_read(desk, given)}
    signed_at = _past(desk, at)
    with desk.act() as act:
        new = agreements.NewAgreement(**fields)
        saved = agreements.add_agreement(act, customer, new, signed_at=signed_at)
    _answer(desk, saved, _("Agreement {id} is written down."))


@command(
    "change",
    help=N_("Change what is given and leave the rest; '' empties a day or a text."),
    examples=("crm-tui agreement change 3 --notice 2027-09-15 --why 'they agreed to it'",),
)
@_ID
@_fields
@option("--why", metavar="TEXT", default="", help=N_("Why."))
@IF_VERSION
def change(desk: Desk, agreement_id: int, why: str, if_version: int | None, **given: Any) -> None:
    """Change an agreement. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    changes = _read(desk, given)
    if not changes:
        raise InvalidInput(
            _("Nothing to change was given."),
            _("`crm-tui agreement change --help` lists what can be changed."),
        )
    with desk.act() as act:
        saved = agreements.change_agreement(act, agreement_id, changes, why, if_version=if_version)
    _answer(desk, saved, _("Agreement {id} is changed."))


@command(
    "renew",
    help=N_(
        "Let one go on for a further term; with --due those that renew themselves and whose end is over."
    ),
    examples=("crm-tui agreement renew 3 --until 2028-12-31", "crm-tui agreement renew --due"),
)
@argument(
    "agreement_id", type=int, metavar="ID", required=False, help=N_("The agreement's number; not with --due.")
)
@option("--until", metavar="DAY", help=N_("The new end; else a further term after the old one."))
@option("--why", metavar="TEXT", default="", help=N_("Why."))
@option("--due", is_flag=True, help=N_("Those that renew themselves; a desk that is open does it too."))
@_AT
@IF_VERSION
def renew(
    desk: Desk,
    agreement_id: int | None,
    until: str | None,
    why: str,
    due: bool,
    at: str | None,
    if_version: int | None,
) -> None:
    """Renew an agreement. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    if due == (agreement_id is not None):
        raise InvalidInput(
            _("Which one is renewed?"), _("Give the agreement's number, or --due."), field="agreement_id"
        )
    if agreement_id is None:
        with desk.act() as act:
            ids = agreement_terms.renew_by_themselves(act)
        desk.answer({"renewed": list(ids)}, [_("Renewed: {count}").format(count=len(ids))])
        return
    end_on, when = _day(desk, until), _past(desk, at)
    with desk.act() as act:
        saved = agreement_terms.renew_agreement(
            act, agreement_id, until=end_on, why=why, at=when, if_version=if_version
        )
    _answer(desk, saved, _("Agreement {id} holds until {end}."))


@command(
    "notice",
    help=N_("Say that it ends at its end, or on a day that is given."),
    examples=("crm-tui agreement notice 3 --why 'another supplier is nearer'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("The reason."))
@option("--end", metavar="DAY", help=N_("When it ends, if not at its end."))
@_AT
@IF_VERSION
def notice(
    desk: Desk, agreement_id: int, why: str, end: str | None, at: str | None, if_version: int | None
) -> None:
    """Give notice. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    end_on, when = _day(desk, end), _past(desk, at)
    with desk.act() as act:
        saved = agreement_terms.give_notice(
            act, agreement_id, why, end_on=end_on, at=when, if_version=if_version
        )
    _answer(desk, saved, _("Agreement {id} ends on {end}."))


@command(
    "end",
    help=N_("It holds no longer. The reason stays with it."),
    examples=("crm-tui agreement end 3 --why 'they closed their shop' --on yesterday",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("The reason."))
@option("--on", metavar="DAY", help=N_("Its last day; today unless given."))
@_AT
@IF_VERSION
def end(
    desk: Desk, agreement_id: int, why: str, on: str | None, at: str | None, if_version: int | None
) -> None:
    """End an agreement. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    day = None if on is None else read_day(on, desk.now, desk.zone, past=True)
    when = _past(desk, at)
    with desk.act() as act:
        saved = agreement_terms.end_agreement(act, agreement_id, why, on=day, at=when, if_version=if_version)
    _answer(desk, saved, _("Agreement {id} ended on {end}."))


def _read(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """What was given as fields of an agreement; days that are '' become none."""
    fields = {name: value for name, value in given.items() if value is not None}
    for name in ("start_on", "end_on", "notice_on"):
        if name in fields:
            fields[name] = _day(desk, fields[name])
    if fields.get("start_on", desk.today) is None:
        raise InvalidInput(_("An agreement starts on a day."), _("Give that day."), field="start_on")
    if "notice_period" in fields:
        fields["notice_period"] = read_notice_period(fields["notice_period"])
    if "value" in fields:
        fields["value"] = read_money(fields["value"]) if fields["value"] else None
    return fields


def _day(desk: Desk, text: str | None) -> date | None:
    return read_day(text, desk.now, desk.zone) if text else None


def _past(desk: Desk, text: str | None) -> datetime | None:
    return None if text is None else desk.past(text)


def _answer(desk: Desk, saved: SavedAgreement, sentence: str) -> None:
    desk.answer(
        {
            "id": saved.id,
            "version": saved.version,
            "end": saved.end_on and saved.end_on.isoformat(),
            "notice": saved.notice_on and saved.notice_on.isoformat(),
            "reminder": saved.reminder,
        },
        [sentence.format(id=saved.id, end=saved.end_on)],
    )
