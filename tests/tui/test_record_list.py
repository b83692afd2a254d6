"""The record list: keys, paging in a thread, the place that a refresh keeps, and how little it writes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, current_thread, main_thread

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from crm_tui.domain.errors import StoreUnavailable
from crm_tui.store.driver import APPLICATION_ID, SCHEMA, connect
from crm_tui.store.reader import Reader
from crm_tui.tui.guard import install_guard
from crm_tui.tui.messages import Crashed
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, Key, ListRow, Page, PageSource, RowId, Severity
from crm_tui.tui.workers import Workers

COLUMNS = (Column("due", "due", 10), Column("channel", "", 6, from_width=60), Column("name", "name"))


class People(PageSource):
    """Names in a real table, paged by (name, id), as the queries of the desk do."""

    def __init__(self) -> None:
        self.broken = False

    def _page(self, reader: Reader, where: str, order: str, key: Key | None, limit: int) -> list[ListRow]:
        if self.broken:
            raise StoreUnavailable("The database cannot be read.")
        assert current_thread() is not main_thread()
        sql = f"select id, name from people {where} order by name {order}, id {order} limit :limit"
        name, number = key or ("", 0)
        found = reader.rows(sql, {"name": name, "id": number, "limit": limit + 1})
        return [self.row(*row) for row in found]

    @staticmethod
    def row(number: int, name: str) -> ListRow:
        cells = (Cell(f"{number} d late", "late"), "call", name)
        return ListRow(number, cells, (name, number), Severity.LATE)

    def first(self, reader: Reader, limit: int) -> Page:
        rows = self._page(reader, "", "asc", None, limit)
        return Page(rows[:limit], False, len(rows) > limit)

    def after(self, reader: Reader, key: Key, limit: int) -> Page:
        rows = self._page(reader, "where (name, id) > (:name, :id)", "asc", key, limit)
        return Page(rows[:limit], True, len(rows) > limit)

    def before(self, reader: Reader, key: Key, limit: int) -> Page:
        rows = self._page(reader, "where (name, id) < (:name, :id)", "desc", key, limit)
        return Page(rows[:limit][::-1], len(rows) > limit, True)

    def last(self, reader: Reader, limit: int) -> Page:
        rows = self._page(reader, "", "desc", None, limit)
        return Page(rows[:limit][::-1], len(rows) > limit, False)

    def locate(self, reader: Reader, row_id: RowId) -> Key | None:
        return reader.row("select name, id from people where id = :id", {"id": row_id})


class QuietScreen(Screen[None]):
    """Textual's screen repaints itself when focus moves; the desk's does not."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class Desk(App[None]):
    """One list and the messages that it sends."""

    def __init__(self, database: Path, **options: object) -> None:
        super().__init__()
        self.database = database
        self.options = options
        self.source = People()
        self.heard: list[tuple[str, object]] = []
        self.loads = 0

    def get_default_screen(self) -> Screen[None]:
        return QuietScreen(id="_default")

    def compose(self) -> ComposeResult:
        self.threads = Workers(self.database, lambda: None, lambda: None, self)  # type: ignore[arg-type, return-value]
        options = {"title": "People", "page_size": 60} | self.options
        yield RecordList(COLUMNS, self.threads.read, **options)  # type: ignore[arg-type]
        yield Static("below", id="below")

    def _note(self, message: RecordList.Highlighted) -> None:
        self.heard.append((type(message).__name__, message.row and message.row.id))

    def on_ready(self) -> None:
        if self.database.exists():
            self.list.set_source(self.source)

    def on_unmount(self) -> None:
        self.threads.close()

    def on_crashed(self, message: Crashed) -> None:
        raise message.error

    def on_record_list_loaded(self, message: RecordList.Loaded) -> None:
        self.loads += 1

    on_record_list_highlighted = _note
    on_record_list_opened = _note
    on_record_list_rested = _note

    def on_record_list_load_failed(self, message: RecordList.LoadFailed) -> None:
        self.heard.append(("LoadFailed", message.error.message))

    @property
    def list(self) -> RecordList:
        return self.query_one(RecordList)


Make = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Make]:
    """Makes a desk on a database with so many people."""
    path = tmp_path / "people.db"
    connections = []

    def make(count: int, **options: object) -> Desk:
        db = connect(path, create=True)
        connections.append(db)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute(f"pragma user_version = {SCHEMA}")
        db.execute("create table people (id integer primary key, name text)")
        names = [(number, f"Name {number:06}") for number in range(count)]
        db.executemany("insert into people values (?, ?)", names)
        app = Desk(path, **options)
        app.write = db.execute
        return app

    yield make
    for db in connections:
        db.close()


async def settle(pilot: Pilot[None]) -> None:
    """Until the list has what it asked for, and what it asks for next."""
    app = pilot.app
    assert isinstance(app, Desk)
    for _ in range(3):
        both_idle = Barrier(2)
        waits = [app.threads._reads.submit(both_idle.wait, 10) for _ in range(2)]
        for wait in waits:
            wait.result()
        await pilot.pause()


