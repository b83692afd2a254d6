"""Written messages that went out: logged as contacts of ours, within what a customer should have to bear."""

from dataclasses import dataclass

from crm_tui.actions.contact_values import LoggedContact, NewContact
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.templates import GAP, on_one_line
from crm_tui.domain.words import Direction, Outcome
from crm_tui.i18n import _
from crm_tui.queries.business import business
from crm_tui.queries.messages import against_sending
from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message as it went out. ``closes_follow_up_id`` is the follow-up that it did."""

    customer_id: int
    channel: str
    nature: str
    body: str
    subject: str = ""
    override_why: str = ""
    case_id: int | None = None
    closes_follow_up_id: int | None = None


def log_message(act: Act, sent: SentMessage) -> LoggedContact:
    """Log a message that we sent, with its whole text.

    Raises InvalidInput for a text with gaps; OverContactLoad where their wishes or the contact load stand
    against it and there is no ``override_why``, which is kept below the text.
    """
    act.describe("send-message", "interaction", None, sent.customer_id)
    body = sent.body.strip()
    if not body:
        raise InvalidInput(_("There are no words here."), _("Type the text."), field="body")
    for field, text in (("body", body), ("subject", sent.subject)):
        if GAP in text:
            raise InvalidInput(
                _("There is still a gap in the text: {gap}").format(gap=GAP),
                _("Fill it in, or take the sentence out."),
                field=field,
            )
    why = on_one_line(sent.override_why)
    if sent.case_id is None:
        reasons = against_sending(
            reader_of(act),
            sent.customer_id,
            sent.channel,
            business=business(reader_of(act)),
            now=act.now,
            does=sent.closes_follow_up_id,
        )
        if reasons and not why:
            raise OverContactLoad(
                " ".join(reasons), _("Give a reason to send it all the same."), reasons, None
            )
        if reasons:
            body = "\n\n".join((body, _("Sent all the same, because: {why}").format(why=why)))
    return log_contact(
        act,
        NewContact(
            channel=sent.channel,
            direction=Direction.OUTBOUND.value,
            nature=sent.nature,
            outcome=Outcome.INFORMATION.value,
            customer_id=sent.customer_id,
            said=on_one_line(sent.subject) or on_one_line(body.partition("\n")[0]),
            did=body,
            case_id=sent.case_id,
            closes_follow_up_id=sent.closes_follow_up_id,
        ),
    )
