"""What is sent brings the terminal to what was painted, and nothing is sent twice."""

import random
from collections.abc import Sequence

import pyte
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from crm_tui.tui.painted import Painted

WIDTH, HEIGHT = 40, 4
SIZE = (WIDTH, HEIGHT)
CONSOLE = Console(force_terminal=True, color_system="truecolor")
STYLES = [Style(), Style(bold=True), Style(color="red"), Style(bgcolor="blue")]


def line(text: str, style: Style = STYLES[0]) -> Strip:
    return Strip([Segment(text, style)]).extend_cell_length(WIDTH, style)


def screen(*texts: str) -> LayoutUpdate:
    return LayoutUpdate([[line(text)] for text in texts], Region(0, 0, WIDTH, len(texts)))


def chop(row: int, column: int, strip: Strip) -> ChopsUpdate:
    chops: list[dict[int, Strip | None]] = [{} for _ in range(HEIGHT)]
    ends: list[list[int]] = [[] for _ in range(HEIGHT)]
    end = column + strip.cell_length
    chops[row], ends[row] = {column: strip}, [end]
    return ChopsUpdate(chops, [(row, column, end)], ends)


def drawn(terminal: pyte.Screen) -> Sequence[Sequence[pyte.screens.Char]]:
    return [[terminal.buffer[row][column] for column in range(WIDTH)] for row in range(HEIGHT)]


def test_what_stands_there_is_not_sent_again() -> None:
    painted = Painted()
    update = screen("Quillon Ashgrove", "Mary Ofori")
    assert "Mary" in painted.write(update, SIZE, CONSOLE)
    assert painted.write(update, SIZE, CONSOLE) == ""
    sent = painted.write(screen("Quillon Ashgrove", "Mary Afori"), SIZE, CONSOLE)
    assert "A" in sent
    assert len(sent) < 30


def test_all_is_sent_after_a_change_of_size_and_when_asked_for() -> None:
    painted = Painted()
    update = screen("Mary Ofori")
    painted.write(update, SIZE, CONSOLE)
    assert "Mary" in painted.write(update, (WIDTH, HEIGHT + 1), CONSOLE)
    painted.forget()
    assert "Mary" in painted.write(update, (WIDTH, HEIGHT + 1), CONSOLE)


def test_complex_script_is_sent_as_a_whole() -> None:
    painted = Painted()
    painted.write(screen("রহিম উদ্দিন"), SIZE, CONSOLE)
    assert "রহিম উদ্দিত" in painted.write(screen("রহিম উদ্দিত"), SIZE, CONSOLE)


def test_the_terminal_shows_what_was_painted_whatever_was_there() -> None:
    chance = random.Random(7)
    painted = Painted()
    (ours, ours_feed), (whole, whole_feed) = (
        (terminal := pyte.Screen(*SIZE), pyte.Stream(terminal)) for _ in range(2)
    )

    def words(length: int) -> Strip:
        cells = [(chance.choice("ab é"), chance.choice(STYLES)) for _ in range(length)]
        return Strip([Segment(text, style) for text, style in cells]).crop(0, length)

    def update() -> CompositorUpdate:
        if chance.random() < 0.2:
            return LayoutUpdate([[words(WIDTH)] for _ in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT))
        column = chance.randrange(WIDTH - 1)
        return chop(chance.randrange(HEIGHT), column, words(chance.randint(1, WIDTH - column)))

    for _ in range(300):
        new = update()
        ours_feed.feed(painted.write(new, SIZE, CONSOLE))
        whole_feed.feed(new.render_segments(CONSOLE).replace("\n", ""))
        assert drawn(ours) == drawn(whole)
