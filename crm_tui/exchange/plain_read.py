"""A contact from plain JSON values, each field checked; the way back is in ``plain``."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.rhythm import read_rhythm
from crm_tui.domain.words import Channel, Consent, Form, Kind, Word
from crm_tui.exchange.contact import (
    ConsentRecord,
    ContactPointRecord,
    ContactRecord,
    MembershipRecord,
    SpeaksForRecord,
)
from crm_tui.exchange.plain import POINT_TYPES, TEXTS, parted_pairs, wrong
from crm_tui.i18n import _

_W = TypeVar("_W", bound=Word)


def from_plain(plain: Mapping[str, Any], line: int) -> ContactRecord:
    """The record of plain values. Raises ValueError with a sentence that names the field that is wrong."""
    texts = {name: _text(plain, name) for name in TEXTS}
    if not texts["name"].strip():
        raise ValueError(_("The contact has no name."))
    return ContactRecord(
        line=line,
        name=texts["name"],
        form=_word(Form, texts["form"] or Form.PERSON, "form"),
        organisation=texts["organisation"],
        title=texts["title"],
        form_of_address=texts["form_of_address"],
        language=texts["language"],
        source=texts["source"],
        tier=texts["tier"],
        manager=texts["manager"],
        kinds=tuple(_word(Kind, word, "kinds") for word in _words(plain, "kinds")),
        tags=tuple(_words(plain, "tags")),
        phones=_points(plain, "phones"),
        emails=_points(plain, "emails"),
        posts=_points(plain, "posts"),
        handles=_points(plain, "handles"),
        note=texts["note"],
        do_not_contact=_flag(plain, "do_not_contact"),
        quiet_from=_minute(texts["quiet_from"], "quiet_from"),
        quiet_until=_minute(texts["quiet_until"], "quiet_until"),
        rhythm_days=_rhythm(texts["rhythm_days"]),
        ended_on=_day(texts["ended_on"], "ended_on"),
        ended_why=texts["ended_why"],
        consents=tuple(_consent(row) for row in _rows(plain, "consents")),
        memberships=tuple(_membership(row) for row in _rows(plain, "memberships")),
        speaks_for=tuple(
            SpeaksForRecord(_text(row, "name"), _text(row, "external_key"), _text(row, "may_be_told"))
            for row in _rows(plain, "speaks_for")
        ),
        own_fields=tuple(_pairs(plain, "own_fields").items()),
        external_source=texts["external_source"],
        external_key=texts["external_key"],
    )


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise wrong(name)
    return value


def _flag(plain: Mapping[str, Any], name: str) -> bool:
    value = plain.get(name, False)
    if not isinstance(value, bool):
        raise wrong(name)
    return value


def _words(plain: Mapping[str, Any], name: str) -> list[str]:
    value = plain.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise wrong(name)
    return value


def _pairs(plain: Mapping[str, Any], name: str) -> dict[str, str]:
    """Texts by name; numbers are taken as such. Older files have words such as ``size=large``."""
    value = plain.get(name, {})
    if isinstance(value, list):
        return parted_pairs(_words(plain, name))
    if not isinstance(value, dict):
        raise wrong(name)
    texts = {key: str(text) for key, text in value.items() if isinstance(text, str | int | float)}
    if len(texts) < len(value) or any(isinstance(text, bool) for text in value.values()):
        raise wrong(name)
    return texts


def _rows(plain: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = plain.get(name, [])
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise wrong(name)
    return value


def _points(plain: Mapping[str, Any], name: str) -> tuple[ContactPointRecord, ...]:
    return tuple(
        ContactPointRecord(
            POINT_TYPES[name], _text(row, "value"), _text(row, "label"), _flag(row, "preferred")
        )
        for row in _rows(plain, name)
        if _text(row, "value")
    )


def _consent(row: Mapping[str, Any]) -> ConsentRecord:
    return ConsentRecord(
        _word(Channel, _text(row, "channel"), "consents"),
        _word(Consent, _text(row, "state"), "consents"),
        _instant(_text(row, "at"), "consents"),
    )


def _membership(row: Mapping[str, Any]) -> MembershipRecord:
    from_on, to_on = _day(_text(row, "from_on"), "memberships"), _day(_text(row, "to_on"), "memberships")
    return MembershipRecord(_text(row, "organisation"), _text(row, "title"), from_on, to_on)


def _word(words: type[_W], text: str, name: str) -> _W:
    try:
        return words(text)
    except ValueError as error:
        raise wrong(name) from error


def _minute(text: str, name: str) -> int | None:
    if not text:
        return None
    try:
        at = time.fromisoformat(text)
    except ValueError as error:
        raise wrong(name) from error
    return at.hour * 60 + at.minute


def _rhythm(text: str) -> int | None:
    try:
        return read_rhythm(text) if text else None
    except InvalidInput as error:
        raise wrong("rhythm_days") from error


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise wrong(name) from error


def _instant(text: str, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong(name) from error
    if at.tzinfo is None:
        raise wrong(name)
    return at
