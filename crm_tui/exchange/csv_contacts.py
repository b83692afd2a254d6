"""One row of somebody else's table as a contact."""

from collections.abc import Sequence

from crm_tui.domain.words import ContactPointType, Form, Kind
from crm_tui.exchange.column_names import ADDRESS_PARTS, LABELS, NO_VALUES
from crm_tui.exchange.columns import OWN_FIELD, Target
from crm_tui.exchange.contact import ContactPointRecord, ContactRecord, Skipped
from crm_tui.exchange.csv_guess import looks_like_email
from crm_tui.exchange.csv_safe import without_guard
from crm_tui.exchange.text import address_text, clean, full_name, is_yes, tags_of
from crm_tui.i18n import _, ngettext

#: Google parts several values in one cell with this.
_SEVERAL = " ::: "
#: Google marks the label of the preferred value with this.
_PREFERRED = "* "
#: What Outlook writes in "E-mail Type": the kind of mail server, which is no label.
_MAIL_SYSTEMS = frozenset({"SMTP", "EX"})
_TYPES = {"phone": ContactPointType.PHONE, "email": ContactPointType.EMAIL, "handle": ContactPointType.HANDLE}


class RowReader:
    """Makes contacts of rows, for one header and the targets of its columns."""

    def __init__(self, header: Sequence[str], targets: Sequence[Target | None]) -> None:
        self._header = header
        self._targets = targets
        self._wide = len(header)

    def read(self, line: int, cells: Sequence[str]) -> ContactRecord | Skipped:
        """The contact of a row, or why it is none."""
        cells = [without_guard(clean(cell)) for cell in cells]
        row = _Row(cells, self._targets)
        emails = row.points("email")
        warnings = self._odd_length(cells)
        if not emails:
            emails, more = self._stray_email(cells)
            warnings += more
        phones, handles, posts = row.points("phone"), row.points("handle"), row.addresses()
        person = full_name(
            row.one("first_name"), row.one("middle_name"), row.one("last_name"), row.one("suffix")
        )
        organisation = row.one("organisation")
        own_name = row.one("name") or person or row.one("nickname")
        reach = (*emails, *phones, *handles)
        name = own_name or organisation or (reach[0].value if reach else "")
        if not name:
            return Skipped(line, _("The row has no name, organisation, mail address or phone number."))
        kinds, unknown = _kinds(row.one("kinds"))
        return ContactRecord(
            line=line,
            name=name,
            form=Form.ORGANISATION if not own_name and organisation else Form.PERSON,
            organisation=organisation if own_name else "",
            title=", ".join(filter(None, (row.one("title"), row.one("department")))),
            form_of_address=row.one("form_of_address")
            or _address_as(row.one("prefix"), row.one("last_name")),
            language=row.one("language"),
            source=row.one("source"),
            tier=row.one("tier"),
            manager=row.one("manager"),
            kinds=kinds,
            tags=tags_of(row.one("tags")),
            phones=phones,
            emails=emails,
            posts=posts,
            handles=handles,
            note="\n".join(row.all("note")),
            do_not_contact=is_yes(row.one("do_not_contact")),
            own_fields=row.own_fields(),
            external_key=row.one("external_key"),
            warnings=warnings + unknown,
        )

    def unread(self, cells: Sequence[str]) -> list[str]:
        """The names of the columns that are not read and hold something in this row."""
        return [
            name
            for name, target, cell in zip(self._header, self._targets, cells, strict=False)
            if target is None and cell.strip() and cell.strip() not in NO_VALUES
        ]

    def _odd_length(self, cells: Sequence[str]) -> tuple[str, ...]:
        extra = [cell for cell in cells[self._wide :] if cell.strip()]
        if extra:
            count = len(extra)
            message = ngettext(
                "The row has one cell more than there are columns; not read: {cells}.",
                "The row has {count} cells more than there are columns; not read: {cells}.",
                count,
            )
            return (message.format(count=count, cells=", ".join(extra)[:200]),)
        if len(cells) < self._wide:
            message = _("The row has {count} of {columns} cells; the others were taken as empty.")
            return (message.format(count=len(cells), columns=self._wide),)
        return ()

    def _stray_email(self, cells: Sequence[str]) -> tuple[tuple[ContactPointRecord, ...], tuple[str, ...]]:
        """A mail address in a column beside its own: rows of some exports are one column off."""
        for index, cell in enumerate(cells):
            target = self._targets[index] if index < self._wide else None
            if looks_like_email(cell) and (target is None or target.part == "label"):
                column = self._header[index] if index < self._wide else str(index + 1)
                warning = _("The mail address was taken from column “{column}”.").format(column=column)
                return (ContactPointRecord(ContactPointType.EMAIL, cell),), (warning,)
        return (), ()


