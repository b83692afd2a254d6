"""Answers to surveys from a table: who answered is told by number, mail address or key."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from crm_tui.actions.lookups import read_code
from crm_tui.actions.reading import reader_of
from crm_tui.actions.survey_answers import answer_survey
from crm_tui.actions.survey_values import NewAnswer
from crm_tui.domain.errors import CrmError, InvalidInput
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import check_score
from crm_tui.domain.when import read_past_time
from crm_tui.domain.words import Channel
from crm_tui.exchange.contact import Skipped
from crm_tui.exchange.csv_safe import without_guard
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.table import Table, open_table
from crm_tui.exchange.text import clean
from crm_tui.i18n import _
from crm_tui.queries.survey_import import customers_with_email, customers_with_key, is_customer, is_here
from crm_tui.store.journal import Act

#: Where an answer comes from that names no other source: with its key, a second reading finds it here.
_SOURCE = "survey-file"
#: Small enough that nobody else waits to write (DATA.md, "transactions").
_ROWS_A_CHUNK = 50

#: The names by which columns are known, folded.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "customer": ("customer", "customer id", "customer number"),
    "email": ("email", "e-mail", "mail", "email address"),
    "external_key": ("external key", "external id", "customer key"),
    "kind": ("kind", "question", "survey"),
    "score": ("score", "rating", "answer"),
    "csat": ("csat", "satisfaction"),
    "nps": ("nps", "recommend", "would recommend"),
    "words": ("words", "comment", "comments", "remark", "feedback"),
    "at": ("answered", "answered at", "date", "time", "timestamp", "submitted", "submitted at"),
    "channel": ("channel",),
    "key": ("id", "response id", "answer id", "key"),
}
_WHO = ("customer", "email", "external_key")
_WHAT = ("score", "csat", "nps", "words")


def import_surveys(
    act: Act, path: Path, *, opens_cases: bool = True, rehearsal: bool = False
) -> ImportReport:
    """Write the answers of a file down in the act; each line that is refused is in the report with why.

    The same file twice adds nothing. Without ``opens_cases`` low scores open none, which is for old answers;
    a ``rehearsal`` stays one transaction, so that its caller can take all of it back. Raises InvalidInput for
    a file that cannot be read, or whose columns do not say who answered what.
    """
    table = open_table(path)
    report = ImportReport(format=table.format, encoding=table.label, notes=list(table.notes))
    act.describe("import-surveys", "survey")
    for line, cells in _rows(table, report):
        report.read += 1
        try:
            _take(act, cells, report, opens_cases)
        except CrmError as error:
            report.skip(line, " ".join(part for part in (error.message, error.hint) if part))
        if not rehearsal and report.created and report.created % _ROWS_A_CHUNK == 0:
            act.checkpoint()
    return report


def _rows(table: Table, report: ImportReport) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row by what its columns are."""
    fields: Sequence[str] | None = None
    for row in table.rows():
        if isinstance(row, Skipped):
            report.read += 1
            report.skip(row.line, row.reason)
            continue
        line, cells = row
        if fields is None:
            fields = _fields(cells)
            continue
        values = (without_guard(clean(cell)) for cell in cells)
        yield line, {name: value for name, value in zip(fields, values, strict=False) if name and value}


def _fields(header: Sequence[str]) -> Sequence[str]:
    known = {name: field for field, names in _COLUMNS.items() for name in names}
    folded = [" ".join(name.lstrip("\ufeff").replace("_", " ").split()).casefold() for name in header]
    fields = [known.get(name, "") for name in folded]
    if not set(fields) & set(_WHO) or not set(fields) & set(_WHAT):
        raise InvalidInput(
            _("The columns do not say who answered what: {names}.").format(names=", ".join(header)[:300]),
            _("Name one of {who}, and one of {what}.").format(who=", ".join(_WHO), what=", ".join(_WHAT)),
        )
    return fields


def _take(act: Act, cells: Mapping[str, str], report: ImportReport, opens_cases: bool) -> None:
    """Write the answers of a row down: to one question, or to each that has a column of its own."""
    customer_id = _customer(act, cells)
    kind = read_code(SurveyKind, cells.get("kind", SurveyKind.CSAT).casefold(), "kind")
    given = [(code, cells[code.value]) for code in SurveyKind if code.value in cells]
    answers = [
        NewAnswer(
            score=_score(code, score),
            words=cells.get("words", "") if place == 0 else "",
            kind=code.value,
            channel=cells.get("channel", Channel.EMAIL.value),
            answered_at=read_past_time(cells["at"], act.now, act.business.zone) if "at" in cells else None,
            external=(_SOURCE, _key(cells, code)),
            opens_case=opens_cases,
        )
        for place, (code, score) in enumerate(given or [(kind, cells.get("score", ""))])
    ]
    fresh = [one for one in answers if one.external and not is_here(reader_of(act), *one.external)]
    for answer in fresh:
        answer_survey(act, customer_id, answer)
    if fresh:
        report.created += 1
    else:
        report.unchanged += 1


def _customer(act: Act, cells: Mapping[str, str]) -> int:
    """Who answered. Raises InvalidInput where that is nobody, or not certain."""
    reader = reader_of(act)
    found: Sequence[int] = ()
    told = next((cells[name] for name in _WHO if name in cells), "")
    if "customer" in cells:
        number = cells["customer"]
        found = (int(number),) if number.isdecimal() and is_customer(reader, int(number)) else ()
    elif "email" in cells:
        found = customers_with_email(reader, cells["email"])
    elif "external_key" in cells:
        found = customers_with_key(reader, cells["external_key"])
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidInput(
            _("Several customers are meant by “{who}”.").format(who=told),
            _("Name the customer by number."),
        )
    raise InvalidInput(
        _("No customer is known by “{who}”.").format(who=told) if told else _("It does not say who answered.")
    )


def _score(kind: SurveyKind, text: str) -> int | None:
    if not text:
        return None
    whole, _point, rest = text.partition(".")
    if not whole.isdecimal() or rest.strip("0"):
        raise InvalidInput(
            _("“{score}” is no whole number.").format(score=text), _("Give the score as a digit.")
        )
    return check_score(kind, int(whole))


def _key(cells: Mapping[str, str], kind: SurveyKind) -> str:
    """What makes the answer the same when the file is read again: its own id, else all that it says."""
    if "key" in cells:
        return f"{cells['key']}:{kind.value}"
    said = "\x1f".join(f"{name}={value}" for name, value in sorted(cells.items()))
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}:{kind.value}"
