"""The fields of the first start. What has a likely answer is filled in."""

from functools import cache

from crm_tui.domain.opening_text import read_week, week_text
from crm_tui.i18n import _, language
from crm_tui.settings import places
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import Field, FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec


class FirstForm(Form):
    """Saying what to begin with is the last answer: it saves."""

    def advance(self, field: Field) -> None:
        """Go on; from the last answer, begin."""
        if field.spec.name == "begin" and field.value:
            self.do_save()
        else:
            super().advance(field)


@cache
def first_specs() -> tuple[FieldSpec, ...]:
    """Business, country, time zone, hours and name; then what to begin with.

    None is required by the form itself: to look at the sample business takes no answer.
    """
    lands = TypedChoice(places.countries(language() or "en"))
    zones = TypedChoice([(zone, zone) for zone in places.timezones()])
    return (
        TextSpec(name="business", label=_("Business"), hint=_("its name, as customers know it")),
        ReadSpec(
            name="country",
            label=_("Country"),
            hint=_("some of its letters"),
            read=lands.read,
            told=lands.told,
        ),
        ReadSpec(
            name="timezone",
            label=_("Time zone"),
            hint=_("some letters of a city"),
            read=zones.read,
            told=zones.told,
        ),
        ReadSpec(
            name="hours",
            label=_("Open"),
            hint=_("mon-fri 9-17, sat 10-14"),
            read=read_week,
            told=lambda text: _("→ {hours}").format(hours=week_text(read_week(text))),
            input_width=34,
        ),
        TextSpec(name="your_name", label=_("Your name"), hint=_("as colleagues know it")),
        PickSpec(
            name="standards",
            label=_("Standards"),
            options=(
                Option("light", _("light: three standards"), "l"),
                Option("full", _("full: eleven, and playbooks"), "f"),
                Option("none", _("none yet"), "n"),
            ),
        ),
        PickSpec(
            name="begin",
            label=_("Begin"),
            required=True,
            hint=_("b, i or s"),
            options=(
                Option("begin", _("begin"), "b"),
                Option("import", _("with importing contacts"), "i"),
                Option("sample", _("look at a sample business"), "s"),
            ),
        ),
    )
