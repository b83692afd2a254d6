"""The settings of the business."""

from crm_tui.queries.house import house


def test_what_was_founded(reader) -> None:
    found = house(reader)
    assert found.business_version == 1
    assert [(tier.code, tier.contact_limit, tier.contact_window_days) for tier in found.tiers] == [
        ("standard", 3, 30)
    ]
