"""What the page of a standard or a policy says of proposals: whose it took up, and how many wait."""

from collections.abc import Sequence

from crm_tui.i18n import _, ngettext
from crm_tui.queries.proposals import Proposal, credited
from crm_tui.tui.screens.standard_head import labelled
from crm_tui.tui.widgets.text_lines import Line


def credit_lines(found: Sequence[Proposal], number: int) -> list[Line]:
    """Whose proposals the version with this number took up, and how many wait for an answer."""
    lines: list[Line] = []
    if names := credited(found, number):
        credit = _("v{number}, from a proposal of {names}").format(number=number, names=", ".join(names))
        lines.append([(labelled(_("credit")), "dim"), (credit, "")])
    if waiting := sum(one.is_open for one in found):
        said = ngettext("{count} waits for an answer", "{count} wait for an answer", waiting)
        lines.append([(labelled(_("proposals")), "dim"), (said.format(count=waiting), "")])
    return lines
