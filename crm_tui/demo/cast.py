"""Whom the stories are about, as they were entered long ago. All invented."""

from typing import NamedTuple

from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, PointValue

#: The key of the colleague who asks us for something, as customers do.
COLLEAGUE = "colleague"


class Character(NamedTuple):
    """A customer with a story, and which of us looks after them: 0 is the caller, 1 the first colleague."""

    key: str
    customer: NewCustomer
    manager: int = 0


def _phone(value: str, label: str = "mobile", preferred: bool = True) -> PointValue:
    return PointValue("phone", value, label, preferred)


def _mail(value: str) -> PointValue:
    return PointValue("email", value)


CAST = (
    Character(
        "quillon",
        NewCustomer(
            "Quillon Ashgrove",
            kinds=frozenset({"client"}),
            tags=frozenset({"wholesale"}),
            points=(_phone("+1 555 010 1234"), _mail("quillon@example.org")),
            memberships=(MembershipValue("Ashgrove Ltd", "owner"),),
            address_as="Ms Ashgrove",
            source="a colleague",
            tier="key",
            note="calls after 16:00",
            quiet_from=20 * 60,
            quiet_until=9 * 60,
        ),
    ),
    Character(
        "mary",
        NewCustomer(
            "Mary Ofori",
            kinds=frozenset({"client"}),
            points=(_phone("+1 555 010 1177"), _mail("mary.ofori@example.org")),
            address_as="Mrs Ofori",
            source="walked past",
        ),
    ),
    Character(
        "rahim",
        NewCustomer(
            "রহিম উদ্দিন",
            kinds=frozenset({"client"}),
            points=(_phone("+১ ৫৫৫ ০১০ ১৩৪৫"), _mail("rahim.uddin@example.org")),
            language="bn",
            address_as="রহিম ভাই",
            tier="priority",
        ),
    ),
    Character(
        "jun",
        NewCustomer(
            "Jun Sato",
            kinds=frozenset({"client"}),
            points=(_phone("(555) 010-1188"), PointValue("handle", "@junsato")),
            source="the market",
        ),
    ),
    Character(
        "lumen",
        NewCustomer(
            "Café Lumen",
            form="organisation",
            kinds=frozenset({"client"}),
            tags=frozenset({"☕ coffee club"}),
            points=(_phone("555-010-1199", "counter"), PointValue("post", "4 Canal Walk")),
            tier="priority",
        ),
        manager=1,
    ),
    Character(
        "hill",
        NewCustomer(
            "Hill & Sons",
            form="organisation",
            kinds=frozenset({"client", "supplier"}),
            points=(_phone("+1 555 010 1210", "office"), _mail("desk@hill-and-sons.example.org")),
            source="the newsletter",
        ),
    ),
    Character(
        "delta",
        NewCustomer(
            "Delta Supplies",
            form="organisation",
            kinds=frozenset({"supplier", "partner"}),
            points=(_phone("+1 555 010 1222", "orders"), _mail("orders@delta.example.org")),
            note="agreement renews on 1 January",
        ),
    ),
    Character(
        "nashwa",
        NewCustomer(
            "Nashwa Haddad",
            kinds=frozenset({"client"}),
            points=(_phone("+1 555 010 1233"), _mail("nashwa@niletravel.example.org")),
            memberships=(MembershipValue("Nile Travel", "office manager"),),
            consents=(ConsentValue("email", "given"), ConsentValue("phone", "refused")),
        ),
        manager=1,
    ),
    Character(
        "ashok",
        NewCustomer("Ashok Rao", kinds=frozenset({"prospect"}), points=(_phone("+1 555 010 1244"),)),
    ),
    Character(
        "mei",
        NewCustomer(
            "陈美玲",
            kinds=frozenset({"client"}),
            points=(_phone("+1 555 010 1255"),),
            language="zh",
            address_as="陈女士",
        ),
        manager=2,
    ),
    Character(
        "layla",
        NewCustomer(
            "ليلى منصور",
            kinds=frozenset({"client"}),
            points=(_phone("+1 555 010 1266"), _mail("layla@example.org")),
            language="ar",
            do_not_contact=True,
        ),
        manager=2,
    ),
)
