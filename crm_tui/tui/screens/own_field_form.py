"""A new field of the business's own, or other words for one."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.domain.custom_fields import field_named
from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import ChangedSince, InvalidInput
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.custom_fields import ListedField, listed_fields
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_FOR_ALL = "all"
_TYPES = ((FieldType.TEXT, "t"), (FieldType.NUMBER, "n"), (FieldType.DATE, "d"), (FieldType.CHOICE, "c"))
_KINDS = (
    (Kind.CLIENT, "c"),
    (Kind.PROSPECT, "p"),
    (Kind.SUPPLIER, "s"),
    (Kind.PARTNER, "r"),
    (Kind.INTERNAL, "i"),
)


class FieldRead(Message, bubble=False):
    """The field that is changed, and how many there are."""

    def __init__(self, found: tuple[ListedField | None, int]) -> None:
        super().__init__()
        self.listed, self.count = found


class OwnFieldForm(FormScreen):
    """``code`` changes the field of that code; else a new one. What a field holds never changes."""

    HEADING = N_("New field")
    ROUTE = "own-field-form"

    def __init__(self, code: str = "", draft: Draft | None = None) -> None:
        super().__init__(draft=draft, code=code)
        self._read: FieldRead | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the field is not read yet."""
        return self._read is None

    def on_mount(self) -> None:
        """Read the field."""
        self.shell.work.read(self, "field", partial(_read, code=self.about["code"]), FieldRead)

    def on_field_read(self, message: FieldRead) -> None:
        """Show the form."""
        self._read = message
        if message.listed is not None:
            self.about.setdefault("version", message.listed.version)
        self.show_form()
        self.refresh_frame()

    def top_left(self) -> str:
        """Which one it is."""
        listed = self._listed
        if listed is None:
            return _(self.HEADING)
        return _("Change field   {type}   {field}").format(
            type=listed.field.type.label, field=listed.field.label
        )

    def specs(self) -> Sequence[FieldSpec]:
        """What it holds, and for whom, is said once."""
        label = TextSpec(
            name="label", label=_("Name"), required=True, hint=_("as people here call it: Warranty until")
        )
        answers = NotesSpec(
            name="choices",
            label=_("Answers"),
            hint=_("one a line: small, large …"),
            visible_when=self._has_answers,
        )
        if self._listed is not None:
            place = ReadSpec(
                name="position",
                label=_("Place"),
                quiet=True,
                hint=_("from 1 to {count}").format(count=self._count),
                read=_read_place,
                told=lambda _text: "",
            )
            return label, answers, place
        return (
            label,
            PickSpec(
                name="type",
                label=_("Holds"),
                options=[Option(kind.value, kind.label, key) for kind, key in _TYPES],
            ),
            answers,
            PickSpec(
                name="kind",
                label=_("For"),
                options=[
                    Option(_FOR_ALL, _("all"), "a"),
                    *(Option(kind.value, kind.label, key) for kind, key in _KINDS),
                ],
            ),
            TextSpec(
                name="code",
                label=_("Code"),
                quiet=True,
                hint=_("for filters, files and commands; made from the name"),
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The field as it is; a new one holds a text, for all."""
        listed = self._listed
        if listed is None:
            return {"type": FieldType.TEXT.value, "kind": _FOR_ALL}
        field = listed.field
        return {"label": field.label, "choices": "\n".join(field.choices), "position": str(self._place)}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Add it, or change what is said otherwise of it."""
        choices = (values.get("choices") or "").splitlines()
        if self._listed is None:
            kind = values.get("kind") or _FOR_ALL
            fields = {
                "label": values["label"],
                "type": values.get("type") or FieldType.TEXT.value,
                "kind": None if kind == _FOR_ALL else kind,
                "choices": choices if self._has_answers(values) else (),
                "code": (values.get("code") or "").strip(),
            }
            return partial(_add, fields=fields)
        place = values.get("position") or self._place
        fields = {
            "label": values["label"],
            "choices": choices if self._has_answers(values) else None,
            "position": None if place == self._place else place,
            "version": self.about.get("version"),
        }
        return partial(_change, code=self.about["code"], fields=fields)

    def refuse(self, error: Exception) -> None:
        """Who is told that somebody else changed it, and saves again, means it."""
        if isinstance(error, ChangedSince):
            self.about.pop("version", None)
        super().refuse(error)

    @property
    def _listed(self) -> ListedField | None:
        return self._read.listed if self._read else None

    @property
    def _count(self) -> int:
        return self._read.count if self._read else 0

    @property
    def _place(self) -> int:
        return self._listed.position if self._listed else 0

    def _has_answers(self, values: Values) -> bool:
        kind = self._listed.field.type.value if self._listed else values.get("type")
        return bool(kind == FieldType.CHOICE.value)


def _read(reader: Reader, code: str) -> tuple[ListedField | None, int]:
    listed = listed_fields(reader, retired=False)
    if not code:
        return None, len(listed)
    field = field_named([one.field for one in listed], code)
    return next(one for one in listed if one.field == field), len(listed)


def _read_place(text: str) -> int:
    typed = plain_digits(text).strip()
    if not typed.isdecimal():
        raise InvalidInput(_("“{text}” is no place.").format(text=text), _("Places begin at 1."))
    return int(typed)


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", fields: Mapping[str, Any]) -> str:
    from crm_tui.actions.custom_fields import add_field

    add_field(act, **fields)
    return _("Added the field: {field}").format(field=fields["label"])


def _change(act: "Act", code: str, fields: Mapping[str, Any]) -> str:
    from crm_tui.actions.custom_fields import change_field

    change_field(act, code, **fields)
    return _("Changed the field: {field}").format(field=fields["label"])
