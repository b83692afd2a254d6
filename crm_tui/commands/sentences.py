"""Each act in words: what undo names before it takes it back, and what the journal lists.

An act keeps no word of a customer, so that erasing one needs no edit of the past; the name is looked up when
the sentence is made (DATA.md, "journal").
"""

from types import MappingProxyType

from crm_tui.i18n import N_, _

#: For an act that concerns a customer, the sentence ends with the name: its width may be anything.
SENTENCES = MappingProxyType(
    {
        "found": N_("founded the business"),
        "undo": N_("took something back"),
        "redo": N_("did it again"),
        "note-learnt": N_("noted what was learnt about a case"),
        "tie-cases": N_("tied cases into one"),
        "untie-case": N_("took a case out of the one above it"),
        "import-contacts": N_("imported contacts"),
        "import-cases": N_("imported cases"),
        "add-customer": N_("added a customer"),
        "edit-customer": N_("changed a customer"),
        "delete-customer": N_("deleted a customer"),
        "allow-to-speak": N_("let somebody speak for a customer"),
        "forbid-to-speak": N_("let somebody no longer speak for a customer"),
        "log-contact": N_("logged a contact"),
        "write-note": N_("wrote a note"),
        "move-interaction": N_("moved a contact"),
        "edit-interaction": N_("changed a contact"),
        "delete-interaction": N_("deleted a contact"),
        "mark-good-moment": N_("marked a good moment"),
        "schedule-follow-up": N_("scheduled a follow-up"),
        "join-follow-up": N_("joined a follow-up"),
        "edit-follow-up": N_("changed a follow-up"),
        "snooze-follow-up": N_("put a follow-up off"),
        "reassign-follow-up": N_("handed a follow-up over"),
        "drop-follow-up": N_("dropped a follow-up"),
        "finish-follow-up": N_("finished a follow-up"),
        "set-appointment": N_("noted whether they came"),
        "open-case": N_("opened a case"),
        "set-case-waiting": N_("set a case waiting"),
        "resume-case": N_("took a case up again"),
        "solve-case": N_("solved a case"),
        "close-case": N_("closed a case"),
        "reopen-case": N_("reopened a case"),
        "hand-over-case": N_("handed a case over"),
        "make-promise": N_("noted a promise"),
        "keep-promise": N_("kept a promise"),
        "break-promise": N_("noted a broken promise"),
        "withdraw-promise": N_("withdrew a promise"),
        "add-staff": N_("added a member of staff"),
        "edit-staff": N_("changed a member of staff"),
        "leave": N_("noted that somebody left"),
        "set-away": N_("noted an absence"),
        "come-back": N_("ended an absence"),
        "set-skill": N_("noted a skill"),
        "drop-skill": N_("took a skill off a list"),
        "plan-training": N_("planned training"),
        "take-training": N_("noted training as taken"),
        "drop-training": N_("took training off a list"),
        "start-checklist": N_("began a newcomer's checklist"),
        "add-to-checklist": N_("added to a checklist"),
        "sign-off": N_("signed an item of a checklist off"),
        "drop-from-checklist": N_("took an item off a checklist"),
        "look": N_("looked at a trainee's contact"),
        "praise": N_("praised a colleague"),
        "describe-job": N_("described a job"),
        "set-allowance": N_("set an allowance"),
        "hold-one-to-one": N_("wrote a one-to-one"),
        "change-one-to-one": N_("changed a one-to-one"),
        "ask-pulse": N_("changed whether staff are asked how they are doing"),
        "say-pulse": N_("said how they are doing"),
        "hand-over": N_("handed work over for good"),
        "make-internal-customer": N_("made a colleague a customer"),
        "add-standard": N_("added a standard"),
        "change-standard": N_("changed a standard"),
        "retire-standard": N_("retired a standard"),
        "acknowledge-standard": N_("read a standard"),
        "review-standard": N_("reviewed a standard"),
        "say-why-missed": N_("said why a standard was missed"),
        "add-policy": N_("added a policy"),
        "change-policy": N_("changed a policy"),
        "retire-policy": N_("retired a policy"),
        "review-policy": N_("reviewed a policy"),
        "propose": N_("proposed a change"),
        "answer-proposal": N_("answered a proposal"),
        "add-playbook": N_("added a playbook"),
        "change-playbook": N_("changed a playbook"),
        "retire-playbook": N_("retired a playbook"),
        "add-starter-playbooks": N_("took over the starter playbooks"),
        "add-starter": N_("took over the starter standards"),
        "change-business": N_("changed the settings of the business"),
        "set-opening-hours": N_("changed the opening hours"),
        "add-tier": N_("added a tier"),
        "edit-tier": N_("changed a tier"),
        "add-nature": N_("added a nature"),
        "load-sample": N_("loaded the sample business"),
        "set-up-sample": N_("set up the sample business"),
    }
)


def act_in_words(verb: str, customer: str | None = None) -> str:
    """What an act was, as its author would say it; the customer's name stands last."""
    what = _(SENTENCES.get(verb, verb))
    return _("{what}: {customer}").format(what=what, customer=customer) if customer else what
