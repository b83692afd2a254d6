"""Every command, once. To add one: write it in its subject's tuple; a new subject's tuple is added here."""

from crm_tui.commands.calendar import CALENDAR
from crm_tui.commands.command import Command
from crm_tui.commands.duplicates import DUPLICATES
from crm_tui.commands.everywhere import EVERYWHERE, SCREENS
from crm_tui.commands.forms import FORMS
from crm_tui.commands.imports import IMPORTS
from crm_tui.commands.insights import INSIGHTS
from crm_tui.commands.loyalty import LOYALTY
from crm_tui.commands.messages import MESSAGES
from crm_tui.commands.opportunities import OPPORTUNITIES
from crm_tui.commands.outreach import OUTREACH
from crm_tui.commands.own_fields import OWN_FIELDS
from crm_tui.commands.partners import PARTNERS
from crm_tui.commands.plans import PLANS
from crm_tui.commands.records import CASES, CUSTOMERS, FOLLOW_UPS, LISTS, PROMISES, STANDARDS
from crm_tui.commands.sales import SALES
from crm_tui.commands.staff import STAFF
from crm_tui.commands.wellbeing import WELLBEING

COMMANDS: tuple[Command, ...] = (
    *SCREENS,
    *EVERYWHERE,
    *LISTS,
    *CUSTOMERS,
    *DUPLICATES,
    *IMPORTS,
    *FOLLOW_UPS,
    *CASES,
    *PROMISES,
    *PARTNERS,
    *LOYALTY,
    *OPPORTUNITIES,
    *PLANS,
    *OUTREACH,
    *SALES,
    *STANDARDS,
    *INSIGHTS,
    *STAFF,
    *CALENDAR,
    *OWN_FIELDS,
    *WELLBEING,
    *MESSAGES,
    *FORMS,
)

BY_ID = {command.id: command for command in COMMANDS}
