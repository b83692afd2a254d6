"""The playbooks that a business takes over."""

from crm_tui.actions.playbooks import add_playbook
from crm_tui.actions.starter_playbooks import SAY_PRICE, add_playbooks
from crm_tui.domain.playbook_text import parse_steps
from crm_tui.domain.playbooks import Situation, fitting
from crm_tui.queries.playbooks import playbooks


def test_there_are_five(run, reader) -> None:
    assert len(run(add_playbooks)) == 5
    found = playbooks(reader)
    for one in found:
        codes = [step.code for step in one.steps]
        assert (codes[0], codes[-1]) == ("listen", "say-next")
        assert {"ask", "solve"} < set(codes)
    sale = fitting(found, Situation("sale"))
    assert sale is not None
    assert [step.code for step in sale.steps if step.required] == [SAY_PRICE]
    refusal = fitting(found, Situation("request", outcome="declined"))
    assert refusal is not None
    assert refusal.title == "A request that we must refuse"


def test_a_situation_that_has_one_keeps_its_own(run, reader) -> None:
    own = run(add_playbook, situation=Situation("sale"), steps=parse_steps("listen\n"))
    assert len(run(add_playbooks)) == 4
    assert run(add_playbooks) == ()
    assert [one.id for one in playbooks(reader) if one.situation == Situation("sale")] == [own.id]
