"""``crm-tui staff skill``, ``train``, ``trained``, ``checklist``, ``sign``, ``job`` and ``allowance``."""

import click

from crm_tui.actions import checklists, jobs, skills, trainings
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import money_in_words, read_money
from crm_tui.domain.when import read_day
from crm_tui.domain.words import ChecklistKind
from crm_tui.i18n import N_, _

_LOGIN = argument("login", help=N_("Whom it is about."))


@command(
    "skill",
    help=N_("Say how well somebody can do something: 1 learns it, 4 teaches it. Only a manager can."),
    examples=("crm-tui staff skill paul repairs --level 3", "crm-tui staff skill paul repairs --drop"),
)
@_LOGIN
@argument("name", help=N_("What they can do."))
@option("--level", type=int, metavar="N", help=N_("1 learns it, 2 with help, 3 alone, 4 teaches it."))
@option("--drop", is_flag=True, help=N_("Take it off their list."))
def skill(desk: Desk, login: str, name: str, level: int | None, drop: bool) -> None:
    """Note a skill, or take it off. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    if (level is None) is not drop:
        raise InvalidInput(
            _("Say how well they can do it, or that it is to go."),
            _("Give --level N, or --drop."),
            field="level",
        )
    with desk.act() as act:
        if level is None:
            saved = skills.drop_skill(act, login, name)
        else:
            saved = skills.set_skill(act, login, name, level)
    desk.answer({"id": saved.id, "version": saved.version}, [_("Noted for {login}.").format(login=login)])


@command(
    "train",
    help=N_("Plan training for somebody; with a standard alone, because they miss it. Only a manager can."),
    examples=(
        "crm-tui staff train paul 'upset callers' --due '1 dec'",
        "crm-tui staff train paul --standard 4",
    ),
)
@_LOGIN
@argument("name", required=False, help=N_("What is to be learnt; else it is named after the standard."))
@option("--standard", type=int, metavar="ID", help=N_("The standard that it is to help keep."))
@option("--why", metavar="TEXT", default="", help=N_("What it is to help with."))
@option("--due", metavar="DAY", help=N_("By when they are to take it."))
def train(desk: Desk, login: str, name: str | None, standard: int | None, why: str, due: str | None) -> None:
    """Plan training. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    desk.read()
    due_on = None if due is None else read_day(due, desk.now, desk.zone)
    with desk.act() as act:
        if name is None and standard is not None:
            saved = trainings.train_for_standard(act, login, standard, due_on=due_on)
        else:
            saved = trainings.plan_training(act, login, name or "", why=why, due_on=due_on, standard=standard)
    desk.answer({"training": saved.id}, [_("Training {id}: {name}").format(id=saved.id, name=saved.name)])


@command(
    "trained",
    help=N_("Training was taken."),
    examples=("crm-tui staff trained 3 --on yesterday",),
)
@argument("training_id", type=int, metavar="ID", help=N_("The training's number."))
@option("--on", "on_day", metavar="DAY", help=N_("When it was taken; today unless given."))
def trained(desk: Desk, training_id: int, on_day: str | None) -> None:
    """Note training as taken. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    desk.read()
    day = None if on_day is None else read_day(on_day, desk.now, desk.zone, past=True)
    with desk.act() as act:
        saved = trainings.take_training(act, training_id, on=day)
    desk.answer({"training": saved.id}, [_("Training taken: {name}").format(name=saved.name)])


@command(
    "checklist",
    help=N_("Begin a newcomer's checklist, or add to it; the standards to read stand on it by themselves."),
    examples=(
        "crm-tui staff checklist tuli --calls 3",
        "crm-tui staff checklist tuli --add 'knows where the keys hang'",
    ),
)
@_LOGIN
@option("--calls", type=int, metavar="N", help=N_("Begin it with so many calls to be accompanied."))
@option("--add", "what", metavar="TEXT", help=N_("Add one thing to it."))
@option(
    "--kind",
    type=choice(ChecklistKind),
    default=ChecklistKind.OTHER.value,
    help=N_("What is added: read, accompanied or other; other unless given."),
)
def checklist(desk: Desk, login: str, calls: int | None, what: str | None, kind: str) -> None:
    """Begin a checklist or add to it. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    if (calls is None) is (what is None):
        raise InvalidInput(
            _("Begin the checklist, or add one thing to it."),
            _("Give --calls N, or --add TEXT."),
            field="what",
        )
    with desk.act() as act:
        if calls is not None:
            saved = checklists.start_checklist(act, login, calls=calls)
        else:
            saved = checklists.add_to_checklist(act, login, what or "", kind=kind)
    desk.answer({"items": list(saved.ids)}, [_("On the checklist of {name}.").format(name=saved.name)])


@command(
    "sign",
    help=N_("Sign an item of a checklist off, an accompanied call with the contact that it was."),
    examples=("crm-tui staff sign 7 --contact 31",),
)
@argument("item", type=int, metavar="ITEM", help=N_("The item's number, as `staff show` lists it."))
@option("--contact", type=int, metavar="ID", help=N_("The contact that was listened in to."))
def sign(desk: Desk, item: int, contact: int | None) -> None:
    """Sign an item off. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    with desk.act() as act:
        saved = checklists.sign_off(act, item, interaction=contact)
    desk.answer({"items": list(saved.ids)}, [_("Signed off for {name}.").format(name=saved.name)])


@command(
    "job",
    help=N_("Describe somebody's job, and name the standards that it holds to. Only a manager can."),
    examples=("crm-tui staff job paul --text 'Answers the phone.' --standard 1 --standard 4",),
)
@_LOGIN
@option("--text", metavar="TEXT", help=N_("What they do here."))
@option("--standard", type=int, multiple=True, metavar="ID", help=N_("A standard that it names; repeat."))
@IF_VERSION
def job(desk: Desk, login: str, text: str | None, standard: tuple[int, ...], if_version: int | None) -> None:
    """Describe a job. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = jobs.describe_job(act, login, job=text, standards=standard or None, version=if_version)
    desk.answer({"id": saved.id, "version": saved.version}, [_("Described for {login}.").format(login=login)])


@command(
    "allowance",
    help=N_("What somebody may spend on a case to make it good without asking. Only an admin can."),
    examples=("crm-tui staff allowance paul 25.00", "crm-tui staff allowance paul --none"),
)
@_LOGIN
@argument("amount", required=False, help=N_("The amount, without a currency."))
@option("--none", "nothing", is_flag=True, help=N_("Nothing is agreed any more."))
def allowance(desk: Desk, login: str, amount: str | None, nothing: bool) -> None:
    """Set an allowance. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    if (amount is None) is not nothing:
        raise click.UsageError(_("Give an amount, or --none."))
    wanted = None if amount is None else read_money(amount)
    with desk.act() as act:
        saved = jobs.set_allowance(act, login, wanted)
    shown = _("nothing agreed") if wanted is None else money_in_words(wanted, desk.business.currency)
    told = _("{login} may spend on a case: {amount}").format(login=login, amount=shown)
    desk.answer({"id": saved.id, "version": saved.version}, [told])
