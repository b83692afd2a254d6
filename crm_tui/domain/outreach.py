"""Who is on the list of an outreach, and why somebody is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crm_tui.domain.growth_words import LeftOut
from crm_tui.domain.words import Channel, Consent, ContactPointType

#: What a message on a channel is sent to.
ADDRESS_OF: Mapping[Channel, ContactPointType] = MappingProxyType(
    {
        Channel.EMAIL: ContactPointType.EMAIL,
        Channel.PHONE: ContactPointType.PHONE,
        Channel.LETTER: ContactPointType.POST,
        Channel.VISIT: ContactPointType.POST,
        Channel.CHAT: ContactPointType.HANDLE,
        Channel.SOCIAL: ContactPointType.HANDLE,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for or against writing to a customer, besides how often they have heard from us."""

    address: str
    consent: Consent | None
    do_not_contact: bool
    ended: bool
    open_complaint: bool


def why_left_out(standing: Standing) -> LeftOut | None:
    """Why they are not on the list; None for those whom only their contact load can keep off it.

    As everywhere (:mod:`crm_tui.domain.contact_load`), a channel about which they said nothing may be used.
    """
    if standing.ended:
        return LeftOut.ENDED
    if standing.do_not_contact:
        return LeftOut.DO_NOT_CONTACT
    if standing.consent is Consent.REFUSED:
        return LeftOut.NO_CONSENT
    if not standing.address:
        return LeftOut.NO_ADDRESS
    return LeftOut.OPEN_COMPLAINT if standing.open_complaint else None
