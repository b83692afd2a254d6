"""``crm-tui undo`` and ``redo``: taking back what I did, through whichever door it was done."""

from crm_tui.actions import undo as actions
from crm_tui.actions.undo import TakenBack
from crm_tui.cli.ask import confirm, somebody_is_there
from crm_tui.cli.declare import argument, command
from crm_tui.cli.desk import Desk
from crm_tui.commands.sentences import act_in_words
from crm_tui.domain.acts import ASK_AFTER
from crm_tui.i18n import N_, _
from crm_tui.queries import journal
from crm_tui.queries.journal import ActLine


@command(
    "undo",
    help=N_("Take back the last thing you did, or an act by its number; `crm-tui journal` lists them."),
    examples=("crm-tui undo", "crm-tui undo 31"),
)
@argument(
    "act_id", type=int, required=False, metavar="[ACT]", help=N_("The act's number; your last unless given.")
)
def undo(desk: Desk, act_id: int | None) -> None:
    """Name the act and take it back. Raises ChangedSince with the reason, NoSuchRecord, NotAllowed."""
    reader = desk.read()
    act = journal.last_act(reader, desk.actor.staff_id) if act_id is None else journal.act(reader, act_id)
    if act is not None and not _agreed(desk, act):
        desk.say(_("It was left as it is."))
        return
    with desk.act() as written:
        taken = actions.undo(written, act_id if act is None else act.id)
    _answer(desk, taken, _("Taken back: {what}"))


@command(
    "redo",
    help=N_("Do again what you last took back."),
    examples=("crm-tui redo",),
)
def redo(desk: Desk) -> None:
    """Do again what was taken back last. Raises ChangedSince when there is nothing, or it no longer fits."""
    with desk.act() as act:
        taken = actions.redo(act)
    _answer(desk, taken, _("Done again: {what}"))


def _agreed(desk: Desk, act: ActLine) -> bool:
    """Whether to go on: an act of some time ago is asked about where somebody is there to answer."""
    if desk.now - act.at <= ASK_AFTER or not somebody_is_there():
        return True
    at = act.at.astimezone(desk.zone)
    return confirm(
        _("Take back what you did on {time}, “{what}”?").format(
            time=f"{at:%Y-%m-%d %H:%M}", what=act_in_words(act.verb, act.customer)
        )
    )


def _answer(desk: Desk, taken: TakenBack, sentence: str) -> None:
    what = act_in_words(taken.verb, taken.customer)
    desk.answer({"act": taken.act, "what": what, "refused": None}, [sentence.format(what=what)])
