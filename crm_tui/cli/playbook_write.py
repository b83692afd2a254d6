"""``crm-tui playbook add``, ``set`` and ``retire``."""

from crm_tui.actions.playbooks import PlaybookSaved, add_playbook, change_playbook, retire_playbook
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.cli.playbook_read import GENERAL, WHICH, find_playbook, situation_of
from crm_tui.cli.text_file import read_file_or_stdin
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.playbook_text import parse_steps
from crm_tui.domain.words import Mood
from crm_tui.i18n import N_, _
from crm_tui.queries.playbooks import playbook_for

_narrowed = options(
    option("--mood", type=choice(Mood), help=N_("Only when this is how the customer feels.")),
    option("--outcome", metavar="CODE", help=N_("Only with this outcome; declined is what we must refuse.")),
)


@command(
    "add",
    help=N_("Set up a playbook for a situation, one step after the other."),
    examples=(
        "crm-tui playbook add --nature sale --step 'ask what it is for' --step '! say what it costs'",
        "crm-tui playbook add --mood upset --name 'Upset customer' --file upset.txt",
    ),
)
@option("--nature", metavar="CODE", default=GENERAL, help=N_("What the contact is about; else every one."))
@_narrowed
@option("--name", metavar="NAME", default="", help=N_("What it is called; its situation unless given."))
@option("--step", "typed", metavar="TEXT", multiple=True, help=N_("A step, required with ! in front."))
@option("--file", metavar="FILE", help=N_("The steps in a file, one a line; - reads stdin."))
def add(
    desk: Desk,
    nature: str,
    mood: str | None,
    outcome: str | None,
    name: str,
    typed: tuple[str, ...],
    file: str | None,
) -> None:
    """Set up a playbook. Raises NotAllowed, InvalidInput."""
    if (file is None) == (not typed):
        raise InvalidInput(
            _("The steps are missing, or given twice."),
            _("Give each with --step, or all of them in a file with --file."),
            field="steps",
        )
    steps = parse_steps("\n".join(typed) if file is None else read_file_or_stdin(file))
    with desk.act() as act:
        saved = add_playbook(act, situation=situation_of(nature, mood, outcome), steps=steps, name=name)
    answer(desk, saved)


@command(
    "set",
    help=N_("Give the playbook of a nature these steps; it is set up where there is none."),
    examples=(
        "crm-tui playbook set complaint --file complaint.txt",
        "crm-tui playbook show sale | sed 's/ask/ask politely/' | crm-tui playbook set sale --file -",
    ),
)
@argument("nature", metavar="NATURE", help=N_("The nature that it is for; “general” is for every contact."))
@_narrowed
@option("--name", metavar="NAME", help=N_("What it is called; its situation unless given."))
@option("--file", metavar="FILE", required=True, help=N_("The steps, one a line; - reads stdin."))
@IF_VERSION
def set_steps(
    desk: Desk,
    nature: str,
    mood: str | None,
    outcome: str | None,
    name: str | None,
    file: str,
    if_version: int | None,
) -> None:
    """Add or change a playbook. Raises NotAllowed, ChangedSince, InvalidInput."""
    situation = situation_of(nature, mood, outcome)
    steps = parse_steps(read_file_or_stdin(file))
    there = playbook_for(desk.read(), situation)
    with desk.act() as act:
        if there is None:
            saved = add_playbook(act, situation=situation, steps=steps, name=name or "")
        else:
            saved = change_playbook(act, there.id, steps=steps, name=name, version=if_version)
    answer(desk, saved)


@command(
    "retire",
    help=N_("Show a playbook no longer; what was ticked of it stays."),
    examples=("crm-tui playbook retire 3",),
)
@WHICH
@IF_VERSION
def retire(desk: Desk, which: str, if_version: int | None) -> None:
    """Retire a playbook. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    playbook = find_playbook(desk.read(), which)
    with desk.act() as act:
        saved = retire_playbook(act, playbook.id, version=if_version)
    answer(desk, saved, _("Playbook {id} is retired."))


def answer(desk: Desk, saved: PlaybookSaved, sentence: str = "") -> None:
    """Say which playbook was saved, and which version of it is in force."""
    shown = sentence or _("Playbook {id} is at version {number}.")
    desk.answer(
        {"id": saved.id, "version": saved.number, "record_version": saved.version},
        [shown.format(id=saved.id, number=saved.number)],
    )
