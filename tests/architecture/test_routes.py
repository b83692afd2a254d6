"""A command whose id is a route is opened from any screen: with the customer in view at most."""

import inspect

from crm_tui.commands.registry import BY_ID
from crm_tui.tui.app import DeskApp
from crm_tui.tui.routes import FOR_CUSTOMER, NEEDS_MORE, ROUTES, load


def test_what_a_command_opens_needs_no_more_than_the_customer_in_view() -> None:
    needed = {route: _needed(route) for route in ROUTES.keys() & BY_ID.keys() if not _is_of_the_desk(route)}
    assert {route for route, names in needed.items() if names} == NEEDS_MORE


def _needed(route: str) -> set[str]:
    parameters = inspect.signature(load(ROUTES[route])).parameters.values()
    given = {"customer_id"} if route in FOR_CUSTOMER else set()
    return {
        one.name for one in parameters if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    } - given


def _is_of_the_desk(route: str) -> bool:
    return hasattr(DeskApp, f"do_{route.replace('-', '_')}")
