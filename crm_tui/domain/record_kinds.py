"""What the journal's kinds of record are called, in the middle of a sentence."""

from types import MappingProxyType

from crm_tui.i18n import N_, _

_LABELS = MappingProxyType(
    {
        "business": N_("business"),
        "calendar": N_("calendar"),
        "calendar-version": N_("version of the opening hours"),
        "tier": N_("tier"),
        "tier-limit": N_("contact limit"),
        "nature": N_("nature"),
        "outcome": N_("outcome"),
        "channel": N_("channel"),
        "staff": N_("member of staff"),
        "absence": N_("absence"),
        "customer": N_("customer"),
        "customer-kind": N_("kind of a customer"),
        "customer-tag": N_("tag"),
        "contact-point": N_("contact point"),
        "membership": N_("place in an organisation"),
        "speaks-for": N_("note who speaks for whom"),
        "consent": N_("consent"),
        "case": N_("case"),
        "interaction": N_("contact"),
        "case-event": N_("event of a case"),
        "follow-up": N_("follow-up"),
        "promise": N_("promise"),
        "standard": N_("standard"),
        "standard-version": N_("version of a standard"),
        "standard-scope": N_("scope of a standard"),
        "breach-note": N_("note on a breach"),
        "acknowledgement": N_("note that a standard was read"),
        "review": N_("review"),
        "policy": N_("policy"),
        "policy-version": N_("version of a policy"),
        "policy-reading": N_("note that a policy was read"),
        "policy-review": N_("review of a policy"),
        "proposal": N_("proposal"),
        "playbook": N_("playbook"),
        "playbook-version": N_("version of a playbook"),
        "step-tick": N_("tick of a step"),
        "skill": N_("skill"),
        "training": N_("training"),
        "checklist-item": N_("item of a checklist"),
        "job-standard": N_("standard of a job"),
        "praise": N_("praise"),
        "look": N_("look at a figure"),
        "one-to-one": N_("one-to-one"),
        "pulse": N_("pulse"),
    }
)


def kind_in_words(kind: str) -> str:
    """The kind in the user's language; one that has no words of ours, by its code."""
    return _(_LABELS[kind]) if kind in _LABELS else kind
