"""``crm-tui staff praise``, ``look``, ``one-to-one`` and ``pulse``: what is said among colleagues."""

from datetime import date

from crm_tui.actions import one_to_ones
from crm_tui.actions.looks import look_at
from crm_tui.actions.praise import praise_colleague, praise_contact
from crm_tui.actions.pulse import ask_pulse, say_pulse
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import read_day
from crm_tui.i18n import N_, _
from crm_tui.queries.periods import quarter_of


@command(
    "praise",
    help=N_("Tell a colleague that they did well, for a contact or for anything else."),
    examples=(
        "crm-tui staff praise --contact 31 --words 'calm to the end'",
        "crm-tui staff praise paul --words 'stayed late'",
    ),
)
@argument("login", required=False, help=N_("Who did well, where it was no contact."))
@option("--contact", type=int, metavar="ID", help=N_("The contact that went well."))
@option("--words", metavar="TEXT", default="", help=N_("What they did well."))
def praise(desk: Desk, login: str | None, contact: int | None, words: str) -> None:
    """Praise somebody. Raises NoSuchRecord, InvalidInput."""
    if (login is None) is (contact is None):
        raise InvalidInput(
            _("Praise is for a contact, or for a colleague."),
            _("Give --contact ID, or a login with --words."),
            field="login",
        )
    with desk.act() as act:
        if contact is not None:
            said = praise_contact(act, contact, words)
        else:
            said = praise_colleague(act, login or "", words)
    desk.answer({"praise": said.id, "staff": said.staff_id}, [_("Praised: {name}").format(name=said.name)])


@command(
    "look",
    help=N_("Say that you looked at what a trainee logged; they see your words."),
    examples=("crm-tui staff look 31 --words 'ask since when'",),
)
@argument("contact", type=int, metavar="CONTACT", help=N_("The contact's number."))
@option("--words", metavar="TEXT", default="", help=N_("What was good, what to do next time."))
def look(desk: Desk, contact: int, words: str) -> None:
    """Look at a trainee's contact. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    with desk.act() as act:
        looked = look_at(act, contact, words)
    desk.answer(
        {"look": looked.id, "staff": looked.staff_id}, [_("Looked at: {name}").format(name=looked.name)]
    )


@command(
    "one-to-one",
    help=N_("Keep a talk with a member of staff, with their figures as they stand; for the two of you."),
    examples=("crm-tui staff one-to-one paul --went-well 'calm' --goals 'a second person until two'",),
)
@argument("login", help=N_("Whom you talked with."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day that it is about; else of this quarter."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day that it is about; else today."))
@option("--went-well", metavar="TEXT", default="", help=N_("What went well."))
@option("--was-hard", metavar="TEXT", default="", help=N_("What was hard."))
@option("--goals", metavar="TEXT", default="", help=N_("What is agreed until next time."))
@option("--training", metavar="TEXT", default="", help=N_("What they want or need to learn."))
def one_to_one(
    desk: Desk,
    login: str,
    from_day: str | None,
    to_day: str | None,
    went_well: str,
    was_hard: str,
    goals: str,
    training: str,
) -> None:
    """Keep a one-to-one. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    desk.read()

    def day(text: str | None, otherwise: date) -> date:
        return otherwise if text is None else read_day(text, desk.now, desk.zone, past=True)

    first, last = day(from_day, quarter_of(desk.today).from_on), day(to_day, desk.today)
    words = {"went_well": went_well, "was_hard": was_hard, "goals": goals, "training": training}
    with desk.act() as act:
        saved = one_to_ones.hold_one_to_one(act, login, from_on=first, to_on=last, words=words)
    told = _("One-to-one {id} is kept, with the figures as they stand.").format(id=saved.id)
    desk.answer({"one_to_one": saved.id, "version": saved.version}, [told])


@command(
    "pulse",
    help=N_("Say how you are doing today; only you and managers see it. An admin turns it on."),
    examples=("crm-tui staff pulse 4 --words 'better after lunch'", "crm-tui staff pulse --ask"),
)
@argument("level", type=int, required=False, help=N_("1 for badly up to 5 for well."))
@option("--words", metavar="TEXT", default="", help=N_("What would help."))
@option("--ask/--do-not-ask", "asks", default=None, help=N_("Ask everybody from now on, or nobody."))
def pulse(desk: Desk, level: int | None, words: str, asks: bool | None) -> None:
    """Say how one is doing, or set whether that is asked. Raises NotAllowed, InvalidInput."""
    if (level is None) is (asks is None):
        raise InvalidInput(
            _("Say how you are doing, or whether that is to be asked."),
            _("Give a level from 1 to 5, or --ask, or --do-not-ask."),
            field="level",
        )
    with desk.act() as act:
        if asks is not None:
            ask_pulse(act, asks)
        else:
            say_pulse(act, level or 0, words)
    desk.answer({"level": level, "asks": asks}, [_("Noted.")])
