"""What was exported comes back without loss, and is known again where it comes from."""

import csv
import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, delete_customer
from crm_tui.actions.memberships import allow_to_speak
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.exporting import export_contacts
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.importing import import_contacts
from crm_tui.queries.export import exported_customers
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader

FORMATS = ("csv", "vcard", "json")
WHEN = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=UTC)


def _fill(database: Database, actor: Actor, now: datetime) -> None:
    """Customers with everything that can be said of one, in an order that suits no reader."""
    with database.act(actor, now) as act:
        rahim = add_customer(
            act,
            NewCustomer(
                "রহিম উদ্দিন",
                kinds=frozenset({"client", "supplier"}),
                tags=frozenset({"regular", "semi;colon, comma", "=SUM(A1)"}),
                points=(
                    PointValue("phone", "01812-301000", "mobile", True),
                    PointValue("phone", "+1 (555) 010-1234", "", False),
                    PointValue("phone", "333", "short code", False),
                    PointValue("phone", "01812-301001", "work", False),
                    PointValue("email", "rahim@example.org", "home", True),
                    PointValue("email", "rahim@example.com", "old, unused", False),
                    PointValue("post", "বাড়ি #১২, রোড-৩\nঢাকা", "home", True),
                    PointValue("handle", "@rahim", "telegram", False),
                ),
                memberships=(
                    MembershipValue("Ashgrove; Ltd", 'Owner, "acting"', date(2020, 2, 29), None),
                    MembershipValue("Ashgrove; Ltd", "Clerk", date(2010, 1, 1), date(2012, 12, 31)),
                    MembershipValue("Sunrise", "", None, None),
                ),
                consents=(ConsentValue("email", "given", WHEN), ConsentValue("phone", "refused", WHEN)),
                address_as="রহিম ভাই",
                language="bn",
                source="@fair",
                note="=cmd|' /C calc'!A0\n'quoted'\nline\\nwith [brackets] and \u202e marks",
                tier="standard",
                manager="nadia",
                do_not_contact=True,
                quiet_from=0,
                quiet_until=480,
                rhythm=45,
                ended_on=date(2026, 5, 1),
                ended_why="moved away",
            ),
        )
        child = add_customer(
            act, NewCustomer("Ada [x](y)", note="-1+2", points=(PointValue("phone", "01812-301000"),))
        )
        twin = add_customer(act, NewCustomer("Ada [x](y)", points=(PointValue("phone", "01812-301000"),)))
        add_customer(act, NewCustomer("Nobody can reach me"))
        add_customer(act, NewCustomer("Nobody can reach me"))
        add_customer(
            act,
            NewCustomer(
                "Sunrise Trading",
                form="organisation",
                points=(PointValue("phone", "+880 2 55566677", "main", True),),
                external_source="old-desk",
                external_key="K;1",
            ),
        )
        allow_to_speak(act, child.id, rahim.id, "appointments, no money")
        allow_to_speak(act, twin.id, rahim.id)
        gone = add_customer(act, NewCustomer("Deleted"))
        allow_to_speak(act, gone.id, rahim.id)
        delete_customer(act, gone.id)


def _exported(path: Path, target: Path, as_format: str) -> bytes:
    reader = open_reader(path)
    try:
        export_contacts(reader, target, as_format, replace=True)
    finally:
        reader.close()
    return target.read_bytes()


def _imported(path: Path, file: Path, actor: Actor) -> tuple[int, int, int]:
    database = Database(path)
    try:
        report = import_contacts(database, actor, file, ImportOptions())
    finally:
        database.close()
    assert report.warnings == []
    assert report.skipped == []
    assert report.organisations == 0
    return report.created, report.updated, report.unchanged


@pytest.mark.parametrize("as_format", FORMATS)
def test_back_again_without_loss(
    as_format: str,
    database: Database,
    path: Path,
    make_path: Callable[[str], Path],
    nadia: Actor,
    now: datetime,
) -> None:
    _fill(database, nadia, now)
    file, fresh = path.with_name(f"contacts.{as_format}"), make_path("fresh.db")
    first = _exported(path, file, as_format)
    assert _imported(fresh, file, nadia) == (8, 0, 0)
    assert _exported(fresh, file.with_name("again"), as_format) == first


@pytest.mark.parametrize("as_format", FORMATS)
def test_a_second_import_of_it_adds_nothing(
    as_format: str,
    database: Database,
    path: Path,
    make_path: Callable[[str], Path],
    nadia: Actor,
    now: datetime,
) -> None:
    _fill(database, nadia, now)
    file, fresh = path.with_name(f"contacts.{as_format}"), make_path("fresh.db")
    _exported(path, file, as_format)
    _imported(fresh, file, nadia)
    assert _imported(fresh, file, nadia) == (0, 0, 8)


