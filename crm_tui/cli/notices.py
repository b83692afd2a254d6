"""Warnings that come with an answer: for programs in the document, for people on stderr."""

from collections.abc import Iterable
from typing import Any

from crm_tui.actions.notices import Notice
from crm_tui.cli.desk import Desk
from crm_tui.i18n import _


def documents(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    """The warnings as the JSON document lists them, with the ids that they speak of."""
    return [
        {
            "code": notice.code,
            "message": notice.text,
            "customers": list(notice.customer_ids),
            "follow_up": notice.follow_up,
        }
        for notice in notices
    ]


def tell(desk: Desk, notices: Iterable[Notice]) -> None:
    """Say each warning in its own line, and which command helps."""
    for notice in notices:
        desk.say(notice.text)
        if notice.code == "follow-up-left-out":
            desk.say(
                _("`crm-tui follow-up add {customer} … --override REASON` plans it.").format(
                    customer=notice.customer_ids[0]
                )
            )
