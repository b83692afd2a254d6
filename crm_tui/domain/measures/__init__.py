"""What the standards measure: one pure function for each of ``words.Measure``, from rows to measured events.

An event belongs to the instant at which its clock started, and is measured by the version in force then. A
clock that runs is not measured until it is due; from then on it is missed, answered or not. Everything is
computed from when things happened, never from when they were typed, and as it stood at ``AsOf.now``.

Each measure has a module of its own; ``queries.event_sources`` says where its rows are.
"""
