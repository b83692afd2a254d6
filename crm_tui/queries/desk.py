"""Who sits at the desk: the first thing that either door asks."""

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.first_words import Door, Role
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

_STAFF = (
    "SELECT id, login, name, role FROM staff WHERE login = :login AND left_on IS NULL ORDER BY id LIMIT 1"
)


def find_actor(reader: Reader, login: str, *, door: Door, session_id: str) -> Actor:
    """The member of staff with that login. Raises NotAllowed when nobody has it."""
    found = reader.row(_STAFF, {"login": login})
    if found is None:
        raise NotAllowed(
            _("{login} is not a member of staff here.").format(login=login),
            _("Ask an admin for `crm-tui staff add {login}`, or say who you are with --as.").format(
                login=login
            ),
        )
    staff_id, own_login, name, role = found
    return Actor(staff_id, own_login, name, Role(role), door, session_id)
