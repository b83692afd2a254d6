"""Customers who may be the same: suggested, never forbidden (DATA.md, "no unique constraints")."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from crm_tui.actions.notices import Notice
from crm_tui.actions.reading import reader_of
from crm_tui.domain.likeness import Alike
from crm_tui.i18n import _
from crm_tui.queries.look_alikes import look_alikes
from crm_tui.store.journal import Act

#: More would be a list, not a warning.
_MOST_NAMED = 5


def likely_duplicates(
    act: Act, customer_id: int, name: str, normals: Iterable[tuple[str, str]]
) -> tuple[Notice, ...]:
    """Who else this customer may be, the likeliest first; ``normals``: (type, normal form) of its points."""
    return tuple(
        Notice(
            "likely-duplicate",
            _SENTENCES[one.likeness.reasons[0]]().format(name=one.name, id=one.id),
            (one.id,),
        )
        for one in look_alikes(reader_of(act), name, normals, customer_id, _MOST_NAMED)
    )


_SENTENCES: Mapping[Alike, Callable[[], str]] = MappingProxyType(
    {
        Alike.PHONE: lambda: _("{name} (customer {id}) has the same phone number."),
        Alike.MAIL: lambda: _("{name} (customer {id}) has the same mail address."),
        Alike.NAME: lambda: _("{name} (customer {id}) has the same name."),
        Alike.TURNED: lambda: _("{name} (customer {id}) has the same name in another order."),
        Alike.NEAR: lambda: _("{name} (customer {id}) has nearly the same name."),
        Alike.INITIALS: lambda: _("{name} (customer {id}) has the same name but for initials."),
    }
)
