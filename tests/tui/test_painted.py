"""What is sent brings the terminal to what was painted, and nothing is sent twice."""

import random
from collections.abc import Sequence

import pyte
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from crm_tui.tui.pace import PATIENCE_SECONDS, QUESTION, Pace
from crm_tui.tui.painted import Painted

WIDTH, HEIGHT = 40, 4
SIZE = (WIDTH, HEIGHT)
CONSOLE = Console(force_terminal=True, color_system="truecolor")
STYLES = [
    Style(),
    Style(bold=True),
    Style(color="red"),
    Style(bgcolor="blue"),
    Style(color="red", underline=True),
]


def written(painted: Painted, update: LayoutUpdate | ChopsUpdate, size: tuple[int, int] = SIZE) -> str:
    painted.take(update, size, CONSOLE)
    return painted.write()


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
    return [[seen(terminal.buffer[row][column]) for column in range(WIDTH)] for row in range(HEIGHT)]


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """What is seen of a cell: of a blank one neither its colour nor that it is bold."""
    if cell.data == " " and not cell.underscore:
        return cell._replace(fg="default", bold=False)
    return cell


def test_what_stands_there_is_not_sent_again() -> None:
    painted = Painted()
    update = screen("Quillon Ashgrove", "Mary Ofori")
    assert "Mary" in written(painted, update)
    assert written(painted, update) == ""
    sent = written(painted, screen("Quillon Ashgrove", "Mary Afori"))
    assert "A" in sent
    assert len(sent) < 30


def test_all_is_sent_after_a_change_of_size_and_when_asked_for() -> None:
    painted = Painted()
    update = screen("Mary Ofori")
    written(painted, update)
    assert "Mary" in written(painted, update, (WIDTH, HEIGHT + 1))
    painted.forget()
    assert "Mary" in written(painted, update, (WIDTH, HEIGHT + 1))


def test_complex_script_is_sent_as_a_whole() -> None:
    painted = Painted()
    written(painted, screen("রহিম উদ্দিন"))
    assert "রহিম উদ্দিত" in written(painted, screen("রহিম উদ্দিত"))


def test_a_letter_of_two_cells_is_sent_whole() -> None:
    painted = Painted()
    written(painted, screen("東京 Mary"))
    assert "大" in written(painted, screen("大京 Mary"))
    sent = written(painted, chop(0, 1, line(" x").crop(0, 2)))
    assert "x" in sent
    # Of the letters that were painted over in part nothing is known: they are sent again.
    assert "大京" in written(painted, screen("大京 Mary"))


def test_a_look_is_not_said_again() -> None:
    painted = Painted()
    red, blue = Style(color="red"), Style(color="red", bgcolor="blue")
    update = LayoutUpdate([[Strip([Segment("one", red), Segment("two", blue)])]], Region(0, 0, 6, 1))
    assert written(painted, update) == "\x1b[1;1H\x1b[31mone\x1b[44mtwo\x1b[0m"


def test_what_is_blank_takes_the_colour_there_is() -> None:
    painted = Painted()
    words = [Segment("one", STYLES[2]), Segment("  ", STYLES[1]), Segment("two", STYLES[2])]
    update = LayoutUpdate([[Strip(words)]], Region(0, 0, 8, 1))
    assert written(painted, update) == "\x1b[1;1H\x1b[31mone  two\x1b[0m"


def test_nothing_that_is_painted_acts_on_the_terminal() -> None:
    sent = written(Painted(), screen("a\x1b[2Jb\x9b31mc"))
    assert "\x1b[2J" not in sent
    assert "\x9b" not in sent


def test_the_terminal_shows_what_was_painted_whatever_was_there() -> None:
    chance = random.Random(7)
    painted = Painted()
    (ours, ours_feed), (whole, whole_feed) = (
        (terminal := pyte.Screen(*SIZE), pyte.Stream(terminal)) for _ in range(2)
    )

    def words(length: int) -> Strip:
        cells = [(chance.choice("ab é"), chance.choice(STYLES)) for _ in range(length)]
        return Strip([Segment(text, style) for text, style in cells]).crop(0, length)

    def update() -> LayoutUpdate | ChopsUpdate:
        if chance.random() < 0.2:
            return LayoutUpdate([[words(WIDTH)] for _ in range(HEIGHT)], Region(0, 0, WIDTH, HEIGHT))
        column = chance.randrange(WIDTH - 1)
        return chop(chance.randrange(HEIGHT), column, words(chance.randint(1, WIDTH - column)))

    for _ in range(300):
        new = update()
        ours_feed.feed(written(painted, new))
        whole_feed.feed(new.render_segments(CONSOLE).replace("\n", ""))
        assert drawn(ours) == drawn(whole)


def test_frames_are_left_out_while_the_terminal_is_behind_and_then_the_newest_is_sent() -> None:
    painted, number = busy_terminal(Pace())
    assert written(painted, screen(*[f"{number + 1}"] * HEIGHT)) == ""
    assert written(painted, screen(*[f"{number + 2}"] * HEIGHT)) == ""
    assert painted.is_owing
    for _question in range(10):
        painted.pace.answered()
    sent = painted.write()
    assert sent.count(f"{number + 2}"[-1]) >= HEIGHT
    assert not painted.is_owing


def test_a_terminal_that_ceases_to_answer_is_not_waited_for() -> None:
    clock = [0.0]
    painted, number = busy_terminal(Pace(lambda: clock[0]))
    assert written(painted, screen(*[f"{number + 1}"] * HEIGHT)) == ""
    clock[0] = PATIENCE_SECONDS
    assert painted.write() != ""
    for more in range(200):
        assert written(painted, screen(*[f"{number + 2 + more}"] * HEIGHT)) != ""


def test_a_terminal_that_never_answered_is_not_asked() -> None:
    painted = Painted()
    for number in range(200):
        assert QUESTION not in written(painted, screen(*[f"{number}" * 9] * HEIGHT))


def busy_terminal(pace: Pace) -> tuple[Painted, int]:
    """A terminal that answered once and then no more, after frames until it is behind."""
    painted = Painted(pace)
    pace.answered()
    number = 1000
    while not pace.is_behind:
        number += 1
        assert written(painted, screen(*[f"{number}" * 9] * HEIGHT)) != ""
        assert number < 2000
    return painted, number
