"""A public mention: logged with its link, answered against the clock, shown and put right."""


def test_a_mention_is_answered_against_the_clock(crm, ask, quillon) -> None:
    ask("standard", "starter", "light")
    mention = ("log", str(quillon), "--channel", "social", "--direction", "inbound", "--nature", "complaint")
    logged = ask(*mention, "--outcome", "follow-up", "--link", "example.org/post/1", "--note", "never again")
    (clock,) = [
        one for one in ask("case", "show", str(logged["case"]))["clocks"] if one["state"] == "running"
    ]
    assert clock["name"] == "first-response"
    ask(
        "log", str(quillon), "--channel", "social", "--direction", "outbound", "--nature", "complaint",
        "--outcome", "information", "--case", str(logged["case"]),
    )  # fmt: skip
    clocks = ask("case", "show", str(logged["case"]))["clocks"]
    assert [one["state"] for one in clocks if one["name"] == "first-response"] == ["met"]


def test_a_link_that_is_none_is_refused_with_a_sentence(crm, ask, quillon) -> None:
    mention = ("log", str(quillon), "--channel", "social", "--direction", "inbound", "--nature", "feedback")
    told = crm(*mention, "--outcome", "information", "--link", "javascript:alert(1)")
    assert told.code == 2
    assert "no link to a page" in told.err
    logged = ask(*mention, "--outcome", "information", "--link", "https://example.org/1")
    edit = ("interaction", "edit", str(logged["interaction"]))
    assert crm(*edit, "--link", "mary").code == 2
    ask(*edit, "--link", "https://example.org/2")
