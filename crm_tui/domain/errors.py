"""What can go wrong, in the terms of the person at the desk.

Every error carries a sentence that says what happened, and a hint that says what to do. ``code`` is the
stable word that the command line gives to other programs; the doors turn the class into an exit code or a
line on the screen.
"""


class CrmError(Exception):
    """Something that the user is told in a sentence; never shown as a traceback."""

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InvalidInput(CrmError):
    """What was entered cannot be used; ``field`` names the field that it belongs to."""

    code = "invalid"

    def __init__(self, message: str, hint: str = "", field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class StoreUnavailable(CrmError):
    """The database is missing, foreign, damaged, newer than the program, or cannot be written."""

    code = "database"


class NoSuchRecord(CrmError):
    """There is no record with that id, or it was deleted."""

    code = "not-found"


class ChangedSince(CrmError):
    """Somebody else changed the record since it was read."""

    code = "changed"


class Busy(CrmError):
    """Another process holds the database for longer than we wait."""

    code = "busy"


class NotAllowed(CrmError):
    """The caller's role, the customer's wishes or the contact load stand against it."""

    code = "not-allowed"

    def __init__(self, message: str, hint: str = "", reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.reasons = reasons
