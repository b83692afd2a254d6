"""Countries, as two letters: what a business and an import give, so that phone numbers can be read."""

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

#: The ISO code for "not known": phone numbers then need their country's code.
UNKNOWN_COUNTRY = "ZZ"


def is_country(code: str) -> bool:
    """Whether there is a country with this code, in capitals, that has telephones."""
    from phonenumbers import SUPPORTED_REGIONS

    return code in SUPPORTED_REGIONS


def read_country(text: str) -> str:
    """The country's code in ``text``, in either case. Raises InvalidInput for no country that there is."""
    code = text.strip().upper()
    if not is_country(code):
        raise InvalidInput(
            _("There is no country “{country}”.").format(country=text),
            _("Use two letters, such as BD, DE or US."),
            field="country",
        )
    return code
