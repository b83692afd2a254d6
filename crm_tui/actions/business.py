"""What an admin sets for the whole business: its name and manner."""

from babel import Locale, UnknownLocaleError

from crm_tui.actions.house_words import Saved, read_label
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import read_currency
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Business


def change_business(
    act: Act,
    *,
    name: str | None = None,
    language: str | None = None,
    currency: str | None = None,
    version: int | None = None,
) -> Saved:
    """Change what is given; None leaves as it is. An empty currency means that none is used.

    Raises NotAllowed unless the actor is an admin; ChangedSince; InvalidInput for an empty name, an unknown
    language and letters that never were a currency.
    """
    row = act.get(Business, 1)
    act.describe("change-business", "business", row.record_id)
    act.actor.require(Role.ADMIN)
    act.expect_version(row, version)
    changes: dict[str, str] = {}
    if name is not None:
        changes["name"] = read_label(name, "name")
    if language is not None:
        changes["language"] = _language(language)
    if currency is not None:
        changes["currency"] = read_currency(currency)
    act.change(row, **changes)
    return Saved(row.record_id, row.version)


def _language(code: str) -> str:
    try:
        Locale.parse(code.strip().replace("-", "_"))
    except (ValueError, UnknownLocaleError) as error:
        raise InvalidInput(
            _("“{code}” is not a language.").format(code=code),
            _("Use a code such as en, bn or de."),
            field="language",
        ) from error
    return code.strip()
