"""``crm-tui survey``: asked, answered, declined, listed, reported and taken in from a file."""

from pathlib import Path


def test_a_question_is_asked_answered_and_undone(crm, ask, quillon) -> None:
    asked = ask("survey", "ask", str(quillon), "--kind", "nps")
    assert asked["state"] == "asked"
    assert "Ashgrove Repairs" in asked["question"]
    assert [one["id"] for one in ask("survey", "list", "--open")] == [asked["survey"]]
    answered = ask("survey", "answer", str(quillon), "--kind", "nps", "--score", "3", "--words", "too slow")
    assert (answered["survey"], answered["state"]) == (asked["survey"], "answered")
    assert ask("case", "show", str(answered["case"]))["nature"] == "complaint"
    assert ask("survey", "list", "--open") == []
    assert ask("undo")["refused"] is None
    assert crm("case", "show", str(answered["case"])).code == 4
    assert ask("survey", "decline", str(asked["survey"]))["state"] == "declined"


def test_what_cannot_be_is_refused(crm, ask, quillon) -> None:
    told = crm("survey", "answer", str(quillon), "--score", "9")
    assert told.code == 2
    assert "from 1 to 5" in told.err
    assert crm("survey", "answer", str(quillon)).code == 2
    assert crm("survey", "answer", "999", "--score", "4").code == 4
    assert crm("survey", "decline", "999").code == 4
    ask("customer", "edit", str(quillon), "--do-not-contact")
    assert crm("survey", "ask", str(quillon)).code == 6
    assert ask("survey", "ask", str(quillon), "--override", "she asked for it")["survey"]


def test_a_report_has_figures_and_words(crm, ask, quillon) -> None:
    for score in ("5", "4", "1"):
        ask("survey", "answer", str(quillon), "--score", score, "--words", f"words of {score}")
    found = ask("survey", "report")
    (csat,) = found["surveys"]
    assert (csat["answered"], csat["high"], csat["low"], csat["mean"]) == (3, 2, 1, 3.3333)
    assert [one["score"] for one in found["words"]] == [1, 4, 5]
    told = crm("survey", "report")
    assert "3.3 of 5 · satisfied 2 of 3" in told.out
    rows = ask("report", "surveys")
    assert [(row["score"], row["answers"]) for row in rows if row["answers"]] == [
        ("5", 1),
        ("4", 1),
        ("1", 1),
    ]


def test_a_file_is_rehearsed_and_taken_in(crm, ask, quillon, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(f"customer,score,comment\n{quillon},2,leaks\n{quillon},7,\n")
    rehearsed = ask("survey", "import", str(file), "--dry-run")
    assert (rehearsed["act"], rehearsed["created"], rehearsed["skipped"][0]["line"]) == (None, 1, 3)
    assert ask("survey", "list") == []
    taken = ask("survey", "import", str(file))
    assert (taken["created"], taken["duplicates"]) == (1, 0)
    assert ask("survey", "import", str(file))["duplicates"] == 1
    ask("undo", str(taken["act"]))
    assert ask("survey", "list") == []
    assert ask("case", "list") == []
    assert crm("survey", "import", str(tmp_path / "none.csv")).code == 2


def test_a_review_shows_what_customers_answered(ask, crm, quillon) -> None:
    policy = ask("policy", "add", "--name", "Returns", "--wording", "Within 14 days.")["id"]
    ask("survey", "answer", str(quillon), "--score", "4")
    found = ask("policy", "show", str(policy), "--evidence")["evidence"]["answers"]
    assert found == [{"kind": "csat", "answers": 1, "mean": 4.0, "high": 1, "low": 0}]
    told = crm("policy", "show", str(policy), "--evidence")
    assert "They answered: satisfaction 4.0 of 5 · satisfied 1 of 1" in told.out
