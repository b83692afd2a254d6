"""The screens that the README does not show, each by the keys that lead there from Today in the sample."""

from crm_tui.tui.pictures import Picture


def typed(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    names = {" ": "space", ".": "full_stop"}
    return tuple(names.get(letter, letter) for letter in text)


QUILLON = ("slash", *typed("quillon"), "enter")
#: The third entry of the timeline is a contact; of what is open, a case follows a follow-up, then a promise.
CONTACT = (*QUILLON, "down", "down")
OPEN_CASE = (*QUILLON, "shift+tab", "down")
OPEN_PROMISE = (*OPEN_CASE, "down", "down")

MORE_PICTURES = (
    Picture("first-list", (*QUILLON, "shift+tab")),
    Picture("about", (*QUILLON, "tab")),
    Picture("contact", (*CONTACT, "enter")),
    Picture("open-case", (*OPEN_CASE, "enter")),
    Picture("customer-edit", (*QUILLON, "e")),
    Picture("note", (*QUILLON, "o", *typed("comes by on Friday"))),
    Picture("promise", (*QUILLON, "p", *typed("a new lid"), "enter", *typed("fri"))),
    Picture("promise-end", (*OPEN_PROMISE, "x", "ctrl+s")),
    Picture("case", (*QUILLON, "k", "c", *typed("the lid leaks"))),
    Picture("case-solve", (*OPEN_CASE, "v")),
    Picture("case-hand-over", (*OPEN_CASE, "a", "2")),
    Picture("speaker", (*QUILLON, "t", *typed("mary"))),
    Picture("move", (*CONTACT, "m", *typed("mary"))),
    Picture("snooze", ("z", *typed("3d"))),
    Picture("reassign", ("a",)),
    Picture("drop", ("d",)),
    Picture("done", ("space",)),
    Picture("wrong-date", ("f", *typed("30 feb"), "ctrl+s")),
    Picture("nobody-found", ("slash", *typed("zzyzx"), "enter")),
    Picture("settings", ("comma",)),
    Picture("drafts", ("2", "l", *typed("asks for a lid"), "escape", "D")),
    Picture("palette", ("colon", *typed("cus"))),
    Picture("help-in-form", (*QUILLON, "l", "f1")),
    Picture("import", ("colon", *typed("import"), "enter", *typed("contacts.csv"), "enter", "enter")),
    Picture("staff-form", ("5", "n", "ctrl+s")),
    Picture("away", ("5", "down", "a", *typed("fri"))),
    Picture("standard-form", ("4", "n")),
)

#: What the picture of an import looks into: a new contact, one who is here, and one with an odd number.
CONTACTS = """Name,Phone,E-mail
Anna Berg,+46 8 123 456,anna@example.org
Quillon Ashgrove,+1 (555) 010-1234,
Bo Ek,no number,bo@example.org
"""
