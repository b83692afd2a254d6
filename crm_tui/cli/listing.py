"""Every command: the file it is in and its summary, so that listing them imports none of them."""

from crm_tui.cli.declare import Entry, Family
from crm_tui.i18n import N_

CUSTOMER = {
    "add": Entry("customer_write:add", N_("Add a customer.")),
    "edit": Entry("customer_write:edit", N_("Change what is given and leave the rest.")),
    "delete": Entry("customer_write:delete", N_("Take a customer out of every list.")),
    "speaker": Entry("customer_write:speaker", N_("Say who may speak for a customer.")),
    "won-back": Entry("customer_won_back:won_back", N_("Somebody who had left came back.")),
    "list": Entry("customer_read:list_customers", N_("List customers, sorted and narrowed.")),
    "show": Entry("customer_read:show", N_("A customer with everything about them.")),
}
FOLLOW_UP = {
    "add": Entry("follow_up:add", N_("Schedule one.")),
    "done": Entry("follow_up:done", N_("Mark one as done.")),
    "snooze": Entry("follow_up:snooze", N_("Put one off to another time.")),
    "drop": Entry("follow_up:drop", N_("Decide not to do one, with the reason.")),
    "reassign": Entry("follow_up:reassign", N_("Give one to a colleague.")),
    "join": Entry("follow_up:join", N_("Add to one that is planned.")),
    "came": Entry("follow_up:came", N_("They came to the appointment.")),
    "no-show": Entry("follow_up:no_show", N_("They did not come to the appointment.")),
}
CASE = {
    "list": Entry("case_read:list_cases", N_("List cases.")),
    "show": Entry("case_read:show", N_("A case with all that happened to it.")),
    "add": Entry("case_write:add", N_("Open a case by hand.")),
    "wait": Entry("case_write:wait", N_("We wait for the customer.")),
    "resume": Entry("case_write:resume", N_("We wait no longer.")),
    "solve": Entry("case_learn:solve", N_("The matter is resolved.")),
    "learn": Entry("case_learn:learn", N_("Write down what it taught.")),
    "tie": Entry("case_learn:tie", N_("Tie several with one cause into one above them.")),
    "untie": Entry("case_learn:untie", N_("Take one out of the one above it.")),
    "dispute": Entry("case_dispute:dispute", N_("How far a dispute has gone.")),
    "causes": Entry("case_learn:causes", N_("Causes that several customers met within days.")),
    "close": Entry("case_write:close", N_("Nothing more is to be done or learnt.")),
    "reopen": Entry("case_write:reopen", N_("It was not over after all.")),
    "about": Entry("case_write:about", N_("Say which product it is about.")),
    "hand-over": Entry("case_write:hand_over", N_("Give it to another owner.")),
}
PROMISE = {
    "list": Entry("promise_read:list_all", N_("List promises.")),
    "rate": Entry("promise_rate:rate", N_("How well our promises are kept.")),
    "keep": Entry("promise_write:keep", N_("It was fulfilled.")),
    "break": Entry("promise_write:break_off", N_("It was not kept, with the reason.")),
    "withdraw": Entry("promise_write:withdraw", N_("Nobody expects it any more, with the reason.")),
}
PRODUCT = {
    "add": Entry("product_write:add", N_("Write a product or a service down.")),
    "change": Entry("product_write:change", N_("Change what is given.")),
    "retire": Entry("product_write:retire", N_("Offer it no longer.")),
    "list": Entry("product_read:list_products", N_("What we offer, or what answers a need.")),
    "show": Entry("product_read:show", N_("One with what goes with it.")),
    "link": Entry("product_write:link", N_("Say what goes with it, or steps up from it.")),
    "menu": Entry("product_read:show_menu", N_("The services as a text, in the customer's language.")),
}
SALE = {
    "add": Entry("sale_write:add", N_("Record what a customer bought.")),
    "edit": Entry("sale_write:edit", N_("Put its lines, rate or note right.")),
    "list": Entry("sale_read:list_sales", N_("Sales, or those on their way.")),
    "show": Entry("sale_read:show", N_("One with its lines and its way.")),
    "promise": Entry("sale_steps:promise", N_("They were told by when it comes.")),
    "call-ahead": Entry("sale_steps:call_ahead", N_("They were told that it is on its way.")),
    "attempt": Entry("sale_steps:attempt", N_("It was brought in vain, with the reason.")),
    "deliver": Entry("sale_steps:deliver", N_("It is with the customer.")),
    "cancel": Entry("sale_steps:cancel", N_("It is off, with the reason.")),
    "owner": Entry("sale_steps:owner", N_("Give it to another owner.")),
}
OPPORTUNITY = {
    "list": Entry("opportunity_read:list_all", N_("List them by their next step.")),
    "show": Entry("opportunity_read:show", N_("One with all that is known of it.")),
    "add": Entry("opportunity_write:add", N_("Write down what a customer may need.")),
    "edit": Entry("opportunity_write:edit", N_("Change one, or plan its next step.")),
    "stage": Entry("opportunity_write:stage", N_("It was talked about, or offered.")),
    "win": Entry("opportunity_write:win", N_("They bought it.")),
    "suggest": Entry("opportunity_suggest:suggest", N_("What goes with what they bought.")),
    "lose": Entry("opportunity_write:lose", N_("They do not want it, with the reason.")),
}
PLAN = {
    "list": Entry("plan_read:list_plans", N_("Each with what sets it off.")),
    "show": Entry("plan_read:show", N_("Its steps, and what became of them.")),
    "add": Entry("plan_write:add", N_("Write one.")),
    "change": Entry("plan_write:change", N_("Change its name, scope or steps.")),
    "on": Entry("plan_write:switch_on", N_("Let one follow what happens from now on.")),
    "off": Entry("plan_write:switch_off", N_("Let nothing new come of one.")),
    "retire": Entry("plan_write:retire", N_("Give one up.")),
    "run": Entry("plan_write:run", N_("Do what they ask for now.")),
    "preview": Entry("plan_read:show_preview", N_("What one would have done lately.")),
    "result": Entry("plan_read:result", N_("What one brought.")),
}
STANDARD = {
    "list": Entry("standard_read:list_standards", N_("Each standard with its attainment.")),
    "show": Entry("standard_read:show", N_("A standard with attainment, breaches and readers.")),
    "add": Entry("standard_write:add", N_("Set a standard.")),
    "change": Entry("standard_write:change", N_("Change its words or figures: a new version.")),
    "acknowledge": Entry("standard_write:acknowledge", N_("Say that you have read it.")),
    "review": Entry("standard_write:review", N_("Keep, change or retire it, with the reason.")),
    "fits": Entry("standard_fits:fits", N_("Which hold for a case or contact, and why.")),
    "breach": Entry("standard_breach:breach", N_("Say why something missed one.")),
    "starter": Entry("standard_starter:starter", N_("Take over a starter set.")),
    "propose": Entry("proposals:propose_standard", N_("Propose a change to one.")),
    "book": Entry("standard_book:book", N_("Write all of them as a document, for staff or customers.")),
}
POLICY = {
    "list": Entry("policy_read:list_policies", N_("Each policy with its next review.")),
    "show": Entry("policy_read:show", N_("A policy with its reviews, and what customers met.")),
    "add": Entry("policy_write:add", N_("Write one down.")),
    "change": Entry("policy_write:change", N_("Change its words: a new version.")),
    "acknowledge": Entry("policy_write:acknowledge", N_("Say that you have read it.")),
    "review": Entry("policy_write:review", N_("Answer the six questions; keep, change or retire it.")),
    "retire": Entry("policy_write:retire", N_("Give one up, with the reason.")),
    "propose": Entry("proposals:propose_policy", N_("Propose a change to one.")),
}
PROPOSAL = {
    "list": Entry("proposals:list_all", N_("What staff propose.")),
    "answer": Entry("proposals:answer", N_("Accept or decline one, with an answer.")),
}
STAFF = {
    "add": Entry("staff_write:add", N_("Add a member of staff.")),
    "list": Entry("staff_read:list_staff", N_("Everybody who works here, and who is away.")),
    "away": Entry("staff_write:away", N_("Somebody is away, and another stands in.")),
    "leave": Entry("staff_write:leave", N_("Somebody left for good.")),
    "show": Entry("team_read:show", N_("One of them: job, skills, training, checklist, praise.")),
    "skill": Entry("staff_growth:skill", N_("Say how well somebody can do something.")),
    "train": Entry("staff_growth:train", N_("Plan training for somebody.")),
    "trained": Entry("staff_growth:trained", N_("Training was taken.")),
    "checklist": Entry("staff_growth:checklist", N_("Begin a newcomer's checklist, or add to it.")),
    "sign": Entry("staff_growth:sign", N_("Sign an item of a checklist off.")),
    "job": Entry("staff_growth:job", N_("Describe somebody's job.")),
    "allowance": Entry("staff_growth:allowance", N_("What somebody may spend without asking.")),
    "praise": Entry("staff_words:praise", N_("Tell a colleague that they did well.")),
    "look": Entry("staff_words:look", N_("Look at what a trainee logged.")),
    "one-to-one": Entry("staff_words:one_to_one", N_("Keep a talk with a member of staff.")),
    "pulse": Entry("staff_words:pulse", N_("Say how you are doing today.")),
    "hand-over": Entry("staff_hand_over:give", N_("Give somebody's work to a colleague for good.")),
    "customer": Entry("staff_hand_over:customer", N_("Make a colleague a customer.")),
}
AGREEMENT = {
    "add": Entry("agreement_write:add", N_("Write one down.")),
    "list": Entry("agreement_read:list_agreements", N_("Agreements by the day that asks for a decision.")),
    "show": Entry("agreement_read:show", N_("Its terms and boundaries, and what became of it.")),
    "change": Entry("agreement_write:change", N_("Change what is given and leave the rest.")),
    "renew": Entry("agreement_write:renew", N_("Let it go on for a further term.")),
    "notice": Entry("agreement_write:notice", N_("Give notice, with the reason.")),
    "end": Entry("agreement_write:end", N_("It holds no longer, with the reason.")),
}
REFERRAL = {
    "add": Entry("referral:add", N_("A customer came because another recommended us.")),
    "list": Entry("referral:list_referrals", N_("Referrals, the newest first.")),
    "thank": Entry("referral:thank", N_("Thank who recommended us.")),
    "report": Entry("referral:report", N_("What referrals brought in a period.")),
}
NEGOTIATION = {
    "add": Entry("negotiation:add", N_("Write down an offer, a concession, what was agreed.")),
    "list": Entry("negotiation:list_moves", N_("Moves, the newest first.")),
}
CALENDAR = {
    "show": Entry("calendar_read:show", N_("When we are open, and the days that differ.")),
    "set": Entry("calendar_write:set_calendar", N_("Change the hours, close days, take public holidays.")),
}
PLAYBOOK = {
    "list": Entry("playbook_read:list_playbooks", N_("Each playbook: what it is for.")),
    "show": Entry("playbook_read:show", N_("The steps of one, as text.")),
    "add": Entry("playbook_write:add", N_("Set up one for a situation.")),
    "set": Entry("playbook_write:set_steps", N_("Give the one of a nature other steps.")),
    "edit": Entry("playbook_edit:edit", N_("Change one in your own editor.")),
    "retire": Entry("playbook_write:retire", N_("Show one no longer.")),
    "ticks": Entry("playbook_read:ticks", N_("Which steps were ticked in a contact.")),
}
INTERACTION = {
    "move": Entry("interaction:move", N_("Put a contact on the customer that it was with.")),
    "edit": Entry("interaction:edit", N_("Put right what was written about a contact.")),
    "delete": Entry("interaction:delete", N_("Take a contact out of the timeline.")),
}
FIELD = {
    "add": Entry("field:add", N_("Add one.")),
    "list": Entry("field:list_fields", N_("The fields in their order.")),
    "change": Entry("field:change", N_("Change its label, answers or place.")),
    "retire": Entry("field:retire", N_("Show one no longer.")),
}
DUPLICATES = {
    "list": Entry("duplicates:list_duplicates", N_("Customers who may be the same, and why.")),
    "dismiss": Entry("duplicates:dismiss", N_("Say that two are two.")),
}
NATURE = {
    "add": Entry("nature:add", N_("Add something that a contact can be about.")),
    "list": Entry("nature:list_natures", N_("What a contact can be about.")),
}
TEMPLATE = {
    "list": Entry("template:list_templates", N_("The texts there are, and what can be filled in.")),
    "show": Entry("template:show", N_("One of them as it is written.")),
    "add": Entry("template:add", N_("Add one, or the same in another language.")),
    "change": Entry("template:change", N_("Change one.")),
    "retire": Entry("template:retire", N_("Offer one no longer.")),
}
MESSAGE = {
    "write": Entry("message:write", N_("Fill one in for a customer: as text, as a mail, logged.")),
}
HEARD = {
    "add": Entry("heard:add", N_("Note one with its day.")),
    "list": Entry("heard:list_heard", N_("What was heard in a period.")),
    "drop": Entry("heard:drop", N_("Take one off the plots.")),
}
SURVEY = {
    "ask": Entry("survey:ask", N_("Ask a customer.")),
    "answer": Entry("survey:answer", N_("Write an answer down; a low score opens a case.")),
    "decline": Entry("survey:decline", N_("They did not want to answer.")),
    "list": Entry("survey_read:list_surveys", N_("What was asked and answered.")),
    "report": Entry("survey_read:report", N_("The answers of a period in figures and words.")),
    "import": Entry("survey_import:import_file", N_("Take answers in from a table.")),
}
OUTREACH = {
    "draw": Entry("outreach:draw", N_("Draw up the list of one.")),
    "list": Entry("outreach_read:list_outreaches", N_("Every outreach.")),
    "show": Entry("outreach_read:show", N_("Who is on its list, and who was left out.")),
    "preview": Entry("outreach_read:preview", N_("What a customer on its list gets.")),
    "export": Entry("outreach_read:export", N_("Write its list for the mail program.")),
    "sent": Entry("outreach:sent", N_("It went out: log it with each customer.")),
    "answer": Entry("outreach:answer", N_("Count a customer's answer.")),
}
VIEW = {
    "list": Entry("views:list_views", N_("The saved views that you see.")),
    "add": Entry("views:add", N_("Save a view of a list.")),
    "rename": Entry("views:rename", N_("Give one another name.")),
    "delete": Entry("views:delete", N_("Forget one.")),
}
TIER = {
    "list": Entry("tier:list_tiers", N_("The tiers with their contact limits and rhythm.")),
    "set": Entry("tier:set_tier", N_("Set what a tier's customers are spared and promised.")),
}