@pytest.mark.parametrize("as_format", FORMATS)
def test_where_it_comes_from_everybody_is_known(
    as_format: str, database: Database, path: Path, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    _fill(database, nadia, now)
    file = path.with_name(f"contacts.{as_format}")
    first = _exported(path, file, as_format)
    acts = reader.value("SELECT count(*) FROM acts")
    assert _imported(path, file, nadia) == (0, 0, 8)
    assert reader.value("SELECT count(*) FROM acts") == acts
    assert _exported(path, file.with_name("again"), as_format) == first


def test_a_key_of_another_database_is_no_id_here(
    database: Database, path: Path, make_path: Callable[[str], Path], nadia: Actor, now: datetime
) -> None:
    """As after a restore: the number is somebody else's by now."""
    with database.act(nadia, now) as act:
        add_customer(act, NewCustomer("Rahim"))
    file, other = path.with_name("contacts.json"), make_path("other.db")
    _exported(path, file, "json")
    elsewhere = Database(other)
    with elsewhere.act(nadia, WHEN) as act:
        add_customer(act, NewCustomer("Ada"))
    elsewhere.close()
    assert _imported(other, file, nadia) == (1, 0, 0)


def test_organisations_come_first_and_the_deleted_not_at_all(
    database: Database, path: Path, nadia: Actor, now: datetime
) -> None:
    _fill(database, nadia, now)
    contacts = json.loads(_exported(path, path.with_name("contacts.json"), "json"))["contacts"]
    forms = [contact.get("form", "person") for contact in contacts]
    assert forms == sorted(forms)
    assert "Deleted" not in {contact["name"] for contact in contacts}
    rahim = next(contact for contact in contacts if contact["name"] == "রহিম উদ্দিন")
    assert [other["name"] for other in rahim["speaks_for"]] == ["Ada [x](y)", "Ada [x](y)"]


def test_pages_hold_what_the_whole_holds(
    database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    _fill(database, nadia, now)
    assert list(exported_customers(reader, page=2)) == list(exported_customers(reader))


def test_two_customers_with_one_key_stay_two(
    database: Database, path: Path, make_path: Callable[[str], Path], nadia: Actor, now: datetime
) -> None:
    with database.act(nadia, now) as act:
        for name in ("Rahim", "Karim"):
            add_customer(act, NewCustomer(name, external_source="file", external_key="7"))
    file = path.with_name("contacts.csv")
    _exported(path, file, "csv")
    assert _imported(path, file, nadia) == (0, 0, 2)
    assert _imported(make_path("fresh.db"), file, nadia) == (2, 0, 0)


def test_no_cell_is_a_formula(database: Database, path: Path, nadia: Actor, now: datetime) -> None:
    _fill(database, nadia, now)
    text = _exported(path, path.with_name("contacts.csv"), "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=@-\t" and cell]


def test_an_existing_file_is_left_alone(database: Database, reader: SqliteReader, path: Path) -> None:
    file = path.with_name("contacts.csv")
    file.write_text("mine")
    with pytest.raises(InvalidInput):
        export_contacts(reader, file, "csv")
    assert file.read_text() == "mine"
    with pytest.raises(InvalidInput):
        export_contacts(reader, path.with_name("contacts.xml"), "xml")
    assert not path.with_name("contacts.xml").exists()


_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=20)
_NAME = _TEXT.map(lambda text: f"x{text}".strip())
_CUSTOMERS = st.lists(
    st.builds(
        NewCustomer,
        name=_NAME,
        note=_TEXT,
        address_as=_TEXT,
        source=_TEXT,
        tags=st.frozensets(_TEXT, max_size=2),
        points=st.lists(
            st.builds(
                PointValue,
                type=st.sampled_from(("handle", "post")),
                value=_NAME,
                label=_TEXT,
                preferred=st.booleans(),
            ),
            max_size=4,
        ).map(tuple),
        memberships=st.lists(st.builds(MembershipValue, organisation=_NAME, title=_TEXT), max_size=2).map(
            tuple
        ),
    ),
    max_size=4,
)


@pytest.mark.parametrize("as_format", FORMATS)
@given(customers=_CUSTOMERS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_comes_back(
    as_format: str, founded: Path, tmp_path: Path, nadia: Actor, customers: list[NewCustomer]
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    home, fresh = (Path(shutil.copyfile(founded, folder / name)) for name in ("home.db", "fresh.db"))
    typed = Database(home)
    with typed.act(nadia) as act:
        for customer in customers:
            add_customer(act, customer)
    typed.close()
    first = _exported(home, folder / "first", as_format)
    count = _imported(fresh, folder / "first", nadia)[0]
    assert _exported(fresh, folder / "again", as_format) == first
    assert _imported(home, folder / "first", nadia) == (0, 0, count)
