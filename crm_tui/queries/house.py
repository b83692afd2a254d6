"""What can be set for the business, besides its opening hours: the tiers with their contact limits."""

from dataclasses import dataclass

from crm_tui.queries.vocabulary import TierChoice, tiers
from crm_tui.store.reader import Reader

BUSINESS_SET = "SELECT version, asks_pulse FROM business WHERE id = 1"


@dataclass(frozen=True, slots=True)
class House:
    """The settings as they are. ``asks_pulse``: staff are asked how they are doing."""

    business_version: int
    tiers: tuple[TierChoice, ...]
    asks_pulse: bool = False


def house(reader: Reader) -> House:
    """The settings of the business."""
    version, asks_pulse = reader.row(BUSINESS_SET) or (1, 0)
    return House(version, tiers(reader), bool(asks_pulse))
