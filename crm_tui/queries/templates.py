"""Message templates and snippets, and which text of one name is for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import TemplateKind
from crm_tui.domain.instants import maybe_from_micros
from crm_tui.domain.languages import best_language
from crm_tui.domain.list_views import ALL, MINE
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

_TEMPLATE = """
SELECT m.id, m.kind, m.name, m.language, m.channel, m.nature, m.subject, m.body, m.owner_id, s.login,
       m.retired_at, m.version
  FROM message_templates m
  LEFT JOIN staff s ON s.id = m.owner_id"""
# What somebody wrote for themselves is theirs alone.
_MAY_USE = " WHERE (m.owner_id IS NULL OR m.owner_id = :staff_id)"
IN_ORDER = _TEMPLATE + _MAY_USE + " ORDER BY m.kind, lower(m.name), m.language, m.id"
BY_ID = _TEMPLATE + _MAY_USE + " AND m.id = :id"


@dataclass(frozen=True, slots=True)
class Template:
    """A message or snippet in one language (empty: every other one). ``owner`` is None where all share it."""

    id: int
    kind: TemplateKind
    name: str
    language: str
    channel: str
    nature: str
    subject: str
    body: str
    owner_id: int | None
    owner: str | None
    retired_at: datetime | None
    version: int


def templates(
    reader: Reader, staff_id: int, *, kind: TemplateKind | None = None, with_retired: bool = False
) -> tuple[Template, ...]:
    """What a member of staff may use: what all share, and their own; messages first, by name."""
    found = (_template(row) for row in reader.rows(IN_ORDER, {"staff_id": staff_id}))
    return tuple(
        one
        for one in found
        if (kind is None or one.kind is kind) and (with_retired or one.retired_at is None)
    )


def listed_templates(reader: Reader, asked: Asked) -> tuple[Template, ...]:
    """Those in use: all that whoever looks may use, or their own; or with the retired ones."""
    found = templates(reader, asked.viewer.staff_id, with_retired=asked.among == ALL)
    if asked.among == MINE:
        found = tuple(one for one in found if one.owner_id is not None)
    return that_say(
        found,
        asked.text,
        lambda one: (
            *(one.name, one.kind.label, one.language, one.channel, one.nature),
            *(one.subject, one.body),
        ),
    )


def template(reader: Reader, template_id: int, staff_id: int) -> Template:
    """One text, retired or not. Raises NoSuchRecord, also for another's own."""
    row = reader.row(BY_ID, {"id": template_id, "staff_id": staff_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no template {id}.").format(id=template_id),
            _("`crm-tui template list` shows those there are."),
        )
    return _template(row)


def template_named(reader: Reader, name: str, staff_id: int, *languages: str) -> Template:
    """The message of that name, or number, in the first of the languages that it has, else that for all.

    Raises NoSuchRecord for no such name, or one that is in none of these languages.
    """
    if name.strip().isdecimal():
        return template(reader, int(name), staff_id)
    wanted = name.strip().casefold()
    messages = templates(reader, staff_id, kind=TemplateKind.MESSAGE)
    found = [one for one in messages if one.name.casefold() == wanted]
    chosen = in_language(found, *languages)
    if chosen is not None:
        return chosen
    if found:
        raise NoSuchRecord(
            _("“{name}” is written in other languages only: {languages}.").format(
                name=name, languages=", ".join(one.language for one in found)
            ),
            _("Name the text by its number, or add one for every language."),
        )
    raise NoSuchRecord(
        _("There is no template “{name}”.").format(name=name),
        _("`crm-tui template list` shows those there are."),
    )


def in_language(texts: Iterable[Template], *languages: str) -> Template | None:
    """Of texts with one name, the one in the first of these languages that there is, else that for all."""
    by_language = {one.language: one for one in texts}
    best = best_language(by_language, *languages)
    return None if best is None else by_language[best]


def one_of_each_name(texts: Iterable[Template], *languages: str) -> tuple[Template, ...]:
    """Of each name the text that somebody with these languages gets; names with none are left out."""
    by_name: dict[str, list[Template]] = {}
    for one in texts:
        by_name.setdefault(one.name.casefold(), []).append(one)
    chosen = (in_language(found, *languages) for found in by_name.values())
    return tuple(one for one in chosen if one is not None)


def _template(row: tuple[Any, ...]) -> Template:
    (
        template_id, kind, name, language, channel, nature, subject, body,
        owner_id, owner, retired_at, version,
    ) = row  # fmt: skip
    return Template(
        template_id, TemplateKind(kind), name, language, channel, nature, subject, body,
        owner_id, owner, maybe_from_micros(retired_at), version,
    )  # fmt: skip
