"""What happens in the house: policies, playbooks, opening hours, terms, and what is between colleagues."""

from datetime import date, timedelta

from history import MOVES, NOBODY, History, move
from history_of_desk import any_case, new_contact

from crm_tui.actions import calendars, case_ties, checklists, jobs, playbooks, policies, trainings
from crm_tui.actions.breaches import say_why_missed
from crm_tui.actions.business import change_business
from crm_tui.actions.case_listening import Learnt, note_learnt
from crm_tui.actions.hand_over import What, hand_over
from crm_tui.actions.heard import drop_heard, note_heard
from crm_tui.actions.house_words import add_nature, add_tier, edit_tier
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.internal_customers import internal_customer
from crm_tui.actions.looks import look_at
from crm_tui.actions.one_to_ones import change_one_to_one, hold_one_to_one
from crm_tui.actions.policy_reviews import review_policy
from crm_tui.actions.praise import praise_colleague, praise_contact
from crm_tui.actions.proposals import ProposalAnswer, answer_proposal, propose
from crm_tui.actions.public_holidays import take_public_holidays
from crm_tui.actions.pulse import ask_pulse, say_pulse
from crm_tui.actions.references import ask_for_reference
from crm_tui.actions.skills import drop_skill, set_skill
from crm_tui.actions.standards import StandardChanges, change_standard
from crm_tui.actions.tiers import set_terms
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.tier_terms import read_terms
from crm_tui.domain.words import Mood, Nature, PolicyQuestion
from crm_tui.store.journal import Act

LOGINS = ("nadia", "paul", "mina", "tara")
_STEPS = (TypedStep("say it back"), TypedStep("ask since when"), TypedStep("offer two ways"))


def _day(it: History) -> date:
    return it.now.date() + timedelta(days=it.chance.randrange(90))


@move
def _policy(it: History, act: Act) -> object:
    policy = it.one("policies")
    return it.pick(
        lambda: policies.add_policy(act, name="Returns", wording="Within 14 days.", purpose="Trust."),
        lambda: policies.change_policy(
            act, policy, policies.PolicyChanges(wording=it.pick("Within 30 days.", "১৪ দিন"))
        ),
        lambda: policies.retire_policy(act, policy, why="nobody asks"),
        lambda: policies.read_policy(act, policy),
        lambda: review_policy(
            act,
            policy,
            from_on=it.now.date() - timedelta(days=60),
            to_on=it.now.date(),
            answers=dict.fromkeys(PolicyQuestion, "yes"),
            decision=it.pick("keep", "keep", "retire"),
            why="it serves",
            next_on=_day(it),
            proposals=_answered(it, policy),
        ),
    )()


def _answered(it: History, policy: int) -> tuple[ProposalAnswer, ...]:
    proposal = it.any_or_none("proposals", f"policy_id = {policy} AND state = 'open'")
    return () if proposal is None else (ProposalAnswer(proposal, True, "good"),)


@move
def _propose(it: History, act: Act) -> object:
    return it.pick(
        lambda: propose(act, words="30 days", why="they ask", policy_id=it.one("policies")),
        lambda: propose(act, words="an hour", why="they wait", standard_id=it.one("standards")),
        lambda: answer_proposal(
            act, it.one("proposals", "state = 'open'"), accept=it.pick(True, False), answer="thank you"
        ),
        lambda: change_standard(
            act, it.one("standards"), StandardChanges(statement=it.pick("We are in time.", "In time."))
        ),
    )()


@move
def _playbook(it: History, act: Act) -> object:
    playbook = it.one("playbooks", "retired_at IS NULL")
    situation = Situation(it.pick(*Nature).value, it.pick(None, Mood.UPSET.value))
    return it.pick(
        lambda: playbooks.add_playbook(act, situation=situation, steps=_STEPS),
        lambda: playbooks.change_playbook(act, playbook, steps=it.chance.sample(_STEPS, 2)),
        lambda: playbooks.change_playbook(act, playbook, name=it.pick("By the book", "বই")),
        lambda: playbooks.retire_playbook(act, playbook),
    )()


@move
def _tick(it: History, act: Act) -> object:
    nature = it.reader.value("SELECT nature FROM playbooks WHERE retired_at IS NULL ORDER BY id DESC")
    return log_contact(
        act, new_contact(it, nature=nature or Nature.ENQUIRY.value, outcome="answered", ticked=("1",))
    )


@move
def _calendar(it: History, act: Act) -> object:
    day = _day(it)
    hours = {"sun": (("09:00", it.pick("12:00", "18:00")),), "wed": (("10:00", "17:00"),)}
    special = it.reader.row("SELECT holidays FROM calendar_versions WHERE holidays <> '[]'")
    closed = date.fromisoformat(special[0][2:12]) if special else day
    return it.pick(
        lambda: calendars.set_opening_hours(act, hours, valid_from=day),
        lambda: calendars.drop_opening_hours(act, it.one("calendar_versions", "id > 1")),
        lambda: calendars.close_day(act, day, it.pick("", "Stocktaking")),
        lambda: calendars.close_days(act, {day: "Eid", day + timedelta(days=1): "Eid"}),
        lambda: calendars.set_day(act, day, (("11:00", "13:00"),), "short"),
        lambda: calendars.reset_day(act, closed),
        lambda: take_public_holidays(act, "BD", (it.now.year,)),
    )()


