"""What customers met, above the form of a review: nothing of it is lost on a small screen."""

from crm_tui.domain.evidence import Evidence, ObstacleCount, Returning, Waits
from crm_tui.domain.words import Obstacle
from crm_tui.tui.screens.evidence_lines import evidence_lines
from crm_tui.tui.text import cells

WIDTH = 78


def test_long_lines_go_on_below_their_own_beginning() -> None:
    evidence = Evidence(
        contacts=0,
        missed=0,
        outside=0,
        obstacles=tuple(ObstacleCount(obstacle, 1_000) for obstacle in Obstacle),
        words=(),
        week=(),
        returning=tuple(Returning(f"nature-{number}", 12_000, 4_000, 900) for number in range(3)),
        waits=Waits(0, None, 0),
    )
    labels = {f"nature-{number}": f"something that they ask for {number}" for number in range(3)}
    lines = ["".join(text for text, _tone in line) for line in evidence_lines(evidence, labels, "en", WIDTH)]
    assert all(cells(line) <= WIDTH for line in lines)
    said = " ".join(" ".join(lines).split())
    for obstacle in Obstacle:
        assert f"{obstacle.label} 1000" in said
    for label in labels.values():
        assert label in said
    assert "…" not in said
