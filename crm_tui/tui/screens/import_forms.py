"""The two forms of an import: which file it is, and where the map of its columns is kept."""

from collections.abc import Sequence

from crm_tui.exchange.import_options import ImportKind
from crm_tui.i18n import _
from crm_tui.queries.business import Business
from crm_tui.settings.places import countries
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import Field, FieldSpec, Values
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

_KEYS = {
    ImportKind.CONTACTS: "c",
    ImportKind.CASES: "k",
    ImportKind.INTERACTIONS: "i",
    ImportKind.SALES: "s",
}


class FileForm(Form):
    """The last field leads on to the preview."""

    def advance(self, field: Field) -> None:
        """Go on; from the last field, look into the file."""
        is_of_contacts = self.values()["kind"] == ImportKind.CONTACTS
        if field.spec.name == ("country" if is_of_contacts else "map"):
            self.do_save()
        else:
            super().advance(field)


class MapForm(Form):
    """One name, and it is saved."""

    def advance(self, field: Field) -> None:
        """Save it."""
        self.do_save()


def file_specs(business: Business) -> Sequence[FieldSpec]:
    """The file, what it holds, how its columns are named, and whose phone numbers they are."""
    lands = TypedChoice(countries(business.language))
    return (
        TextSpec(
            name="path",
            label=_("File"),
            required=True,
            hint=_("~/contacts.csv, .xlsx, .ods, .vcf or .json"),
        ),
        PickSpec(
            name="kind",
            label=_("Holds"),
            required=True,
            options=tuple(Option(kind.value, kind.label, key) for kind, key in _KEYS.items()),
        ),
        TextSpec(name="map", label=_("Map"), hint=_("what --map names, if there is one")),
        ReadSpec(
            name="country",
            label=_("Country"),
            required=True,
            hint=_("some of its letters"),
            read=lands.read,
            told=lambda text: _("{country}: numbers without a code").format(country=lands.told(text)),
            visible_when=_is_of_contacts,
        ),
    )


def map_specs() -> Sequence[FieldSpec]:
    """Where the map is kept."""
    return (TextSpec(name="path", label=_("File"), required=True, hint=_("ends in .json")),)


def _is_of_contacts(values: Values) -> bool:
    return values.get("kind") == ImportKind.CONTACTS