#: What CONTRACT.md names and later releases bring: said so when it is asked for.
LATER = (
    "backup", "restore", "erase", "personal-data", "serve-setup",
)  # fmt: skip

COMMANDS: dict[str, Entry | Family] = {
    "find": Entry("find:find", N_("Find customers by name, phone, mail or words in notes.")),
    "log": Entry("log:log", N_("Log a contact that is over, or a note.")),
    "due": Entry("due:due", N_("What is due: overdue, today, and the next days.")),
    "health": Entry("health:health", N_("How customers are doing, and why.")),
    "customer": Family(
        N_("Add, edit, delete, list and show customers."),
        ("crm-tui customer show 12", "crm-tui customer list --sort last-contact"),
        CUSTOMER,
    ),
    "field": Family(
        N_("Fields that the business adds to its customers."),
        ("crm-tui field add 'Warranty until' --type date", "crm-tui field list"),
        FIELD,
    ),
    "duplicates": Family(
        N_("Customers who may be the same."),
        ("crm-tui duplicates list", "crm-tui duplicates dismiss 12 31"),
        DUPLICATES,
    ),
    "merge": Entry("merge:merge", N_("Merge two customers that are one.")),
    "unmerge": Entry("merge:unmerge", N_("Part customers that were merged.")),
    "playbook": Family(
        N_("What to do and say in a situation, step by step."),
        ("crm-tui playbook show complaint", "crm-tui playbook set complaint --file complaint.txt"),
        PLAYBOOK,
    ),
    "template": Family(
        N_("The texts that messages are made of, with fields to fill in."),
        ("crm-tui template list", "crm-tui template add thank-you --body 'Dear {address}, …'"),
        TEMPLATE,
    ),
    "message": Family(
        N_("Messages to a customer from a template."),
        ("crm-tui message write 12 --template thank-you --eml thanks.eml --log",),
        MESSAGE,
    ),
    "survey": Family(
        N_("What customers are asked, and what they answer."),
        ("crm-tui survey answer 12 --score 4", "crm-tui survey report"),
        SURVEY,
    ),
    "interaction": Family(
        N_("Move, put right or delete a contact that is written down."),
        ("crm-tui interaction move 31 --to 12",),
        INTERACTION,
    ),
    "nature": Family(
        N_("What a contact can be about, with the business's own words."),
        ("crm-tui nature list", "crm-tui nature add --label 'warranty claim' --key w --opens-case"),
        NATURE,
    ),
    "follow-up": Family(
        N_("Schedule what is to be done, and do, put off or drop it."),
        ("crm-tui follow-up add 12 --due 3d --why 'is the kettle all right?'", "crm-tui follow-up done 7"),
        FOLLOW_UP,
    ),
    "case": Family(
        N_("Open cases and bring them to their end."),
        ("crm-tui case list --open --owner nadia", "crm-tui case solve 4 --cause 'wrong part'"),
        CASE,
    ),
    "promise": Family(
        N_("What was promised, by us and to us."),
        ("crm-tui promise list --due", "crm-tui promise keep 3"),
        PROMISE,
    ),
    "agreement": Family(
        N_("What was agreed with suppliers, partners and clients, and when it ends."),
        ("crm-tui agreement list", "crm-tui agreement renew 3 --until 2028-12-31"),
        AGREEMENT,
    ),
    "product": Family(
        N_("Products and services: what we offer, and what goes with it."),
        ("crm-tui product list --need 'hard water'", "crm-tui product menu --customer 12"),
        PRODUCT,
    ),
    "sale": Family(
        N_("What customers bought, and its way to them."),
        ("crm-tui sale add 12 --line '2 x kettle @ 24.50'", "crm-tui sale list --on-the-way"),
        SALE,
    ),
    "opportunity": Family(
        N_("What customers may buy next, until it is won or lost."),
        ("crm-tui opportunity add 12 --need 'a second grinder' --next 3d", "crm-tui opportunity list"),
        OPPORTUNITY,
    ),
    "plan": Family(
        N_("What follows by itself after a sale, a solved case, a contact, a silence."),
        ("crm-tui plan list", "crm-tui plan preview 1", "crm-tui plan on 1"),
        PLAN,
    ),
    "referral": Family(
        N_("Who recommended us to whom."),
        ("crm-tui referral add 31 --by 12", "crm-tui referral thank 3 --when 2d"),
        REFERRAL,
    ),
    "negotiation": Family(
        N_("What was offered, conceded and agreed, ours and theirs."),
        ("crm-tui negotiation list --agreement 3",),
        NEGOTIATION,
    ),
    "standard": Family(
        N_("Service standards: what they say and how they are kept."),
        ("crm-tui standard list", "crm-tui standard show 1 --from '1 sep' --to '30 nov'"),
        STANDARD,
    ),
    "policy": Family(
        N_("The rules that customers run into: returns, how to reach us, payment."),
        ("crm-tui policy list", "crm-tui policy show 1 --evidence"),
        POLICY,
    ),
    "proposal": Family(
        N_("What staff would change in a standard or a policy."),
        ("crm-tui proposal list", "crm-tui proposal answer 2 --accept --answer 'from monday'"),
        PROPOSAL,
    ),
    "team": Entry("team_read:team", N_("What each has on their hands, and how they keep the standards.")),
    "staff": Family(
        N_("Who works at the desk, who is away, who left."),
        ("crm-tui staff list", "crm-tui staff away paul --until fri --stand-in nadia"),
        STAFF,
    ),
    "calendar": Family(
        N_("Opening hours, holidays, and other days that differ."),
        ("crm-tui calendar show", "crm-tui calendar set --public-holidays BD --years '2026 2027'"),
        CALENDAR,
    ),
    "outreach": Family(
        N_("One message to many: who gets it, who does not and why, and who answered."),
        ("crm-tui outreach draw 'spring opening' --view clients --channel email", "crm-tui outreach sent 3"),
        OUTREACH,
    ),
    "view": Family(
        N_("What lists are narrowed to and sorted by, under names."),
        ("crm-tui view add 'key customers' --tier key", "crm-tui customer list --view 'key customers'"),
        VIEW,
    ),
    "tier": Family(
        N_("Levels of service: how often we may contact, and how often we should."),
        ("crm-tui tier list", "crm-tui tier set key '5 in 30 d; call 2 in 14 d; every 60 d'"),
        TIER,
    ),
    "report": Entry("report:report", N_("Figures of a period as a table.")),
    "heard": Family(
        N_("What customers are interested in, and what was heard, with its day."),
        ("crm-tui heard add 'asks for tea in tins' --customer 12", "crm-tui heard list"),
        HEARD,
    ),
    "import": Entry("imports:import_file", N_("Take contacts in from a CSV, vCard or JSON file.")),
    "export": Entry("exports:export", N_("Write contacts to a CSV, vCard or JSON file.")),
    "journal": Entry("journal:journal", N_("Who changed what and when; `verify` checks the chain.")),
    "undo": Entry("undo:undo", N_("Take back what you did last, or an act by its number.")),
    "redo": Entry("undo:redo", N_("Do again what you last took back.")),
    "call": Entry("screens:call", N_("Open the screens in a call with a number, from a softphone.")),
    "keys": Entry("keys:keys", N_("Every key of the screens.")),
    "init": Entry("init:init", N_("Make a database for your business.")),
    "demo": Entry("demo:demo", N_("Open the sample business to play with.")),
    "sample": Entry("demo:sample", N_("Fill a database with a generated business of any size.")),
    "doctor": Entry("doctor:doctor", N_("Look whether everything is well, and say what to do.")),
    "screenshots": Entry("screens:screenshots", N_("Draw the main screens as pictures into a folder.")),
    "completion": Entry("completion:completion", N_("Print what makes your shell complete commands.")),
}
