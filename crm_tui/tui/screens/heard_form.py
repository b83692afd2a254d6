"""Heard: what a customer is interested in, or what was heard of them or of the market, with its day."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.growth_words import HeardKind
from crm_tui.i18n import N_, _
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm
from crm_tui.tui.screens.past_specs import past_day
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class HeardForm(DeskForm):
    """Three fields: type, save. Of the customer in view where there is one."""

    HEADING = N_("Heard")
    ROUTE = "heard"
    FOOTER = ("save", "next-field", "close")

    def specs(self) -> Sequence[FieldSpec]:
        """What it was comes first: the rest is right as it stands most of the time."""
        return [
            TextSpec(
                name="words",
                label=_("What"),
                required=True,
                hint=_("asks for tea in tins; a rival opened across the street"),
            ),
            PickSpec(
                name="kind",
                label=_("Kind"),
                options=lambda: [
                    Option(HeardKind.INTEREST.value, HeardKind.INTEREST.label, "i"),
                    Option(HeardKind.HEARD.value, HeardKind.HEARD.label, "h"),
                ],
            ),
            past_day(self.shell.state, "day", _("On"), hint=_("today unless you say when")),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """Of a customer it is an interest most of the time."""
        kind = HeardKind.HEARD if self.draft_customer_id is None else HeardKind.INTEREST
        return {"kind": kind.value}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it down."""
        return partial(
            _note,
            words=values["words"],
            kind=values["kind"],
            day=values["day"],
            customer_id=self.draft_customer_id,
        )


def _note(act: "Act", words: str, kind: str | None, day: date | None, customer_id: int | None) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.heard import note_heard

    note_heard(act, words, kind=HeardKind(kind or HeardKind.HEARD), on_day=day, customer_id=customer_id)
    return _("Noted; it stands on the plots of Insights.")
