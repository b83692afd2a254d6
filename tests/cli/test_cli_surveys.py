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


def test_the_list_says_about_what_and_narrows(crm, ask, quillon) -> None:
    lines = ("--line", "kettle @ 24.50", "--line", "descaler @ 8")
    sale = ask("sale", "add", str(quillon), *lines, "--taken-along")["id"]
    ask("survey", "ask", str(quillon), "--sale", str(sale))
    low = ask("survey", "answer", str(quillon), "--kind", "nps", "--score", "2", "--words", "the lid")
    assert [one["about"] for one in ask("survey", "list", "--open")] == ["kettle and 1 more"]
    assert [(one["id"], one["low"]) for one in ask("survey", "list", "--low")] == [(low["survey"], True)]
    assert [one["id"] for one in ask("survey", "list", "--filter", "LID")] == [low["survey"]]
    assert "recommends us 2 of 10 (low)" in crm("survey", "list").out
    assert crm("survey", "list", "--customer", "999").code == 4
    assert [one["id"] for one in ask("survey", "list", "--view", "low scores")] == [low["survey"]]
    assert crm("survey", "list", "--view", "nothing such").code == 2


def test_an_answer_names_the_customer(crm, ask, quillon) -> None:
    told = crm("survey", "answer", str(quillon), "--score", "4")
    assert f"customer {quillon}: Quillon Ashgrove" in told.out
    assert ask("survey", "ask", str(quillon), "--override", "x")["name"] == "Quillon Ashgrove"


def test_the_question_has_the_customers_language_and_stands_in_a_mail(crm, ask, quillon) -> None:
    ask("customer", "edit", str(quillon), "--language", "bn")
    word = ("template", "add", "csat", "--kind", "question", "--language", "bn", "--body")
    ask(*word, "{business} কেমন লাগল?")
    assert crm(*word, "{business}?").code == 2
    assert crm("template", "add", "mood", "--kind", "question", "--body", "how?").code == 2
    mail = "{address},\n\n{csat}\n\n{me}"
    ask("template", "add", "how was it", "--subject", "One question", "--body", mail)
    asked = ask("survey", "ask", str(quillon))
    assert (asked["language"], asked["question"]) == ("bn", "Ashgrove Repairs কেমন লাগল?")
    assert (asked["subject"], asked["body"]) == (
        "One question", "Quillon Ashgrove,\n\nAshgrove Repairs কেমন লাগল?\n\nNadia Karim",
    )  # fmt: skip
    ask("survey", "answer", str(quillon), "--score", "5")
    sent = ask("message", "write", str(quillon), "--template", "how was it", "--log", "--override", "x")
    assert [one["id"] for one in ask("survey", "list", "--open")] == [sent["survey"]]


def test_a_planned_survey_that_is_done_says_how_to_answer(crm, ask, quillon) -> None:
    plan = ask("plan", "add", "ask", "--event", "sale", "--step", "0d phone survey:nps")["id"]
    ask("plan", "on", str(plan))
    sale = ask("sale", "add", str(quillon), "--line", "kettle @ 24.50", "--taken-along")["id"]
    (due,) = [one for days in ask("due").values() for one in days]
    done = crm("follow-up", "done", str(due["id"]))
    assert f"crm-tui survey answer {quillon} --kind nps --sale {sale}" in done.out


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
