"""Who acts, and through which door."""

from typing import NamedTuple

from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.first_words import Door, Role
from crm_tui.i18n import _

_RANK = {role: rank for rank, role in enumerate(Role)}


class Actor(NamedTuple):
    """A member of staff at a door. ``session_id`` tells two windows of one person apart."""

    staff_id: int
    login: str
    name: str
    role: Role
    door: Door
    session_id: str

    def require(self, role: Role) -> None:
        """Raise NotAllowed unless the role is at least this one. Actions ask, whatever the screen offers."""
        if _RANK[self.role] < _RANK[role]:
            raise NotAllowed(
                _("This takes the role {needed}; {name} is {role}.").format(
                    needed=role.label, name=self.name, role=self.role.label
                ),
                _("Ask somebody with that role to do it."),
            )