class _Row:
    def __init__(self, cells: Sequence[str], targets: Sequence[Target | None]) -> None:
        self._filled = [
            (target, cell)
            for target, cell in zip(targets, cells, strict=False)
            if target is not None and cell
        ]
        self._cells: dict[str, list[str]] = {}
        for target, cell in self._filled:
            self._cells.setdefault(target.field, []).append(cell)

    def all(self, field: str) -> Sequence[str]:
        return self._cells.get(field, ())

    def one(self, field: str) -> str:
        cells = self._cells.get(field)
        return cells[0] if cells else ""

    def own_fields(self) -> tuple[tuple[str, str], ...]:
        return tuple((target.label, cell) for target, cell in self._filled if target.field == OWN_FIELD)

    def points(self, field: str) -> tuple[ContactPointRecord, ...]:
        if field not in self._cells:
            return ()
        labels = self._labels(field)
        found: dict[str, ContactPointRecord] = {}
        for target, cell in self._filled:
            if target.field != field or target.part != "value":
                continue
            label, preferred = _label(labels.get(target.slot, ""), target.label)
            for value in filter(None, map(str.strip, cell.split(_SEVERAL))):
                found.setdefault(value, ContactPointRecord(_TYPES[field], value, label, preferred))
        return tuple(found.values())

    def addresses(self) -> tuple[ContactPointRecord, ...]:
        if "address" not in self._cells:
            return ()
        labels = self._labels("address")
        slots: dict[str, dict[str, list[str]]] = {}
        names: dict[str, str] = {}
        for target, cell in self._filled:
            if target.field == "address" and target.part != "label":
                slots.setdefault(target.slot, {}).setdefault(target.part, []).append(cell)
                names[target.slot] = target.label
        records = []
        for slot, parts in slots.items():
            value = "\n".join(parts.get("formatted", ())) or address_text(
                *(parts.get(part, ()) for part in ADDRESS_PARTS if part != "formatted")
            )
            label, preferred = _label(labels.get(slot, ""), names[slot])
            records.append(ContactPointRecord(ContactPointType.POST, value, label, preferred))
        return tuple(records)

    def _labels(self, field: str) -> dict[str, str]:
        return {
            target.slot: cell
            for target, cell in self._filled
            if target.field == field and target.part == "label" and cell not in _MAIL_SYSTEMS
        }


def _label(cell: str, column: str) -> tuple[str, bool]:
    preferred = cell.startswith(_PREFERRED) or cell == _PREFERRED.strip()
    label = cell.removeprefix("*").strip() if preferred else cell
    return LABELS.get(label.casefold()) or label or column, preferred


def _address_as(prefix: str, last_name: str) -> str:
    return f"{prefix} {last_name}" if prefix and last_name else ""


def _kinds(cell: str) -> tuple[tuple[Kind, ...], tuple[str, ...]]:
    if not cell:
        return (), ()
    words = [word.casefold() for word in tags_of(cell)]
    known = {kind.value: kind for kind in Kind}
    unknown = [word for word in words if word not in known]
    warnings = (
        (_("Not a kind of customer: {words}.").format(words=", ".join(unknown)),) if unknown else ()
    )  # fmt: skip
    return tuple(dict.fromkeys(known[word] for word in words if word in known)), warnings
