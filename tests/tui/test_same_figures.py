"""The figures of a standard are the same from the screen and from the command."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from customer_sample import NOW, until, where
from house_sample import HouseDesk, calls, house_desk, rows_of, set_standard

from crm_tui.cli.desk import Desk
from crm_tui.cli.main import run
from crm_tui.domain.actor import Actor
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.reports import NAMES
from crm_tui.store.database import Database
from crm_tui.tui.widgets.text_lines import TextLines


def _lines(desk: HouseDesk, name: str) -> str:
    return "\n".join(desk.screen.query_one(f"#{name}", TextLines).line_texts)


async def test_page_and_command_say_the_same(
    path: Path,
    database: Database,
    nadia: Actor,
    paul: Actor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    standard = set_standard(database, nadia)
    calls(database, nadia, [0] * 12 + [4, 5])
    calls(database, paul, [70], "Hill & Sons")
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        await pilot.press("enter")
        await until(pilot, lambda: "12 months" in _lines(desk, "figures"))
        figures, breaches = _lines(desk, "figures"), rows_of(desk, "breaches")
    shown = _show(path, standard, monkeypatch, capsys)
    assert f"80 % ({shown['met']} of {shown['measured']})" in figures
    for part in shown["by_staff"]:
        assert f"({part['met']} of {part['measured']})" in figures or (
            f"{part['met']} of {part['measured']}" in figures
        )
    assert [breach["name"] for breach in shown["breaches"]] == [row[-1] for row in breaches]
    assert shown["attainment"] == 0.8


def _show(
    path: Path, standard: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    period = quarter_of(NOW.date())
    for name, value in {"CRM_TUI_DB": str(path), "CRM_TUI_USER": "nadia"}.items():
        monkeypatch.setenv(name, value)
    days = ("--from", period.from_on.isoformat(), "--to", period.to_on.isoformat())
    run(["standard", "show", str(standard), *days, "--json"])
    return json.loads(capsys.readouterr().out)


async def test_insights_and_report_say_the_same(
    path: Path,
    database: Database,
    nadia: Actor,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls(database, nadia, [0, 2, 14, 3])
    calls(database, nadia, [70], "Hill & Sons")
    desk = house_desk(path, nadia, start="insights")
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        for _row in range(NAMES.index("waiting")):
            await pilot.press("down")
        await until(pilot, lambda: "Waiting times" in where(desk))
        await pilot.press("t")
        shown = rows_of(desk, "table")
    for name, value in {"CRM_TUI_DB": str(path), "CRM_TUI_USER": "nadia"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("crm_tui.cli.main.Desk", partial(Desk, now=NOW))
    run(["report", "waiting", "--from", "2026-10-01", "--to", "2026-12-31", "--json"])
    figures = [row for row in json.loads(capsys.readouterr().out) if row["calls"]]
    assert [row["calls"] for row in figures] == [int(row[1]) for row in shown if row[1] != "0"] == [5]
    assert [row["longest_minutes"] for row in figures] == [70]
    assert [row[-1] for row in shown if row[1] != "0"] == ["1:10 h"]
