"""Commands of the desk as a whole: the screens, and what works from anywhere (PRODUCT.md, "Screens")."""

from crm_tui.commands.command import Command, Context, Scope
from crm_tui.i18n import N_, _

_ANYWHERE = (Scope.DESK, Scope.FORM)


def _has_calls(context: Context) -> str | None:
    return None if context.open_calls else _("There is no other open call.")


def _has_drafts(context: Context) -> str | None:
    return None if context.drafts else _("There are no drafts.")


SCREENS = (
    Command("today", N_("Today"), N_("What is due now, and what happened."), ("1",)),
    Command("customers", N_("Customers"), N_("Every customer, filtered as you type."), ("2",)),
    Command("cases", N_("Cases"), N_("Open cases by the time that is left."), ("3",)),
    Command("standards", N_("Standards"), N_("The service standards and how we keep them."), ("4",)),
    Command("team", N_("Team"), N_("Who is in, who is away and who stands in."), ("5",)),
    Command("insights", N_("Insights"), N_("Moods, contacts, causes, sales and more, as pictures."), ("6",)),
)

EVERYWHERE = (
    Command(
        "find",
        N_("find"),
        N_("Find a customer by name, phone, e-mail, organisation or words in notes."),
        ("/", "f5"),
        _ANYWHERE,
    ),
    Command(
        "call",
        N_("call"),
        N_("Take a call: the timer runs while you find the caller and write down what they say."),
        ("c", "f8"),
        _ANYWHERE,
        writes=True,
    ),
    Command(
        "log",
        N_("log"),
        N_("Write down a contact that is over, for the customer in view or one that you find."),
        ("l", "f9"),
        _ANYWHERE,
        writes=True,
    ),
    Command(
        "next-call", N_("next call"), N_("Go to the next open call."), ("f6",), _ANYWHERE, possible=_has_calls
    ),
    Command(
        "follow-up",
        N_("follow-up"),
        N_("Schedule something to do for a customer: 3d, tomorrow 10:00, fri."),
        ("f",),
        writes=True,
    ),
    Command("new", N_("new"), N_("Add one of what the screen lists."), ("n", "insert"), writes=True),
    Command("edit", N_("edit"), N_("Change the record at the cursor."), ("e",), writes=True),
    Command(
        "delete",
        N_("delete"),
        N_("Delete the record at the cursor; a follow-up is dropped, with a reason."),
        ("d", "delete"),
        writes=True,
    ),
    Command(
        "undo",
        N_("undo"),
        N_("Take back the last thing that you did, by whichever door."),
        ("u", "ctrl+z"),
        writes=True,
    ),
    Command("redo", N_("redo"), N_("Do again what you took back."), ("U", "ctrl+y"), writes=True),
    Command(
        "drafts",
        N_("drafts"),
        N_("Open a form again that was left half filled."),
        ("D",),
        possible=_has_drafts,
    ),
    Command(
        "import",
        N_("import"),
        N_("Read contacts, cases or sales from a file, with a preview."),
        writes=True,
    ),
    Command("playbooks", N_("playbooks"), N_("What to do and say in a situation, step by step."), ("B",)),
    Command(
        "settings",
        N_("settings"),
        N_("Your own settings, and those of the business: tiers, natures, language, currency."),
        (",",),
    ),
    Command(
        "close",
        N_("close"),
        N_("Close the innermost thing: palette, filter, form or page. Never quits."),
        ("escape",),
        _ANYWHERE,
    ),
    Command("leave", N_("leave"), N_("Leave the screen; on one of the main screens, quit."), ("q",)),
    Command(
        "palette",
        N_("commands"),
        N_("Everything that can be done here, found by typing."),
        ("ctrl+p", ":"),
        _ANYWHERE,
    ),
    Command(
        "repaint",
        N_("paint again"),
        N_("Paint the whole screen again, when another program has written over it."),
        ("ctrl+l",),
        _ANYWHERE,
    ),
    Command("help", N_("help"), N_("The keys that work here and now."), ("?", "f1"), _ANYWHERE),
)
