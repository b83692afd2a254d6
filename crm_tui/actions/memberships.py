"""People's places in organisations, and who may speak for whom."""

from collections.abc import Iterable

from sqlmodel import col, select

from crm_tui.actions.customer_values import MembershipValue
from crm_tui.actions.lookups import first_tier_id, touch
from crm_tui.domain.errors import InvalidInput, NoSuchRecord
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Form
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Membership, SpeaksFor


def find_organisation(act: Act, name: str) -> int | None:
    """The organisation whose name folds to the same text, the oldest first."""
    return act.session.exec(
        select(Customer.id)
        .where(
            Customer.sort_key == fold(name),
            Customer.form == Form.ORGANISATION.value,
            col(Customer.deleted_at).is_(None),
        )
        .order_by(col(Customer.id))
    ).first()


def make_organisation(act: Act, name: str) -> int:
    """A new organisation of which only the name is known."""
    organisation = Customer(
        form=Form.ORGANISATION.value,
        name=name.strip(),
        sort_key=fold(name),
        tier_id=first_tier_id(act),
        created_at=act.now,
    )
    return act.add(organisation).record_id


def current_memberships(act: Act, person_id: int) -> list[tuple[Membership, str]]:
    """A person's places that have not ended, each with the organisation's name."""
    return [
        (membership, name)
        for membership, name in act.session.exec(
            select(Membership, Customer.name)
            .where(
                Membership.organisation_id == Customer.id,
                Membership.person_id == person_id,
                col(Membership.to_on).is_(None),
                col(Customer.deleted_at).is_(None),
            )
            .order_by(col(Membership.id))
        )
    ]


def stored_places(act: Act, person_id: int) -> tuple[MembershipValue, ...]:
    """A person's present places as a form has them."""
    return tuple(
        MembershipValue(name, membership.title, membership.from_on, membership.to_on)
        for membership, name in current_memberships(act, person_id)
    )


def add_memberships(act: Act, person_id: int, values: Iterable[MembershipValue]) -> None:
    """Give a person these places."""
    act.add_all(
        [
            Membership(
                person_id=person_id,
                organisation_id=find_organisation(act, value.organisation)
                or make_organisation(act, value.organisation),
                title=value.title,
                from_on=value.from_on,
                to_on=value.to_on,
            )
            for value in values
        ]
    )


def write_memberships(act: Act, person_id: int, values: tuple[MembershipValue, ...]) -> bool:
    """Make these the person's present places; one that is not named any more ends today.

    Places that ended before stay as they are. Says whether anything changed.
    """
    stored = {fold(name): membership for membership, name in current_memberships(act, person_id)}
    changed = False
    for value in values:
        kept = stored.pop(fold(value.organisation), None)
        if kept is None:
            add_memberships(act, person_id, [value])
            changed = True
        else:
            changed |= act.change(kept, title=value.title, from_on=value.from_on, to_on=value.to_on)
    today = act.today
    for gone in stored.values():
        changed |= act.change(gone, to_on=max(today, gone.from_on or today))
    return changed


def check_form(act: Act, customer_id: int | None, form: str, places: tuple[MembershipValue, ...]) -> None:
    """Raise InvalidInput when an organisation has a place in one, or a person has members."""
    if form == Form.ORGANISATION and places:
        raise InvalidInput(
            _("An organisation has no place in another."),
            _("Leave its organisation empty, or make it a person."),
            field="memberships",
        )
    if form == Form.PERSON and customer_id is not None:
        member = act.session.exec(
            select(Membership.id).where(
                Membership.organisation_id == customer_id, col(Membership.to_on).is_(None)
            )
        ).first()
        if member is not None:
            raise InvalidInput(
                _("People belong to this organisation, so it cannot become a person."),
                _("End their memberships first."),
                field="form",
            )


def allow_to_speak(act: Act, customer_id: int, speaker_id: int, may_be_told: str = "") -> int:
    """Note that ``speaker_id`` may speak for the customer, and what they may be told. Returns the row's id.

    Raises NoSuchRecord for an unknown customer, InvalidInput for somebody who would speak for themselves.
    """
    act.describe("allow-to-speak", "customer", customer_id, customer_id)
    customer = act.get(Customer, customer_id)
    act.get(Customer, speaker_id)
    if speaker_id == customer_id:
        raise InvalidInput(
            _("Everybody speaks for themselves."), _("Name another customer."), field="speaker"
        )
    found = _speaker(act, customer_id, speaker_id)
    if found is None:
        found = act.add(
            SpeaksFor(speaker_id=speaker_id, customer_id=customer_id, may_be_told=may_be_told.strip())
        )
        touch(act, customer)
    elif act.change(found, may_be_told=may_be_told.strip()):
        touch(act, customer)
    return found.record_id


def forbid_to_speak(act: Act, customer_id: int, speaker_id: int) -> None:
    """Take back that ``speaker_id`` may speak for the customer. Raises NoSuchRecord where they may not."""
    act.describe("forbid-to-speak", "customer", customer_id, customer_id)
    customer = act.get(Customer, customer_id)
    found = _speaker(act, customer_id, speaker_id)
    if found is None:
        raise NoSuchRecord(
            _("Customer {speaker} does not speak for customer {customer}.").format(
                speaker=speaker_id, customer=customer_id
            ),
            _("The customer's page shows who does."),
        )
    act.remove(found)
    touch(act, customer)


def _speaker(act: Act, customer_id: int, speaker_id: int) -> SpeaksFor | None:
    return act.session.exec(
        select(SpeaksFor).where(SpeaksFor.customer_id == customer_id, SpeaksFor.speaker_id == speaker_id)
    ).first()
