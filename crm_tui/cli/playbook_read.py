"""``crm-tui playbook list``, ``show`` and ``ticks``."""

from typing import TYPE_CHECKING, Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.list_views import ALL, IN_FORCE, PLAYBOOKS
from crm_tui.domain.playbook_text import REQUIRED, render_steps
from crm_tui.domain.playbooks import Playbook, Situation, Step, situation_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.interactions import interaction
from crm_tui.queries.playbooks import listed_playbooks, playbook_for, playbook_versions, steps_taken

if TYPE_CHECKING:
    from crm_tui.store.reader import Reader

#: What stands for the playbook of every contact, in the place of a nature.
GENERAL = "general"

WHICH = argument(
    "which",
    metavar="PLAYBOOK",
    help=N_("Its number, or the nature that it is for; “general” is for every contact."),
)


@command(
    "list",
    help=N_("Each playbook: what it is for and its steps."),
    examples=("crm-tui playbook list", "crm-tui playbook list --retired --json"),
)
@option("--retired", is_flag=True, help=N_("Those that were retired as well."))
@NARROWED
def list_playbooks(desk: Desk, retired: bool, text: str, view: str | None) -> None:
    """List the playbooks. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, PLAYBOOKS, text, view, flagged=ALL if retired else "", otherwise=IN_FORCE)
    found = listed_playbooks(desk.reader, asked)
    desk.answer(
        [document(desk, playbook) for playbook in found],
        aligned(
            (
                str(playbook.id),
                ngettext("{count} step", "{count} steps", len(playbook.steps)).format(
                    count=len(playbook.steps)
                ),
                _("retired") if playbook.retired_at else "·",
                playbook.title,
            )
            for playbook in found
        ),
    )


@command(
    "show",
    help=N_("The steps of a playbook, as text that `playbook set` takes back."),
    examples=("crm-tui playbook show complaint", "crm-tui playbook show 3 --json"),
)
@WHICH
def show(desk: Desk, which: str) -> None:
    """Show a playbook. Raises NoSuchRecord."""
    playbook = find_playbook(desk.read(), which)
    versions = [
        {"version": version.number, "since": desk.iso(version.valid_from), "steps": _steps(version.steps)}
        for version in playbook_versions(desk.reader, playbook.id)
    ]
    desk.answer(
        document(desk, playbook) | {"versions": versions},
        [f"# {playbook.title}", *render_steps(playbook.steps).splitlines()],
    )


@command(
    "ticks",
    help=N_("Which steps were ticked in a contact, and which required ones were not."),
    examples=("crm-tui playbook ticks 31",),
)
@argument("contact", type=int, metavar="ID", help=N_("The contact's number."))
def ticks(desk: Desk, contact: int) -> None:
    """Show the ticks of a contact. Raises NoSuchRecord."""
    interaction(desk.read(), contact)
    taken = steps_taken(desk.reader, contact)
    if taken is None:
        desk.answer(
            {"interaction": contact, "playbook": None, "steps": []},
            [_("No playbook was for contact {id}.").format(id=contact)],
        )
        return
    playbook = taken.playbook
    steps = [step | {"ticked": step["code"] in taken.ticked} for step in _steps(playbook.steps)]
    desk.answer(
        {
            "interaction": contact,
            "playbook": playbook.id,
            "title": playbook.title,
            "version": playbook.number,
            "steps": steps,
        },
        [
            playbook.title,
            *(f"{sign(step, step.code in taken.ticked)} {step.text}" for step in playbook.steps),
        ],
    )


def sign(step: Step, ticked: bool) -> str:
    """How a step of a contact that is over is marked."""
    return "✓" if ticked else REQUIRED if step.required else "·"


def find_playbook(reader: "Reader", which: str) -> Playbook:
    """The playbook that somebody named by number or nature. Raises NoSuchRecord."""
    if which.isdecimal():
        return playbook_versions(reader, int(which))[-1]
    situation = situation_of(which)
    found = playbook_for(reader, situation)
    if found is None:
        raise NoSuchRecord(
            _("There is no playbook for this: {situation}.").format(situation=situation_in_words(situation)),
            _("`crm-tui playbook list` shows those there are, `crm-tui playbook set` makes one."),
        )
    return found


def situation_of(nature: str, mood: str | None = None, outcome: str | None = None) -> Situation:
    """What somebody named on the command line."""
    return Situation(None if nature == GENERAL else nature, mood, outcome)


def document(desk: Desk, playbook: Playbook) -> dict[str, Any]:
    """A playbook with the steps of its newest version."""
    situation = playbook.situation
    return {
        "id": playbook.id,
        "title": playbook.title,
        "nature": situation.nature,
        "mood": situation.mood,
        "outcome": situation.outcome,
        "version": playbook.number,
        "since": desk.iso(playbook.valid_from),
        "steps": _steps(playbook.steps),
        "retired": playbook.retired_at is not None,
        "record_version": playbook.record_version,
    }


def _steps(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [{"code": step.code, "text": step.text, "required": step.required} for step in steps]
