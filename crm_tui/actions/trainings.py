"""Training: planned, often because a standard was missed, and taken."""

from dataclasses import dataclass
from datetime import date

from crm_tui.actions.ownership import newest_version
from crm_tui.actions.reading import reader_of
from crm_tui.actions.staff import present_staff, require_self_or_manager
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.standard_text import share_in_words
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.staff_attainment import staff_attainment
from crm_tui.store.journal import Act
from crm_tui.store.tables import Staff, Standard, StandardVersion, Training


@dataclass(frozen=True, slots=True)
class TrainingSaved:
    """A training as saved, and whose it is."""

    id: int
    version: int
    staff_id: int
    name: str


def plan_training(
    act: Act, login: str, name: str, *, why: str = "", due_on: date | None = None, standard: int | None = None
) -> TrainingSaved:
    """Plan training for somebody, by a day if one is given; ``standard`` is the one that it is to help keep.

    Raises NotAllowed below manager; NoSuchRecord for a login or standard that is none; InvalidInput for no
    name and a day that is over.
    """
    row = present_staff(act, login)
    act.describe("plan-training", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    if not name.strip():
        raise InvalidInput(
            _("Training needs a name."), _("Say in a few words what is to be learnt."), field="name"
        )
    if due_on is not None and due_on < act.today:
        raise InvalidInput(
            _("{day} is over.").format(day=due_on.isoformat()),
            _("Give the day by which they are to take it, today or later."),
            field="due_on",
        )
    if standard is not None:
        act.get(Standard, standard)
    training = act.add(
        Training(
            staff_id=row.record_id,
            name=name.strip(),
            why=why.strip(),
            due_on=due_on,
            standard_id=standard,
        )
    )
    return _saved(training)


def train_for_standard(act: Act, login: str, standard: int, *, due_on: date | None = None) -> TrainingSaved:
    """Plan training for a standard that somebody misses: named after it, with this quarter's share as reason.

    Raises as :func:`plan_training`, and InvalidInput for somebody who has not missed it this quarter.
    """
    row = present_staff(act, login)
    act.describe("plan-training", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    act.get(Standard, standard)
    shares = staff_attainment(
        reader_of(act),
        row.record_id,
        quarter_of(act.today),
        now=act.now,
        zone=act.business.zone,
        viewer=act.actor,
    )
    share = next((one.attainment for one in shares if one.standard_id == standard), None)
    if share is None or share.met == share.measured:
        raise InvalidInput(
            _("{name} has not missed standard {id} this quarter.").format(name=row.name, id=standard),
            _("Plan training by its name if it helps all the same."),
            field="standard",
        )
    newest = newest_version(act, StandardVersion, standard_id=standard)
    return plan_training(
        act,
        login,
        _("Standard {id}: {statement}").format(id=standard, statement=newest.statement),
        why=_("this quarter {share}").format(share=share_in_words(share)),
        due_on=due_on,
        standard=standard,
    )


def take_training(act: Act, training_id: int, *, on: date | None = None) -> TrainingSaved:
    """Note that training was taken on that day (today unless given).

    Raises NotAllowed for another's training unless the actor is a manager; NoSuchRecord; InvalidInput for a
    day to come, and for training that was taken before.
    """
    training = act.get(Training, training_id)
    act.describe("take-training", "staff", training.staff_id)
    require_self_or_manager(act, act.get(Staff, training.staff_id))
    day = on or act.today
    if day > act.today:
        raise InvalidInput(
            _("{day} has not come yet.").format(day=day.isoformat()),
            _("Note it when it was taken; until then it stays due."),
            field="on",
        )
    if training.taken_on is not None:
        raise InvalidInput(
            _("This training was taken on {day}.").format(day=training.taken_on.isoformat()),
            _("Plan another one if it is to be taken again."),
            field="on",
        )
    act.change(training, taken_on=day)
    return _saved(training)


def drop_training(act: Act, training_id: int) -> TrainingSaved:
    """Take training that is not needed off the list. Raises NotAllowed below manager; NoSuchRecord."""
    training = act.get(Training, training_id)
    act.describe("drop-training", "staff", training.staff_id)
    act.actor.require(Role.MANAGER)
    act.remove(training)
    return _saved(training)


def _saved(training: Training) -> TrainingSaved:
    return TrainingSaved(training.record_id, training.version, training.staff_id, training.name)
