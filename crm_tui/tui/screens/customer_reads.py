"""What the customer form reads while it is filled, as the messages that bring it."""

from textual.message import Message

from crm_tui.domain.custom_fields import OwnField
from crm_tui.queries.recommended import Recommender
from crm_tui.queries.same_points import SamePoint
from crm_tui.tui.screens.customer_answers import Fields


class StoredRead(Message, bubble=False):
    """What somebody else wrote into the customer meanwhile."""

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self.fields = fields


class SamePointsRead(Message, bubble=False):
    """Who has the contact points already that are typed."""

    def __init__(self, found: tuple[SamePoint, ...]) -> None:
        super().__init__()
        self.found = found


class RecommenderRead(Message, bubble=False):
    """Whom the source names as the one who recommended us, if anybody."""

    def __init__(self, found: Recommender | None) -> None:
        super().__init__()
        self.found = found


class OwnFieldsRead(Message, bubble=False):
    """The fields that the business has added."""

    def __init__(self, fields: tuple[OwnField, ...]) -> None:
        super().__init__()
        self.fields = fields
