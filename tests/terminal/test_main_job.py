"""The main job once, through a real pseudo-terminal: find the caller, write the call down, see what it led to
on Today, leave, and read it back with the command line."""

from datetime import date, timedelta

import pytest
from seen import Shell, contacts

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_a_call_with_a_follow_up_from_ring_to_the_shell(shell: Shell, size: tuple[int, int]) -> None:
    desk = shell.screens(size=size)

    desk.keys("c")
    desk.see("Call 00:", "They said")
    desk.keys("5550101234")
    desk.see("Quillon Ashgrove")
    desk.keys("enter", "kettle leaks", "F7", "e", "f", "2d")
    desk.see("kettle leaks", "▸e enquiry", "▸f follow-up", "→")
    desk.keys("ctrl+s")
    desk.see("Logged: call, follow-up.", "u undo")

    desk.see("1 in the next 7 days", "enquiry: kettle", "Quillon Ashgrove")
    assert desk.quit() == 0

    due = shell("due")
    (planned,) = due["next"]
    assert (due["overdue"], due["today"]) == ([], [])
    assert (planned["name"], planned["channel"], planned["staff"]) == ("Quillon Ashgrove", "phone", "nadia")
    assert "kettle leaks" in planned["what"]
    assert date.fromisoformat(planned["due"][:10]) >= date.today() + timedelta(days=1)

    customer = shell("customer", "show", 1)
    (contact,) = contacts(customer)
    assert (contact["channel"], contact["nature"], contact["outcome"]) == ("phone", "enquiry", "follow-up")
    assert [follow_up["id"] for follow_up in customer["follow_ups"]] == [planned["id"]]


def test_finding_opens_the_customer_and_a_call_starts_with_them(shell: Shell) -> None:
    desk = shell.screens()
    desk.keys("/", "ofori", "enter")
    desk.see("Customer   Mary Ofori", "Timeline")
    desk.keys("c")
    desk.see("Call 00:", "They said")
    desk.keys("enter", "asks for our hours", "F7", "e", "s", "ctrl+s")
    desk.see("Logged: call, solved.")
    assert [contact["outcome"] for contact in contacts(shell("customer", "show", 2))] == ["solved"]


def test_undo_takes_the_call_back(shell: Shell) -> None:
    desk = shell.screens()
    desk.keys("c", "ofori", "enter", "wrong number", "F7", "e", "s", "ctrl+s")
    desk.see("Logged: call, solved.")
    desk.keys("u")
    desk.see_that(lambda screen: "Logged" not in screen, "the undo")
    assert shell("customer", "show", 2)["timeline"] == []
