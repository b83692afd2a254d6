"""The standards that case clocks are measured by, as they are written down."""

import json
from functools import lru_cache
from typing import Any

from crm_tui.domain.clock_rules import MEASURES, ClockRules, Target, hours_of
from crm_tui.domain.hours import Hours
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.standards import Scope, Version
from crm_tui.domain.words import ClockName
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.reader import Reader

_NAMES = {measure.value: name for name, measure in MEASURES.items()}
_MEASURED = ", ".join(f"'{code}'" for code in _NAMES)
CLOCK_VERSIONS = f"""
SELECT v.id, v.standard_id, v.valid_from, v.target, v.measure, v.settings, s.retired_at
  FROM standard_versions v JOIN standards s ON s.id = v.standard_id
 WHERE v.measure IN ({_MEASURED})
 ORDER BY v.id"""
CLOCK_SCOPES = f"""
SELECT c.standard_version_id, c.dimension, c.value
  FROM standard_scopes c JOIN standard_versions v ON v.id = c.standard_version_id
 WHERE v.measure IN ({_MEASURED})
 ORDER BY c.id"""

_Rows = tuple[tuple[Any, ...], ...]


def clock_rules(reader: Reader) -> ClockRules:
    """All versions of the standards for first answers, next answers and resolutions."""
    hours = opening_hours(reader)
    return _rules_of(tuple(reader.rows(CLOCK_VERSIONS)), tuple(reader.rows(CLOCK_SCOPES)), hours)


@lru_cache(maxsize=8)
def _rules_of(versions: _Rows, scopes: _Rows, hours: Hours) -> ClockRules:
    """Kept by what was read: standards change seldom, and every act on a case asks for them."""
    targets: dict[ClockName, list[Target]] = {}
    for version_id, standard_id, valid_from, minutes, measure, settings, retired_at in versions:
        scope = Scope.from_rows(
            (dimension, value) for owner, dimension, value in scopes if owner == version_id
        )
        version = Version(
            version_id, standard_id, from_micros(valid_from), minutes, scope, maybe_from_micros(retired_at)
        )
        target = Target(version, hours_of(json.loads(settings), hours))
        targets.setdefault(_NAMES[measure], []).append(target)
    return ClockRules(targets)
