"""``crm-tui outreach draw``, ``sent`` and ``answer``: one message to many."""

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.outreach_read import reason_counts, reason_lines
from crm_tui.domain.growth_words import OutreachKind
from crm_tui.domain.list_views import CUSTOMERS
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.outreach import outreach, weigh_segment
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
        {"outreach": drawn.id, "on_list": drawn.on_list, "left_out": reason_counts(drawn.left_out)},
        [
            _("Outreach {id}: {count} on the list.").format(id=drawn.id, count=drawn.on_list),
            *reason_lines(drawn.left_out),
        ],
    )


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
