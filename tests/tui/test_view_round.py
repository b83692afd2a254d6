"""The round that one key makes through the views of a list: built-in ones, saved ones, the first again."""

from crm_tui.domain.list_views import NamedView, Narrowing
from crm_tui.queries.saved_views import ListView
from crm_tui.tui.view_round import ViewRound

OPEN, ALL = NamedView("open", Narrowing("open")), NamedView("all of them", Narrowing("all"))


def kept(view_id: int, name: str, narrowing: Narrowing) -> ListView:
    return ListView(view_id, "sales", name, narrowing, "", False, 1, "nadia", 1)


def test_the_filter_stays_with_built_in_views_and_goes_with_a_saved_one() -> None:
    views = ViewRound((OPEN, ALL))
    views.keep([kept(7, "kettles", Narrowing("all", text="kettle")), kept(8, "rugs", Narrowing("open"))])
    assert views.is_first
    assert views.filter(" mary ")
    assert not views.filter("mary")
    seen = []
    for _press in range(4):
        views.go_on()
        seen.append((views.name, views.narrowing))
    assert seen == [
        ("all of them", Narrowing("all", text="mary")),
        ("kettles", Narrowing("all", text="kettle")),
        ("rugs", Narrowing("open")),
        ("open", Narrowing("open")),
    ]


def test_what_is_shown_keeps_its_rows_when_its_view_is_renamed_or_forgotten() -> None:
    views = ViewRound((OPEN, ALL))
    views.keep([kept(7, "kettles", Narrowing("all", text="kettle"))])
    views.go_on()
    views.go_on()
    assert not views.keep([kept(7, "all kettles", Narrowing("all", text="kettle"))])
    assert views.name == "all kettles"
    assert not views.keep([])
    assert (views.name, views.narrowing) == ("all of them", Narrowing("all", text="kettle"))
    views.go_on()
    assert views.narrowing == Narrowing("open", text="kettle")


def test_where_a_forgotten_view_stood_on_none_that_is_there_the_first_is_shown() -> None:
    views = ViewRound((OPEN,))
    views.keep([kept(7, "kettles", Narrowing("tier", "key", "kettle"))])
    views.go_on()
    assert views.keep([])
    assert (views.name, views.narrowing) == ("open", Narrowing("open", text="kettle"))
