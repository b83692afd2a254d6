"""``crm-tui template`` and ``message``: texts kept, filled in, handed out and logged."""

from email import message_from_bytes, policy
from pathlib import Path
from stat import S_IMODE

import pytest


@pytest.fixture
def mary(ask) -> int:
    saved = ask(
        "customer",
        "add",
        "--name",
        'Mary "M"\nOfori',
        "--address-as",
        "Mrs Ofori",
        "--email",
        "mary@example.org",
    )
    return int(saved["id"])


@pytest.fixture
def thanks(ask) -> int:
    body = "Dear {address},\nthank you for {product}.\n{me}"
    saved = ask("template", "add", "thank-you", "--subject", "Thanks, {name}", "--body", body)
    return int(saved["id"])


def test_a_template_is_kept_changed_and_retired(crm, ask, thanks) -> None:
    ask("template", "change", str(thanks), "--language", "bn")
    assert ask("template", "show", str(thanks))["language"] == "bn"
    assert [one["name"] for one in ask("template", "list")] == ["thank-you"]
    ask("template", "retire", str(thanks))
    assert ask("template", "list") == []
    assert [one["retired"] for one in ask("template", "list", "--retired")] == [True]
    assert crm("template", "show", "99").code == 4
    assert crm("template", "change", "1").code == 2
    told = crm("template", "add", "x", "--body", "{nmae}")
    assert told.code == 2
    assert "{address}" in told.err


def test_a_text_comes_from_a_file(ask, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("\ufeffধন্যবাদ {name}", encoding="utf-8")
    saved = ask("template", "add", "thanks", "--file", str(file))
    assert ask("template", "show", str(saved["id"]))["body"] == "ধন্যবাদ {name}"


def test_an_empty_field_is_said_and_can_be_given(crm, ask, mary, thanks) -> None:
    told = crm("message", "write", str(mary), "--template", "thank-you")
    assert told.code == 0
    assert "____" in told.out
    assert "{product}" in told.err
    written = ask("message", "write", str(mary), "--template", "thank-you", "--field", "product=the kettle")
    assert written["body"] == "Dear Mrs Ofori,\nthank you for the kettle.\nNadia Karim"
    assert written["empty"] == []
    assert crm("message", "write", str(mary), "--template", "thank-you", "--field", "x=1").code == 2
    assert crm("message", "write", str(mary), "--template", "thank-you", "--log").code == 2


def test_a_mail_has_the_headers_that_we_wrote_and_no_others(ask, mary, thanks, tmp_path: Path) -> None:
    file = tmp_path / "thanks.eml"
    options = ("--field", "product=x\r\nBcc: a@b.c", "--eml", str(file), "--log")
    written = ask("message", "write", str(mary), "--template", "thank-you", *options)
    assert S_IMODE(file.stat().st_mode) == 0o600
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert set(mail.keys()) == {
        "To", "Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert [address.addr_spec for address in mail["To"].addresses] == ["mary@example.org"]
    assert "Bcc" in mail.get_content()
    logged = ask("customer", "show", str(mary))["timeline"][0]
    assert logged["id"] == written["interaction"]


def test_nothing_is_logged_when_the_file_cannot_be_written(crm, ask, mary, thanks, tmp_path: Path) -> None:
    file = tmp_path / "there.eml"
    file.write_text("mine")
    told = crm(
        "message", "write", str(mary), "--template", "thank-you",
        "--field", "product=x", "--eml", str(file), "--log",
    )  # fmt: skip
    assert told.code == 2
    assert file.read_text() == "mine"
    assert ask("customer", "show", str(mary))["timeline"] == []


def test_who_asked_not_to_be_contacted_is_not_logged_without_a_reason(crm, ask, mary, thanks) -> None:
    ask("customer", "edit", str(mary), "--do-not-contact")
    write = ("message", "write", str(mary), "--template", "thank-you", "--field", "product=x")
    assert ask(*write)["against"] == ["They asked not to be contacted."]
    assert crm(*write, "--log").code == 6
    assert ask(*write, "--log", "--override", "she wrote first")["interaction"]


def test_a_mailto_link_says_it_all(ask, mary, thanks) -> None:
    link = ask(
        "message", "write", str(mary), "--template", "thank-you", "--field", "product=a & b", "--mailto"
    )["mailto"]
    assert link.startswith("mailto:mary@example.org?subject=Thanks%2C%20Mary")
    assert "%0D%0Athank%20you%20for%20a%20%26%20b." in link
