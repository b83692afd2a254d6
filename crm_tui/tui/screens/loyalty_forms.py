"""Who recommended us to a customer, and what brought somebody back who had left."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import N_, _
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import DeskForm
from crm_tui.tui.screens.past_specs import past_day
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.search_field import SearchSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class ReferralForm(DeskForm):
    """Who told the customer about us."""

    HEADING = N_("Who recommended us")
    ROUTE = "referral"

    def specs(self) -> Sequence[FieldSpec]:
        """Who, and what they said."""
        search = partial(facts.search_customers, country=self.business.country, in_view=None)
        return [
            SearchSpec(
                name="by",
                label=_("Who"),
                required=True,
                hint=_("one of the customers"),
                search=search,
                lane=self.shell.work.read,
            ),
            TextSpec(name="words", label=_("Said"), hint=_("what they said of us")),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it down."""
        key = self.shell.keyboard.key_shown("palette")
        words = values.get("words") or ""
        return partial(_refer, customer_id=self.its_customer, by=values["by"], words=words, key=key)


class WonBackForm(DeskForm):
    """What brought back who had left."""

    HEADING = N_("Won back")
    ROUTE = "won-back"

    def specs(self) -> Sequence[FieldSpec]:
        """How, and when."""
        return [
            TextSpec(name="how", label=_("How"), required=True, hint=_("what brought them back")),
            past_day(self.shell.state, "on", _("When"), hint=_("else today")),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note it."""
        return partial(_win_back, customer_id=self.its_customer, how=values["how"], on=values.get("on"))


# The actions need the ORM, which the first screen does not wait for.


def _refer(act: "Act", customer_id: int, by: Any, words: str, key: str) -> str:
    from crm_tui.actions.referrals import add_referral

    add_referral(act, customer_id, by.id, words)
    return _("Written down; referrals ({key}) thanks them by one key: {name}").format(key=key, name=by.label)


def _win_back(act: "Act", customer_id: int, **given: Any) -> str:
    from crm_tui.actions.departures import win_back

    saved = win_back(act, customer_id, **given)
    return _("They are with us again since {day}.").format(day=saved.won_back_on)
