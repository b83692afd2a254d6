"""From the answers of the message form to the act that logs it as sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_tui.domain.words import Channel
from crm_tui.i18n import _

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


def send_deed(
    act: "Act",
    customer_id: int,
    name: str,
    values: Mapping[str, Any],
    nature: str,
    follow_up_id: int | None,
) -> str:
    """Log the message as sent; a sentence about it. Raises as ``send_message``."""
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.messages import SentMessage
    from crm_tui.actions.sending import send_message

    sent = SentMessage(customer_id, values.get("channel") or Channel.EMAIL.value, nature, values["body"])
    done = send_message(
        act,
        replace(
            sent,
            subject=values.get("subject") or "",
            override_why=values.get("override") or "",
            closes_follow_up_id=follow_up_id,
        ),
    )
    told = _("The message is logged as sent: {customer}")
    if done.survey is not None:
        told = _("The message is logged as sent, and its survey waits for an answer: {customer}")
    return told.format(customer=name)
