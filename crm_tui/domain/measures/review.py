"""Reviews of standards and policies that took place when they should."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.events import ReviewRow
from crm_tui.domain.measures.basis import AsOf, span
from crm_tui.domain.standards import MeasuredEvent, Version, governing_version

#: What ``settings["of"]`` of a version can say; a version without it means both.
REVIEWED = ("standard", "policy")
OF_POLICIES = "policy"


def reviewed_on_time(
    reviews: Iterable[ReviewRow], versions: Sequence[Version], as_of: AsOf
) -> Iterator[MeasuredEvent]:
    """Each review whose date was fixed, done by then or not."""
    for row in reviews:
        for matter in (row.of, ""):
            version = governing_version(versions, row.about.subject, row.set_at, matter)
            if version is not None:
                yield span(
                    (row.of, row.id), row.about, version, row.set_at, row.due_at, row.done_at, as_of.now
                )
                break
