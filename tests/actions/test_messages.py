"""Message templates: who writes them, which text a customer gets, and what is logged of a sent one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.messages import SentMessage, log_message
from crm_tui.actions.promises import NewPromise, make_promise
from crm_tui.actions.starter_templates import add_templates
from crm_tui.actions.templates import (
    NewTemplate,
    TemplateChanges,
    add_template,
    change_template,
    retire_template,
)
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.domain.templates import GAP
from crm_tui.queries.business import business
from crm_tui.queries.interactions import interaction
from crm_tui.queries.messages import compose
from crm_tui.queries.template_values import Writer, addressee
from crm_tui.queries.templates import template_named, templates

THANKS = NewTemplate("thank-you", "Dear {address}, thank you. {me}", subject="Thank you, {name}")


def write(reader, actor, now, customer_id, name="thank-you"):
    to, writer = addressee(reader, customer_id), Writer(business(reader), actor, now)
    text = template_named(reader, name, actor.staff_id, *writer.languages(to))
    return compose(reader, to, text, writer)


def test_a_customer_gets_the_text_in_their_language(run, reader, nadia, now) -> None:
    run(add_template, THANKS)
    run(add_template, replace(THANKS, language="bn", body="{address}, ধন্যবাদ। {me}"))
    mary = run(add_customer, NewCustomer("Mary Ofori", address_as="Mrs Ofori"))
    rahim = run(add_customer, NewCustomer("রহিম উদ্দিন", language="bn-BD"))
    assert write(reader, nadia, now, mary.id).body == "Dear Mrs Ofori, thank you. Nadia Karim"
    assert write(reader, nadia, now, rahim.id).body == "রহিম উদ্দিন, ধন্যবাদ। Nadia Karim"


def test_a_promise_and_a_gap(run, reader, nadia, now, quillon, when) -> None:
    run(add_template, replace(THANKS, body="{promise} by {told}; your {product}"))
    run(make_promise, quillon.id, NewPromise("a new kettle.", when("27 nov")))
    written = write(reader, nadia, now, quillon.id)
    assert written.body == f"a new kettle by Friday 27 November 2026; your {GAP}"
    assert written.empty == ("product",)
    with pytest.raises(InvalidInput, match="gap"):
        run(log_message, SentMessage(quillon.id, "email", "courtesy", written.body))


def test_snippets_are_put_in_and_only_into_messages(run, reader, nadia, now, quillon) -> None:
    run(add_template, NewTemplate("directions", "behind {business}", kind="snippet"))
    run(add_template, replace(THANKS, body="We are {directions}."))
    assert write(reader, nadia, now, quillon.id).body == "We are behind Ashgrove Repairs."
    with pytest.raises(InvalidInput, match="no field"):
        run(add_template, NewTemplate("more", "{directions}", kind="snippet"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"body": "Dear {nmae}"}, "body"),
        ({"subject": "{nmae}"}, "subject"),
        ({"body": "  "}, "body"),
        ({"name": " "}, "name"),
        ({"name": "12"}, "name"),
        ({"name": "address"}, "name"),
        ({"language": "Klingonese"}, "language"),
        ({"channel": "pigeon"}, "channel"),
        ({"nature": "love"}, "nature"),
        ({"kind": "poem"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(run, reader, nadia, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(add_template, replace(THANKS, **wrong))
    assert refused.value.field == field
    assert not templates(reader, nadia.staff_id)


def test_a_name_has_one_text_in_a_language(run) -> None:
    run(add_template, THANKS)
    with pytest.raises(InvalidInput, match="already"):
        run(add_template, replace(THANKS, name="Thank-You"))


def test_changes_meet_what_others_changed(run, reader, nadia, now, quillon) -> None:
    saved = run(add_template, THANKS)
    run(change_template, saved.id, TemplateChanges(body="Hello {name}"), version=saved.version)
    assert write(reader, nadia, now, quillon.id).body == "Hello Quillon Ashgrove"
    with pytest.raises(ChangedSince):
        run(change_template, saved.id, TemplateChanges(body="x"), version=saved.version)
    run(retire_template, saved.id)
    with pytest.raises(NoSuchRecord):
        write(reader, nadia, now, quillon.id)
    with pytest.raises(InvalidInput, match="retired"):
        run(change_template, saved.id, TemplateChanges(body="x"))


def test_an_agent_writes_for_himself_only(run, reader, nadia, paul) -> None:
    with pytest.raises(NotAllowed):
        run(add_template, THANKS, by=paul)
    saved = run(add_template, replace(THANKS, mine=True), by=paul)
    run(change_template, saved.id, TemplateChanges(subject="x"), by=paul)
    assert not templates(reader, nadia.staff_id)
    shared = run(add_template, replace(THANKS, name="shared"))
    with pytest.raises(NotAllowed):
        run(retire_template, shared.id, by=paul)


def test_a_sent_message_is_a_contact_of_ours_with_its_whole_text(run, reader, quillon) -> None:
    logged = run(log_message, SentMessage(quillon.id, "email", "courtesy", "Dear Q,\nthanks", "Thank you"))
    found = interaction(reader, logged.interaction)
    assert (found.direction, found.channel, found.nature) == ("outbound", "email", "courtesy")
    assert (found.said, found.did) == ("Thank you", "Dear Q,\nthanks")
    run(undo)
    with pytest.raises(NoSuchRecord):
        interaction(reader, logged.interaction)


def test_who_asked_not_to_be_contacted_is_written_to_with_a_reason_only(run, reader, quillon) -> None:
    run(edit_customer, quillon.id, {"do_not_contact": True})
    sent = SentMessage(quillon.id, "email", "courtesy", "thanks")
    with pytest.raises(OverContactLoad) as refused:
        run(log_message, sent)
    assert refused.value.reasons == ("They asked not to be contacted.",)
    logged = run(log_message, replace(sent, override_why="she wrote first"))
    assert "she wrote first" in interaction(reader, logged.interaction).did


def test_a_message_counts_in_the_contact_load(run, quillon, now) -> None:
    sent = SentMessage(quillon.id, "email", "courtesy", "thanks")
    for day in range(3):
        run(log_message, sent, at=now - timedelta(days=day))
    with pytest.raises(OverContactLoad):
        run(log_message, sent)
    asked = NewContact("email", "inbound", "enquiry", "follow-up", customer_id=quillon.id)
    run(log_contact, asked)
    run(log_message, sent)  # their question is answered


def test_the_four_of_the_starter_sets_are_added_once(run, reader, nadia) -> None:
    assert len(run(add_templates)) == 4
    assert run(add_templates) == ()
    assert [one.name for one in templates(reader, nadia.staff_id)] == [
        "add-on-offer", "check-in", "menu-of-services", "thank-you",
    ]  # fmt: skip
