"""``crm-tui playbook edit``: a playbook in the user's own editor."""

from crm_tui.actions.playbooks import add_playbook, change_playbook
from crm_tui.cli.ask import somebody_is_there
from crm_tui.cli.declare import command
from crm_tui.cli.desk import Desk
from crm_tui.cli.playbook_read import WHICH, find_playbook, situation_of
from crm_tui.cli.playbook_write import answer
from crm_tui.domain.errors import CrmError, InvalidInput, NoSuchRecord
from crm_tui.domain.playbook_text import explained, parse_steps, render_steps
from crm_tui.domain.playbooks import Playbook, situation_in_words
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _
from crm_tui.settings.editor import edit_file, find_editor, put_into_file


@command(
    "edit",
    help=N_("Change the steps of a playbook in your own editor (VISUAL or EDITOR)."),
    examples=("crm-tui playbook edit complaint", "EDITOR=nano crm-tui playbook edit general"),
)
@WHICH
def edit(desk: Desk, which: str) -> None:
    """Edit a playbook, or write the first one of a nature.

    Raises InvalidInput without an editor, without a terminal, and for a text that cannot be used, which is
    kept in a file; NotAllowed, NoSuchRecord, ChangedSince.
    """
    desk.read()
    desk.actor.require(Role.MANAGER)
    if not somebody_is_there():
        raise InvalidInput(
            _("An editor needs a terminal."), _("Without one: `crm-tui playbook set NATURE --file FILE`.")
        )
    editor = find_editor(desk.environ)
    playbook = _find(desk, which)
    title = playbook.title if playbook else situation_in_words(situation_of(which))
    before = explained(title, render_steps(playbook.steps) if playbook else "")
    path = put_into_file(before, "playbook")
    after = edit_file(editor, path)
    if after == before:
        path.unlink()
        desk.answer(_unchanged(playbook), [_("Nothing was changed.")])
        return
    try:
        steps = parse_steps(after)
        with desk.act() as act:
            saved = (
                add_playbook(act, situation=situation_of(which), steps=steps)
                if playbook is None
                else change_playbook(act, playbook.id, steps=steps, version=playbook.record_version)
            )
    except CrmError as error:
        # Nothing that somebody typed is ever lost (PRODUCT.md, "Behaviour that holds everywhere").
        error.hint = _(
            "{hint} Your text is kept in {file}; put it right and `crm-tui playbook set … --file` it."
        ).format(hint=error.hint, file=path)
        raise
    path.unlink()
    answer(desk, saved)


def _find(desk: Desk, which: str) -> Playbook | None:
    """The playbook; None for a nature that has none yet."""
    try:
        return find_playbook(desk.reader, which)
    except NoSuchRecord:
        if which.isdecimal():
            raise
        return None


def _unchanged(playbook: Playbook | None) -> dict[str, int | None]:
    if playbook is None:
        return {"id": None, "version": None, "record_version": None}
    return {"id": playbook.id, "version": playbook.number, "record_version": playbook.record_version}
