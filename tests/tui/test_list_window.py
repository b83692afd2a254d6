"""The window on a list: where the cursor goes, what stays in memory."""

from crm_tui.tui.widgets.list_window import ListWindow
from crm_tui.tui.widgets.rows import ListRow, Page


def rows(start: int, end: int) -> list[ListRow]:
    return [ListRow(number, (str(number),), (number,)) for number in range(start, end)]


def window(count: int = 100, height: int = 10) -> ListWindow:
    made = ListWindow(20, height)
    made.replace(Page(rows(0, count)))
    return made


def test_the_view_jumps_by_half_its_height_at_the_edge() -> None:
    seen = window()
    for _ in range(9):
        seen.move(1)
    assert (seen.cursor, seen.top) == (9, 0)
    seen.move(1)
    assert (seen.cursor, seen.top) == (10, 5)
    seen.place_at(20, 0)
    seen.move(-1)
    assert (seen.cursor, seen.top) == (19, 14)


def test_the_cursor_stops_at_both_ends() -> None:
    seen = window(5)
    seen.move(-1)
    assert seen.cursor == 0
    seen.move(50)
    assert (seen.cursor, seen.top) == (4, 0)


def test_turning_a_page_keeps_the_line() -> None:
    seen = window()
    seen.move(3)
    seen.turn(1)
    assert (seen.cursor, seen.top) == (13, 10)
    seen.turn(-1)
    assert (seen.cursor, seen.top) == (3, 0)
    seen.turn(50)
    assert (seen.cursor, seen.top) == (99, 90)


def test_memory_is_bounded_and_the_view_does_not_move() -> None:
    seen = window(40)
    seen.place_at(35, 5)
    for start in range(40, 400, 20):
        seen.extend_after(Page(rows(start, start + 20), True, True))
        shown = seen.rows[seen.top].id
        seen.move(20)
        assert shown == seen.rows[seen.top].id or seen.current is not None
        assert len(seen.rows) <= 6 * 20
    assert seen.more_before
    assert seen.current is not None
    here = seen.current.id
    first = seen.rows[0].id
    assert isinstance(first, int)
    top = seen.rows[seen.top].id
    seen.extend_before(Page(rows(first - 20, first), True, True))
    assert seen.current.id == here
    assert seen.rows[seen.top].id == top


def test_resizing_keeps_the_cursor_in_view() -> None:
    seen = window()
    seen.move(9)
    seen.resize(4)
    assert seen.top <= seen.cursor < seen.top + 4
    seen.resize(30)
    assert seen.cursor == 9


def test_an_empty_window_has_no_current_row() -> None:
    seen = window(0)
    seen.move(1)
    seen.turn(1)
    assert seen.current is None
