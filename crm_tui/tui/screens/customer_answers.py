"""Between the fields of a customer, as the actions name them, and the answers of its form.

``fields`` are those of ``NewCustomer``; ``answers`` are the form's values by field name.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm_tui.actions.customer_values import ConsentValue, MembershipValue, PointValue
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.rhythm import read_rhythm, rhythm_text
from crm_tui.domain.words import Consent, ContactPointType, Form
from crm_tui.queries.customer_edit import CustomerToEdit
from crm_tui.tui.widgets.point_row import ContactPointEntry
from crm_tui.tui.widgets.points_field import with_preferred
from crm_tui.tui.widgets.search_field import Match

Fields = Mapping[str, Any]
Answers = Mapping[str, Any]

_TEXTS = ("name", "address_as", "language", "source", "note", "ended_why")

#: The answer in which what is wrong with a field is said; the others are called alike.
ANSWER_OF_FIELD: Mapping[str, str] = {
    **{kind.value: "points" for kind in ContactPointType},
    "memberships": "organisation",
    "consents": "said_yes",
    "quiet_from": "quiet",
    "quiet_until": "quiet",
    "do_not_contact": "contact",
}

#: Answers that are one field together with the answer in which what is wrong with it is said.
_WITH: Mapping[str, tuple[str, ...]] = {"organisation": ("title",), "said_yes": ("said_no",)}


def fields_of(answers: Answers, places: tuple[MembershipValue, ...] = ()) -> dict[str, Any]:
    """The fields that the answers make; of the present ``places`` the form shows the first."""
    quiet_from, quiet_until = answers.get("quiet") or (None, None)
    manager = answers.get("manager")
    return {
        **{name: (answers.get(name) or "").strip() for name in _TEXTS},
        "form": answers.get("form") or Form.PERSON.value,
        "kinds": frozenset(answers.get("kinds") or ()),
        "points": tuple(
            PointValue(point.type.value, point.value.strip(), point.label.strip(), point.preferred)
            for point in answers.get("points") or ()
        ),
        "memberships": _memberships(answers, places),
        "tier": answers.get("tier"),
        "manager": int(manager) if manager else None,
        "tags": frozenset(tag.strip() for tag in (answers.get("tags") or "").split(",") if tag.strip()),
        "do_not_contact": answers.get("contact") == "never",
        "consents": frozenset(
            ConsentValue(channel, state.value)
            for name, state in (("said_yes", Consent.GIVEN), ("said_no", Consent.REFUSED))
            for channel in answers.get(name) or ()
        ),
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        # The form shows a text, and has the days once it is read.
        "rhythm": read_rhythm(str(answers["rhythm"])) if answers.get("rhythm") else None,
        "ended_on": answers.get("ended_on"),
        **{name: (said or "").strip() for name, said in answers.items() if name.startswith(PREFIX)},
    }


def answers_of(fields: Fields) -> dict[str, Any]:
    """The answers with which the form shows these fields."""
    place = fields["memberships"][0] if fields["memberships"] else None
    quiet = (fields["quiet_from"], fields["quiet_until"])
    return {
        **{name: fields[name] for name in (*_TEXTS, "form", "tier", "ended_on")},
        "kinds": tuple(fields["kinds"]),
        "points": with_preferred(
            ContactPointEntry(ContactPointType(point.type), point.value, point.label, point.preferred)
            for point in fields["points"]
        ),
        "organisation": Match(0, place.organisation) if place else None,
        "title": place.title if place else "",
        "manager": None if fields["manager"] is None else str(fields["manager"]),
        "tags": ", ".join(sorted(fields["tags"])),
        "contact": "never" if fields["do_not_contact"] else None,
        "said_yes": _channels(fields, Consent.GIVEN),
        "said_no": _channels(fields, Consent.REFUSED),
        "quiet": None if None in quiet else quiet,
        "rhythm": rhythm_text(fields["rhythm"]),
        **{name: said or None for name, said in fields.items() if name.startswith(PREFIX)},
    }


def answers_beside(answer: str, fields: Fields) -> dict[str, Any]:
    """What the form shows of ``fields`` in this answer, and in those that belong to it."""
    answers = answers_of(fields)
    return {name: answers[name] for name in (answer, *_WITH.get(answer, ()))}


def fields_read(found: CustomerToEdit) -> dict[str, Any]:
    """The fields of a customer as they are stored."""
    customer = found.customer
    return {
        **{name: getattr(customer, name) for name in (*_TEXTS, "do_not_contact", "ended_on")},
        "quiet_from": customer.quiet_from,
        "quiet_until": customer.quiet_until,
        "rhythm": customer.rhythm_days,
        "form": customer.form.value,
        "tier": customer.tier or None,
        "manager": customer.manager_id,
        "kinds": frozenset(kind.value for kind in found.kinds),
        "tags": found.tags,
        "points": tuple(
            PointValue(point.type.value, point.value, point.label, point.preferred, point.id)
            for point in found.points
        ),
        "memberships": tuple(
            MembershipValue(place.name, place.title, place.from_on, place.to_on) for place in found.places
        ),
        "consents": frozenset(
            ConsentValue(channel.value, state.value) for channel, state in found.consents.items()
        ),
        **{field.name: found.own_values.get(field.code, "") for field in found.own_fields},
    }


def changes_of(answers: Answers, started: Fields) -> dict[str, Any]:
    """The fields that are answered otherwise than the form showed them at its start."""
    places = started["memberships"]
    before = fields_of(answers_of(started), places)
    now = fields_of(answers, places)
    # A field of the business's own may be younger than the draft that goes on.
    return {name: value for name, value in now.items() if value != before.get(name, "")}


def _memberships(answers: Answers, places: tuple[MembershipValue, ...]) -> tuple[MembershipValue, ...]:
    chosen = answers.get("organisation")
    others = places[1:]
    if chosen is None:
        return others
    name = chosen.label if isinstance(chosen, Match) else chosen.text
    same = places[0] if places and places[0].organisation == name else MembershipValue(name)
    return (replace(same, title=(answers.get("title") or "").strip()), *others)


def _channels(fields: Fields, state: Consent) -> tuple[str, ...]:
    return tuple(consent.channel for consent in fields["consents"] if consent.state == state)
