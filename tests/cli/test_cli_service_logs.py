"""Service logs of real desks, brought in and measured as their own systems reported them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_EXAMPLES = Path(__file__).parents[2] / "examples" / "service-logs"


@pytest.mark.parametrize(
    ("log", "mapping", "measured_by", "measured", "met"),
    [
        ("nyc311", "nyc311", ("by-agreed-date", "--unsolved", "left-out"), 980, 820),
        # Ten requests were never closed: here they are missed once their date is over.
        ("nyc311", "nyc311", ("by-agreed-date",), 990, 820),
        ("cfpb_complaints_1000", "cfpb", ("timely-as-recorded",), 1000, 988),
        ("uci_incident_log_a", "uci-incidents", ("timely-as-recorded",), 450, 294),
    ],
)
def test_a_log_is_measured_as_its_system_reported_it(
    ask: Callable[..., Any],
    shared_data: Path,
    log: str,
    mapping: str,
    measured_by: tuple[str, ...],
    measured: int,
    met: int,
) -> None:
    ask("import", str(shared_data / "service" / f"{log}.csv"), "--as", "cases", "--map",
        str(_EXAMPLES / f"{mapping}.toml"))  # fmt: skip
    standard = ask("standard", "add", "--statement", "In time.", "--objective", "0.9",
                   "--since", "2010-01-01", "--measure", *measured_by)["id"]  # fmt: skip
    shown = ask("standard", "show", str(standard), "--from", "2010-01-01", "--to", "2025-12-31")
    assert (shown["measured"], shown["met"]) == (measured, met)
    assert len(shown["breaches"]) == measured - met
    # Who was asked to read it was asked when it was set, not when it begins to measure.
    reading = ask("standard", "add", "--statement", "Read.", "--objective", "1", "--measure", "read-by-all",
                  "--since", "2010-01-01")["id"]  # fmt: skip
    assert (
        ask("standard", "show", str(reading), "--from", "2010-01-01", "--to", "2020-12-31")["measured"] == 0
    )


def test_a_standard_does_not_begin_in_the_future(crm: Callable[..., Any]) -> None:
    told = crm("standard", "add", "--statement", "S.", "--objective", "1", "--measure", "promise-kept",
               "--since", "2090-01-01", "--json")  # fmt: skip
    assert told.code == 2


def test_columns_that_do_not_tell_what_they_are_need_a_mapping(
    crm: Callable[..., Any], tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    log.write_text("a,b\n1,2\n")
    told = crm("import", str(log), "--as", "cases", "--json")
    assert told.code == 2
    assert "do not tell what they are: no column is read into opened" in told.json["error"]["message"]
    assert "--map" in told.json["error"]["hint"]
