"""What one key writes on a member of staff's page. The actions need the ORM, so they are imported late."""

from typing import TYPE_CHECKING

from crm_tui.i18n import _

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


def take(act: "Act", training_id: int) -> str:
    """Note training as taken."""
    from crm_tui.actions.trainings import take_training

    return _("Training taken: {name}").format(name=take_training(act, training_id).name)


def plan(act: "Act", login: str, standard_id: int) -> str:
    """Plan training for a standard that they missed."""
    from crm_tui.actions.trainings import train_for_standard

    return _("Training planned: {name}").format(name=train_for_standard(act, login, standard_id).name)


def sign_off(act: "Act", item_id: int) -> str:
    """Sign an item of their checklist off."""
    from crm_tui.actions.checklists import sign_off

    return _("Signed off for {name}.").format(name=sign_off(act, item_id).name)


def drop_training(act: "Act", training_id: int) -> str:
    """Take training off their list."""
    from crm_tui.actions.trainings import drop_training

    return _("No longer planned: {name}").format(name=drop_training(act, training_id).name)


def drop_item(act: "Act", item_id: int) -> str:
    """Take an item off their checklist."""
    from crm_tui.actions.checklists import drop_from_checklist

    return _("Off the checklist of {name}.").format(name=drop_from_checklist(act, item_id).name)