@move
def _hand_over(it: History, act: Act) -> object:
    what = What(it.pick(True, False), it.pick(True, False), it.pick(True, False), it.pick(True, False))
    return hand_over(act, it.pick(*LOGINS), it.pick(*LOGINS), what=what, why="leaves for a while")


@move
def _learn(it: History, act: Act) -> object:
    learnt = Learnt(
        understanding=it.pick("it leaks when full", ""),
        confirmed=it.pick(True, False, None),
        cause=it.pick("a crack", "A Crack", None),
        prevention=it.pick("look before it is sent", None),
        cost=it.pick(None, 0, 120_000),
    )
    return note_learnt(act, any_case(it), learnt)


@move
def _tie(it: History, act: Act) -> object:
    loose = "parent_id IS NULL AND stage IN ('open', 'waiting') AND deleted_at IS NULL"
    pair = (it.one("cases", loose), it.one("cases", loose))
    above = it.one("cases", "id IN (SELECT parent_id FROM cases)")
    return it.pick(
        lambda: case_ties.tie_cases(act, pair, title="Lids crack"),
        lambda: case_ties.tie_cases(act, pair[:1], above=above),
        lambda: case_ties.untie_case(act, it.one("cases", "parent_id IS NOT NULL")),
    )()


@move
def _skills(it: History, act: Act) -> object:
    login, training = it.pick(*LOGINS), it.one("trainings")
    return it.pick(
        lambda: set_skill(act, login, it.pick("repairs", "বাংলা"), it.pick(1, 2, 3, 4)),
        lambda: drop_skill(act, login, "repairs"),
        lambda: trainings.plan_training(act, login, "Saying no", why="misses it", due_on=_day(it)),
        lambda: trainings.take_training(act, training),
        lambda: trainings.drop_training(act, training),
    )()


@move
def _newcomer(it: History, act: Act) -> object:
    item = it.one("checklist_items", "signed_at IS NULL")
    of_tara = "staff_id = (SELECT id FROM staff WHERE login = 'tara') AND deleted_at IS NULL"
    return it.pick(
        lambda: checklists.start_checklist(act, "tara", calls=2),
        lambda: checklists.add_to_checklist(act, "tara", "the till"),
        lambda: checklists.sign_off(act, item, interaction=it.any_or_none("interactions", of_tara)),
        lambda: checklists.drop_from_checklist(act, item),
        lambda: look_at(act, it.one("interactions", of_tara), it.pick("", "well asked")),
    )()


@move
def _colleagues(it: History, act: Act) -> object:
    login, today, standard = it.pick(*LOGINS), it.now.date(), it.one("standards")
    return it.pick(
        lambda: praise_contact(act, it.one("interactions", "deleted_at IS NULL"), it.pick("", "so calm")),
        lambda: praise_colleague(act, login, "stayed until late"),
        lambda: hold_one_to_one(
            act, login, from_on=today - timedelta(days=30), to_on=today, words={"went_well": "the calls"}
        ),
        lambda: change_one_to_one(act, it.one("one_to_ones"), {"goals": it.pick("rest", "the till")}),
        lambda: jobs.describe_job(act, login, job=it.pick("", "At the till."), standards=(standard,)),
        lambda: jobs.set_allowance(act, login, it.pick(None, 0, 2_000_000)),
        lambda: ask_pulse(act, it.pick(True, False)),
        lambda: say_pulse(act, it.pick(1, 3, 5), "a long day"),
        lambda: internal_customer(act, login),
    )()


@move
def _terms(it: History, act: Act) -> object:
    tier = it.one("tiers")
    terms = it.pick("3 in 30 d; every 60 d", "2 in 14 d; call 1 in 7 d", "5 in 30 d")
    return it.pick(
        lambda: set_terms(act, tier, read_terms(terms)),
        lambda: edit_tier(act, tier, label=it.pick("Key", "মূল")),
        lambda: add_tier(act, label=f"Tier {it.chance.randrange(99)}"),
        lambda: add_nature(act, label=f"Nature {it.chance.randrange(99)}", key=it.pick("x", "y", "z")),
        lambda: change_business(act, name=it.pick("Ashgrove", "Ashgrove & Sons")),
    )()


@move
def _why_missed(it: History, act: Act) -> object:
    missed = it.reader.rows(
        """SELECT v.standard_id, k.case_id FROM case_clocks k
             JOIN standard_versions v ON v.id = k.standard_version_id
            WHERE k.state = 'missed' ORDER BY k.id"""
    )
    standard, case = it.chance.choice(missed or [(NOBODY, NOBODY)])
    return say_why_missed(act, standard, "case", case, it.pick("the part was late", "alone at noon"))


@move
def _reference(it: History, act: Act) -> object:
    return ask_for_reference(act, it.customer())


@move
def _heard(it: History, act: Act) -> object:
    customer = it.pick(None, it.customer())
    return it.pick(
        lambda: note_heard(act, "asks for tea in tins", customer_id=customer),
        lambda: note_heard(
            act, "a rival opened", on_day=it.now.date() - timedelta(days=it.chance.randrange(40))
        ),
        lambda: drop_heard(act, it.one("heard_notes")),
    )()


# Most of these are refused most of the time: for a role, or for there being nothing yet to do it to.
MOVES += [_policy, _heard, _propose, _playbook, _calendar, _learn, _terms] * 2
MOVES += [_tie, _skills, _newcomer, _colleagues, _hand_over, _why_missed] * 4
