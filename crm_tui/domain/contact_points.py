"""Ways to reach somebody: what makes two notations of one the same."""

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.phones import normal_number
from crm_tui.domain.words import ContactPointType
from crm_tui.i18n import _


def normal_form(kind: ContactPointType, text: str, country: str) -> str:
    """What makes two notations one: E.164 or bare digits of a phone, a folded mail address or handle.

    Empty for a postal address. Raises InvalidInput, with the type as its field, for a phone number without
    digits, mail without @, or nothing at all.
    """
    if not fold(text):
        raise InvalidInput(
            _("There is nothing in this line."), _("Type it, or take the line out."), field=kind.value
        )
    if kind is ContactPointType.PHONE:
        try:
            return normal_number(text, country)
        except InvalidInput as error:
            raise InvalidInput(error.message, error.hint, field=kind.value) from error
    if kind is ContactPointType.EMAIL:
        before, at, after = text.rpartition("@")
        if not (before.strip() and at and after.strip()):
            raise InvalidInput(
                _("“{text}” is no mail address: it has nothing around an @.").format(text=text[:40]),
                _("Write it as in name@example.org."),
                field=kind.value,
            )
        return fold(text)
    return fold(text) if kind is ContactPointType.HANDLE else ""
