"""The message templates of the starter sets: thank-you, check-in, menu of services, add-on offer."""

from collections.abc import Iterator

from sqlmodel import col, select

from crm_tui.actions.templates import NewTemplate, SavedTemplate, add_template
from crm_tui.domain.words import Nature
from crm_tui.store.journal import Act
from crm_tui.store.tables import MessageTemplate

#: Their names, by which plans and commands call them; like codes they are the same in every language.
THANK_YOU, CHECK_IN, MENU, ADD_ON = "thank-you", "check-in", "menu-of-services", "add-on-offer"


def add_templates(act: Act) -> tuple[SavedTemplate, ...]:
    """Add the four; a name that has a text keeps its own. Raises NotAllowed below manager."""
    act.describe("add-starter-templates", "template")
    rows = act.session.exec(select(MessageTemplate).where(col(MessageTemplate.retired_at).is_(None)))
    there = {row.name.casefold() for row in rows}
    return tuple(add_template(act, new) for new in _starters() if new.name not in there)


def _starters() -> Iterator[NewTemplate]:
    """In English, for every language without a text of its own: what customers read does not follow the
    language of whoever set the desk up."""
    yield NewTemplate(
        THANK_YOU,
        "Dear {address},\n\n"
        "Thank you for choosing {business}. If anything about it is not as you hoped, tell me: "
        "I would rather hear it than have you put up with it.\n\n"
        "{me}\n{business}",
        subject="Thank you, {address}",
    )
    yield NewTemplate(
        CHECK_IN,
        "Dear {address},\n\n"
        "I wanted to ask how things are since we last spoke. Is everything as it should be? "
        "A line back is enough, also if something small is not.\n\n"
        "{me}\n{business}",
        subject="Is everything as it should be?",
    )
    yield NewTemplate(
        MENU,
        "Dear {address},\n\n"
        "As you asked, this is what we can do for you:\n\n"
        "{menu}\n\n"
        "If you are not sure what fits, tell me what you need it for and I will say so honestly.\n\n"
        "{me}\n{business}",
        subject="What we can do for you",
        nature=Nature.SALE.value,
    )
    yield NewTemplate(
        ADD_ON,
        "Dear {address},\n\n"
        "You bought {product} from us. Many who have it also use {goes_with}. "
        "If that would be of use to you, tell me and I will show it to you; if not, nothing is lost.\n\n"
        "{me}\n{business}",
        subject="Something that goes with {product}",
        nature=Nature.SALE.value,
    )
