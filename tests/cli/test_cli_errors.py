"""What bad input gets: a sentence, what to do, and the exit code of the contract."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_tui.store.database import Database

Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("line", "code", "kind"),
    [
        ("find", 2, "invalid"),
        ("find x --limt 3", 2, "invalid"),
        ("find x --limit 0", 2, "invalid"),
        ("fnd x", 2, "invalid"),
        ("staff", 2, "invalid"),
        ("staff ad", 2, "invalid"),
        ("", 2, "invalid"),
        ("customer add --name '   '", 2, "invalid"),
        ("customer add --name Jun --phone none", 2, "invalid"),
        ("customer add --name Jun --email jun", 2, "invalid"),
        ("customer add --name Jun --title owner", 2, "invalid"),
        ("customer add --name Jun --quiet 25:00-08:00", 2, "invalid"),
        ("customer add --name Jun --consent phone", 2, "invalid"),
        ("customer add --name Jun --consent phone=perhaps", 2, "invalid"),
        ("customer show 99", 4, "not-found"),
        ("customer edit 99 --tier standard", 4, "not-found"),
        ("customer edit 1", 2, "invalid"),
        ("customer delete 99", 4, "not-found"),
        ("customer list --after 99", 4, "not-found"),
        ("customer list --kind client --tier standard", 2, "invalid"),
        ("customer show one", 2, "invalid"),
        ("log 99 --internal-note x", 4, "not-found"),
        ("log --internal-note x", 2, "invalid"),
        ("log 1 --internal-note '  '", 2, "invalid"),
        ("log 1 --channel phone", 2, "invalid"),
        ("follow-up add 1 --due '30 feb' --why x", 2, "invalid"),
        ("follow-up add 1 --due 3/4 --why x", 2, "invalid"),
        ("follow-up add 1 --due yesterday --why x", 2, "invalid"),
        ("follow-up add 99 --due 3d --why x", 4, "not-found"),
        ("follow-up add 1 --due 3d --why x --to nobody", 2, "invalid"),
        ("follow-up done 99", 4, "not-found"),
        ("due --staff nobody", 2, "invalid"),
        ("due --as stranger", 6, "not-allowed"),
        ("case show 99", 4, "not-found"),
        ("case add 1 --nature whim --note x", 2, "invalid"),
        ("promise keep 99", 4, "not-found"),
        ("standard show 99", 4, "not-found"),
        ("staff away nadia --until '31 nov' --stand-in nadia", 2, "invalid"),
        ("staff away nobody --until 3d --stand-in nadia", 4, "not-found"),
        ("undo", 5, "changed"),
        ("redo", 5, "changed"),
        ("undo 99", 4, "not-found"),
        ("journal --record customer", 2, "invalid"),
        ("journal --record planet:1", 4, "not-found"),
        ("journal --since tomorrow", 2, "invalid"),
        ("call none", 2, "invalid"),
        ("import nowhere.csv", 2, "invalid"),
        ("import nowhere.csv --as sales", 2, "invalid"),
        ("import nowhere.csv --country Atlantis", 2, "invalid"),
        ("calendar set --close yesterday", 2, "invalid"),
        ("calendar set --public-holidays QQ", 2, "invalid"),
        ("calendar show --from '30 feb'", 2, "invalid"),
        ("case learn 99 --cause x", 4, "not-found"),
        ("case tie 98 99", 4, "not-found"),
        ("case untie 99", 4, "not-found"),
        ("health --level ill", 2, "invalid"),
        ("interaction delete 99", 4, "not-found"),
        ("nature add --label ' ' --key w", 2, "invalid"),
        ("playbook retire 99", 4, "not-found"),
        ("playbook set complaint --file nowhere.txt", 2, "invalid"),
        ("playbook show nonsense", 4, "not-found"),
        ("playbook ticks 99", 4, "not-found"),
        ("policy add --name ' ' --wording x", 2, "invalid"),
        ("policy propose 99 --words x --why y", 4, "not-found"),
        ("policy retire 99 --why x", 4, "not-found"),
        ("policy show 99", 4, "not-found"),
        ("promise rate --from '30 feb'", 2, "invalid"),
        ("proposal answer 99 --accept --answer x", 4, "not-found"),
        ("staff allowance nobody 20", 4, "not-found"),
        ("staff customer nobody", 4, "not-found"),
        ("staff hand-over nobody --to nadia", 4, "not-found"),
        ("staff look 99", 4, "not-found"),
        ("staff praise nobody --words x", 4, "not-found"),
        ("staff pulse 9", 2, "invalid"),
        ("staff show nobody", 4, "not-found"),
        ("staff sign 99", 4, "not-found"),
        ("staff trained 99", 4, "not-found"),
        ("standard breach 99 case:1 --why x", 4, "not-found"),
        ("standard fits --case 99", 4, "not-found"),
        ("standard propose 99 --words x --why y", 4, "not-found"),
        ("tier set nonsense '3 in 30 d'", 4, "not-found"),
    ],
)
def test_bad_input_is_told_in_a_sentence_with_its_code(
    crm: Call, quillon: int, path: Path, line: str, code: int, kind: str
) -> None:
    if line == "undo":
        assert crm("undo").code == 0  # the customer of the fixture
    told = crm(*shlex.split(line), "--json")
    assert told.code == code, told
    error = told.json["error"]
    assert set(error) == {"code", "message", "hint"}
    assert error["code"] == kind
    assert error["message"] and told.err == ""
    if line:
        spoken = crm(*shlex.split(line))
        assert spoken.code == code
        assert spoken.out == ""
        assert spoken.err.splitlines()[0] == error["message"]
        assert "Traceback" not in spoken.err


def test_a_wrong_number_changes_nothing(crm: Call, ask: Call) -> None:
    before = ask("journal")
    assert crm("customer", "add", "--name", "Jun", "--phone", "12", "--phone", "no digits").code == 2
    assert ask("journal") == before


@pytest.mark.parametrize(
    "break_it",
    [
        pytest.param(lambda path: path.unlink(), id="missing"),
        pytest.param(lambda path: path.write_text("name,phone\nJun,12\n" * 100), id="foreign"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), id="folder"),
    ],
)
@pytest.mark.parametrize("line", ["due", "customer add --name Jun", "call 12"])
def test_a_database_that_is_none_is_said_and_left_alone(
    crm: Call, path: Path, break_it: Callable[[Path], object], line: str
) -> None:
    break_it(path)
    before = path.read_bytes() if path.is_file() else None
    told = crm(*line.split(), "--json")
    assert told.code == 3, told
    assert told.json["error"]["code"] == "database"
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_folder_and_a_server_address_have_their_own_sentences(crm: Call, tmp_path: Path) -> None:
    assert crm("due", "--db", str(tmp_path / "no" / "x.db"), "--json").code == 3
    told = crm("due", "--db", "postgresql://desk", "--json")
    assert told.code == 2
    assert "postgresql://desk" in told.json["error"]["message"]


def test_a_database_that_somebody_holds_is_busy(
    crm: Call, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_tui.store.driver.BUSY_TIMEOUT_MS", 50)
    held = Database(path)
    with held.transaction():
        told = crm("customer", "add", "--name", "Jun", "--json")
    held.close()
    assert told.code == 5
    assert told.json["error"]["code"] == "busy"


def test_somebody_elses_change_is_noticed(crm: Call, quillon: int) -> None:
    assert crm("customer", "edit", str(quillon), "--note", "calls after 16:00", "--if-version", "1").code == 0
    told = crm("customer", "edit", str(quillon), "--note", "never calls", "--if-version", "1", "--json")
    assert told.code == 5
    assert told.json["error"]["code"] == "changed"


def test_what_the_role_does_not_allow(crm: Call, quillon: int) -> None:
    assert crm("staff", "add", "paul", "--name", "Paul Mensah").code == 0
    assert crm("staff", "add", "jun", "--name", "Jun", "--as", "paul").code == 6
    line = (
        "standard",
        "add",
        "--statement",
        "x",
        "--measure",
        "mood",
        "--target",
        "pleased",
        "--objective",
        "0.9",
    )
    assert crm(*line, "--as", "paul").code == 6


def test_an_error_of_our_own_shows_no_traceback_and_no_customer(
    crm: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("secret of Quillon Ashgrove")

    monkeypatch.setattr("crm_tui.cli.find.find_customers", fail)
    told = crm("find", "ashgrove", "--json")
    assert told.code == 1
    assert told.json["error"]["code"] == "error"
    reports = list(tmp_path.rglob("crash-*.txt"))
    assert len(reports) == 1
    assert reports[0].stat().st_mode & 0o777 == 0o600
    assert "secret" not in told.out + told.err + reports[0].read_text()


def test_a_reader_who_goes_away_is_no_error(program: Call) -> None:
    reading = program("keys")
    reading.stdout.close()
    assert reading.stderr.read() == ""
    assert reading.wait(30) == 0


def test_without_a_terminal_the_screens_are_refused_in_one_line(program: Call) -> None:
    started = program()
    out, err = started.communicate(timeout=30)
    assert started.returncode == 2
    assert out == "" and len(err.splitlines()) == 1 and "\x1b" not in err


def test_ctrl_c_ends_quietly(environment: dict[str, str]) -> None:
    script = (
        "import sys, crm_tui.cli.find as find\n"
        "from crm_tui.cli.main import run\n"
        "def stop(*_arguments, **_options): raise KeyboardInterrupt\n"
        "find.find_customers = stop\n"
        "sys.exit(run(['find', 'x']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert (done.stdout, done.stderr.strip()) == ("", "")
