"""The many customers of the sample business: persons and organisations, row by row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from crm_tui.demo.people import ENDINGS, LANGUAGE_SHARES, LANGUAGES, SOURCES, TAGS, TITLES, TRADES, Names
from crm_tui.domain.folding import fold
from crm_tui.domain.instants import from_micros
from crm_tui.domain.words import Consent, ContactPointType, Form, Kind
from crm_tui.store.tables import (
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    Membership,
    Record,
)

Ids = Mapping[type[Record], Iterator[int]]
Rows = dict[type[Record], list[dict[str, Any]]]

#: Every sixth customer is an organisation, and the two after it may belong to it.
_ORGANISATION_EVERY = 6
_MEMBERS = 2
#: The first customers are in touch most often, and the highest tier is among them.
_OFTEN_IN_TOUCH = 0.2
_TIERS_OF_FEW = (0, 0, 0, 0, 1, 1, 1, 2, 2, 2)
_TIERS_OF_MOST = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
_DAY = 86_400_000_000
_YEAR_IN_DAYS = 365
#: The numbers before are left to the customers whose stories are told one by one.
_FIRST_NUMBER = 5_550_102_000
_LAST_010_NUMBER = 5_550_199_999
_FURTHER_NUMBERS = 5_552_000_000
_BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_PERSON_KINDS = (Kind.CLIENT,) * 7 + (Kind.PROSPECT,) * 3
_ORGANISATION_KINDS = (Kind.CLIENT,) * 6 + (Kind.SUPPLIER,) * 2 + (Kind.PARTNER, Kind.PROSPECT)


class Crowd:
    """Makes customers from ``first`` to ``last``, and remembers of each what its contacts depend on."""

    def __init__(
        self,
        rng: Random,
        ids: Ids,
        first: int,
        last: int,
        now: int,
        staff_ids: list[int],
        tiers: list[tuple[int, str]],
    ) -> None:
        self._rng = rng
        self._ids = ids
        self.first = first
        self.last = last
        self._now = now
        self._staff_ids = staff_ids
        #: The ids and codes of the tiers: most customers have the first.
        self._tiers = tiers
        self._language_of = bytearray()
        self._tier_of = bytearray()

    def chunks(self, size: int) -> Iterator[Rows]:
        """The rows of all customers and what belongs to them, a chunk of customers at a time."""
        for start in range(self.first, self.last + 1, size):
            rows: Rows = defaultdict(list)
            for customer_id in range(start, min(start + size, self.last + 1)):
                self._add(rows, customer_id)
            yield rows

    def language(self, customer_id: int) -> str:
        """The language in which a customer of the crowd is spoken to."""
        return LANGUAGES[self._language_of[customer_id - self.first]].language

    def tier(self, customer_id: int) -> str:
        """The code of a customer's tier."""
        return self._tiers[self._tier_of[customer_id - self.first]][1]

    def _add(self, rows: Rows, customer_id: int) -> None:
        rng, place = self._rng, (customer_id - self.first) % _ORGANISATION_EVERY
        language = rng.choices(range(len(LANGUAGES)), LANGUAGE_SHARES)[0]
        often = customer_id - self.first < (self.last - self.first) * _OFTEN_IN_TOUCH
        tier = (_TIERS_OF_FEW if often else _TIERS_OF_MOST)[rng.randrange(10)] % len(self._tiers)
        self._language_of.append(language)
        self._tier_of.append(tier)
        names = LANGUAGES[language]
        given, family = rng.choice(names.given), rng.choice(names.family)
        organisation = place == 0
        name = f"{family[0]} {rng.choice(TRADES)}" if organisation else _full_name(names, given[0], family[0])
        customer: dict[str, Any] = {
            "id": customer_id,
            "form": Form.ORGANISATION.value if organisation else Form.PERSON.value,
            "name": name,
            "sort_key": fold(name),
            "language": names.language,
            "tier_id": self._tiers[tier][0],
            "created_at": self._now - rng.randrange(_YEAR_IN_DAYS, 4 * _YEAR_IN_DAYS) * _DAY,
        }
        if rng.random() < 0.6:
            customer["manager_id"] = rng.choice(self._staff_ids)
        if rng.random() < 0.5:
            customer["source"] = rng.choice(SOURCES)
        self._add_wishes(rows, customer)
        rows[Customer].append(customer)
        kinds = _ORGANISATION_KINDS if organisation else _PERSON_KINDS
        for kind in dict.fromkeys(rng.choice(kinds) for _time in range(2 if rng.random() < 0.1 else 1)):
            self._put(rows, CustomerKind, customer_id=customer_id, kind=kind.value)
        if rng.random() < 0.08:
            self._put(rows, CustomerTag, customer_id=customer_id, tag=rng.choice(TAGS))
        if 0 < place <= _MEMBERS and rng.random() < 0.8:
            self._put(
                rows,
                Membership,
                person_id=customer_id,
                organisation_id=customer_id - place,
                title=rng.choice(TITLES),
            )
        self._add_contact_points(rows, customer_id, f"{given[1]}.{family[1]}", names.language)

    def _add_wishes(self, rows: Rows, customer: dict[str, Any]) -> None:
        """What few customers say about hearing from us, and the end of few relationships."""
        chance = self._rng.random()
        if chance < 0.005:
            customer["do_not_contact"] = 1
        elif chance < 0.02:
            customer |= {"quiet_from": 20 * 60, "quiet_until": 9 * 60}
        elif chance < 0.03:
            ended = from_micros(self._now - self._rng.randrange(_YEAR_IN_DAYS) * _DAY).date()
            customer |= {"ended_on": ended.isoformat(), "ended_why": self._rng.choice(ENDINGS)}
        elif chance < 0.06:
            state = self._rng.choice((Consent.GIVEN, Consent.REFUSED)).value
            self._put(
                rows,
                ConsentMark,
                customer_id=customer["id"],
                channel="email",
                state=state,
                at=customer["created_at"],
            )

    def _add_contact_points(self, rows: Rows, customer_id: int, mail_name: str, language: str) -> None:
        number = str(_number(customer_id - self.first))
        self._put(
            rows,
            ContactPoint,
            customer_id=customer_id,
            type=ContactPointType.PHONE.value,
            label="mobile",
            value=_written(number, language, self._rng.randrange(3)),
            normal=f"+1{number}",
            preferred=1,
        )
        if self._rng.random() < 0.6:
            mail = f"{mail_name}.{customer_id}@example.org"
            self._put(
                rows,
                ContactPoint,
                customer_id=customer_id,
                type=ContactPointType.EMAIL.value,
                value=mail,
                normal=mail,
                position=1,
            )

    def _put(self, rows: Rows, model: type[Record], **fields: Any) -> None:
        fields["id"] = next(self._ids[model])
        rows[model].append(fields)


def _full_name(names: Names, given: str, family: str) -> str:
    return f"{family}{given}" if names.family_first else f"{given} {family}"


def _number(place: int) -> int:
    """The ten digits of a number in +1 555, those at 010 to 019 first."""
    near = _FIRST_NUMBER + place
    return near if near <= _LAST_010_NUMBER else _FURTHER_NUMBERS + place


def _written(number: str, language: str, manner: int) -> str:
    """A number as people type it."""
    if language == "bn" and manner == 0:
        return f"+১ {number[:3]} {number[3:6]} {number[6:]}".translate(_BENGALI_DIGITS)
    if manner == 1:
        return f"({number[:3]}) {number[3:6]}-{number[6:]}"
    return f"+1 {number[:3]} {number[3:6]} {number[6:]}"