def lines(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_a_row_stands_under_the_title_with_its_sign(desk: Make) -> None:
    app = desk(3, show_header=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[:4] == [
            "▌People",
            "   due                 name",
            "▌! 0 d late    call    Name 000000",
            " ! 1 d late    call    Name 000001",
        ]


async def test_a_narrow_list_leaves_out_what_has_no_room(desk: Make) -> None:
    app = desk(1)
    async with app.run_test(size=(40, 10)) as pilot:
        await settle(pilot)
        assert lines(app)[1] == "▌! 0 d late    Name 000000"


async def test_keys_move_open_and_stop_at_the_ends(desk: Make) -> None:
    app = desk(500)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "j", "j", "k", "enter", "up", "up", "up")
        assert app.list.current is not None
        assert app.list.current.id == 0
        assert ("Opened", 2) in app.heard
        await pilot.press("end")
        await settle(pilot)
        assert app.list.current.id == 499
        assert lines(app)[22].startswith("▌! 499 d")
        await pilot.press("down", "pageup")
        await settle(pilot)
        assert app.list.current.id == 477
        await pilot.press("home")
        await settle(pilot)
        assert app.list.current.id == 0


async def test_the_cursor_walks_over_many_pages_and_back(desk: Make) -> None:
    app = desk(1_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for _ in range(30):
            await pilot.press("pagedown")
            await settle(pilot)
        assert app.list.current is not None
        assert app.list.current.id == 660
        assert len(app.list.rows_at_hand) <= 6 * 60
        for _ in range(30):
            await pilot.press("pageup")
            await settle(pilot)
        assert app.list.current.id == 0


async def test_selecting_a_record_far_away_shows_it_among_its_neighbours(desk: Make) -> None:
    app = desk(5_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.list.select(3_210)
        await settle(pilot)
        assert app.list.current is not None
        assert app.list.current.id == 3_210
        shown = "\n".join(lines(app))
        assert "Name 003209" in shown
        assert "Name 003211" in shown


async def test_a_refresh_keeps_record_and_line(desk: Make) -> None:
    app = desk(1_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for _ in range(15):
            await pilot.press("pagedown")
            await settle(pilot)
        await pilot.press("down", "down")
        before = lines(app)
        app.write("insert into people values (9999, 'Aaron, who comes first')")
        app.list.refresh_rows()
        await settle(pilot)
        assert lines(app) == before


async def test_a_record_that_is_gone_leaves_the_cursor_on_its_line(desk: Make) -> None:
    app = desk(100)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down")
        app.write("delete from people where id = 2")
        app.list.refresh_rows()
        await settle(pilot)
        assert app.list.current is not None
        assert app.list.current.id == 3
        assert lines(app)[3].startswith("▌! 3 d late")


async def test_a_record_that_moved_far_away_is_followed(desk: Make) -> None:
    app = desk(1_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.write("update people set name = 'Name 000800b' where id = 0")
        app.list.refresh_rows()
        await settle(pilot)
        assert app.list.current is not None
        assert app.list.current.id == 0
        assert "Name 000800" in "\n".join(lines(app))


async def test_an_empty_list_teaches(desk: Make) -> None:
    app = desk(0, empty="Nobody yet.\nn makes the first customer.")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[1:3] == ["   Nobody yet.", "   n makes the first customer."]
        await pilot.press("down", "enter", "end")
        assert not [what for what, _ in app.heard if what == "Opened"]


async def test_what_an_empty_list_says_breaks_between_words(desk: Make) -> None:
    app = desk(0, empty="Nobody yet: they come with the first call, or from a file.\nn makes one.")
    async with app.run_test(size=(40, 10)) as pilot:
        await settle(pilot)
        said = [line.strip() for line in lines(app)[1:4]]
        assert said == ["Nobody yet: they come with the first", "call, or from a file.", "n makes one."]


async def test_a_source_that_fails_is_reported_and_the_rows_stay(desk: Make) -> None:
    app = desk(5)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = lines(app)
        app.source.broken = True
        app.list.refresh_rows()
        await settle(pilot)
        assert ("LoadFailed", "The database cannot be read.") in app.heard
        assert lines(app) == before


async def test_the_card_follows_once_the_cursor_rests(desk: Make) -> None:
    app = desk(50)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "down")
        while not any(what == "Rested" for what, _ in app.heard):
            await pilot.pause(0.01)
        assert [row for what, row in app.heard if what == "Rested"] == [3]


async def test_rows_at_hand_keep_their_place_when_they_change(tmp_path: Path) -> None:
    app = Desk(tmp_path / "none.db")
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.set_rows([People.row(number, f"N{number}") for number in (1, 2, 3)])
        await pilot.press("down")
        app.list.set_rows([People.row(number, f"N{number}") for number in (0, 1, 2, 3)])
        await pilot.pause()
        assert app.list.current is not None
        assert app.list.current.id == 2


async def test_a_collapsed_list_is_its_title(desk: Make) -> None:
    app = desk(5)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.list.set_collapsed(True)
        await pilot.pause()
        assert lines(app)[:2] == ["▌People", "below"]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_cursor_move_writes_at_most_400_bytes(size: tuple[int, int], tmp_path: Path) -> None:
    install_guard()
    app = Desk(tmp_path / "none.db")
    async with app.run_test(size=size) as pilot:
        app.list.set_rows([People.row(number, "রহিম উদ্দিন, শ্রীমতী ক্ষমা") for number in range(30)])
        await pilot.pause()
        written = count_bytes(app)
        for _ in range(5):
            await pilot.press("down")
        await pilot.pause()
        assert written["bytes"] / 5 <= 400
        written["bytes"] = 0
        app.screen.set_focus(None)
        await pilot.pause()
        assert written["bytes"] <= 400


def count_bytes(app: App[None]) -> dict[str, int]:
    """Count what the screens write from now on."""
    total = {"bytes": 0}
    display = app._display

    def counting(screen: object, renderable: object) -> None:
        render = getattr(renderable, "render_segments", None)
        if render is not None:
            total["bytes"] += len(render(app.console).encode())
        display(screen, renderable)  # type: ignore[arg-type]

    app._display = counting  # type: ignore[method-assign]
    return total
