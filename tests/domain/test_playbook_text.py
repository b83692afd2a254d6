"""A playbook as text, and which one fits a contact."""

from datetime import UTC, datetime

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.playbook_text import TypedStep, explained, parse_steps, render_steps
from crm_tui.domain.playbooks import Playbook, Situation, Step, code_from, fitting, situation_in_words

SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def playbook(number: int, *steps: Step, **situation: str) -> Playbook:
    return Playbook(number, Situation(**situation), "", number, 1, SINCE, steps)


def test_one_step_a_line() -> None:
    steps = parse_steps("# A sale\n\nlisten to the end\n  !say what it   costs {say-price}\n! শুনুন\n")
    assert steps == (
        TypedStep("listen to the end"),
        TypedStep("say what it costs", True, "say-price"),
        TypedStep("শুনুন", True),
    )


def test_what_is_rendered_is_read_again() -> None:
    steps = (Step("listen", "listen to the end"), Step("say-price", "say {what} it costs", True))
    text = explained("A sale", render_steps(steps))
    assert [(step.code, step.text, step.required) for step in parse_steps(text)] == [
        (step.code, step.text, step.required) for step in steps
    ]
    assert text.startswith("# A sale\n")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("listen\n# why\n LISTEN. \n", "Line 3", "twice"),
        ("listen\n!\n", "Line 2", "without words"),
        ("listen {a}\nask {a}\n", "Line 2", "code a"),
        ("listen {Say Price}\n", "Line 1", "cannot be a step's code"),
        ("\n" + "x" * 71, "Line 2", "71 of 70"),
        ("".join(f"step number {number}\n" for number in range(10)), "Line 10", "more than 9"),
    ],
)
def test_an_error_names_the_line(text: str, line: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_steps(text)
    assert refused.value.message.startswith(line)
    assert said in refused.value.message
    assert refused.value.hint
    assert refused.value.field == "steps"


@pytest.mark.parametrize("text", ["", "\n \n", "# only a comment\n"])
def test_a_playbook_without_steps_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="needs a step"):
        parse_steps(text)


def test_the_closest_playbook_fits() -> None:
    general = playbook(1)
    complaint = playbook(2, nature="complaint")
    upset = playbook(3, mood="upset")
    refused = playbook(4, outcome="declined")
    upset_complaint = playbook(5, nature="complaint", mood="upset")
    every = [general, complaint, upset, refused, upset_complaint]

    def found(*books: Playbook, **contact: str) -> int | None:
        fits = fitting(books or every, Situation(**contact))
        return fits and fits.id

    assert found() == 1
    assert found(nature="enquiry") == 1
    assert found(nature="complaint") == 2
    assert found(nature="complaint", outcome="declined") == 4
    assert found(nature="enquiry", mood="upset", outcome="declined") == 3
    assert found(nature="complaint", mood="upset", outcome="declined") == 5
    assert found(complaint, nature="enquiry") is None
    assert found(complaint) is None


def test_a_new_code_is_made_of_the_words_and_never_one_that_is_taken() -> None:
    assert code_from("Say, what it costs!", ()) == "say-what-it-costs"
    assert code_from("Ask", {"ask", "ask-2"}) == "ask-3"
    assert code_from("শুনুন", {"step"}) == "step-2"


def test_a_step_is_found_by_code_place_and_words() -> None:
    book = playbook(1, Step("listen", "listen to the end"), Step("say-price", "say what it costs", True))
    assert book.find("say-price") == book.find("2") == book.find("Say what it costs") == book.steps[1]
    assert book.missing({"listen"}) == (book.steps[1],)
    for typed in ("3", "0", "hear", ""):
        with pytest.raises(InvalidInput, match="has no step"):
            book.find(typed)


def test_a_situation_in_words() -> None:
    assert situation_in_words(Situation()) == "Every contact"
    assert situation_in_words(Situation("complaint", "upset")) == "Complaint, upset"
    assert situation_in_words(Situation("visit-us")) == "Visit-us"
    assert situation_in_words(Situation("x7"), "Warranty") == "Warranty"
