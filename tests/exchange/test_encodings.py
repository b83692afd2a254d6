"""Encodings that prove themselves, encodings that are guessed, and files that are no text."""

import os
import zipfile
from pathlib import Path

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.formats import open_contacts

_BENGALI = "Name,Note\nরহিম উদ্দিন,ঈদের পরে\n"
_WESTERN = "Name,Note\nÅsa Müller,café – “crème”\nJosé Núñez,€ 5\n"
_RUSSIAN = "Name,Note\n" + "Виталий Кличко,позвонить после обеда\nАнна Каренина,любит поезда\n" * 4
_GREEK = (
    "Name,Note\n" + "Βαγγέλης Παπαθανασίου,καλέστε μετά το μεσημέρι\nΕλένη Κάρα,πελάτης από το Πειραιά\n" * 4
)
_JAPANESE = "Name,Note\n" + "安藤ロイド,午後に電話してください\n伊能圭一,カタログを送る\n" * 4


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (_BENGALI, "utf-8", "UTF-8"),
        (_BENGALI, "utf-8-sig", "UTF-8 with BOM"),
        (_BENGALI, "utf-16", "UTF-16 LE"),
        (_WESTERN, "utf-16-le", "UTF-16 LE"),
        (_WESTERN, "utf-16-be", "UTF-16 BE"),
        (_WESTERN, "cp1252", "Windows-1252"),
        (_RUSSIAN, "cp1251", "Windows-1251"),
        (_GREEK, "cp1253", "Windows-1253"),
        (_JAPANESE, "shift_jis", None),
    ],
)
def test_the_text_is_read_as_it_was_written(tmp_path: Path, text: str, codec: str, label: str | None) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(codec))
    source = open_contacts(path)
    rows = [f"{record.name},{record.note}" for record in source if isinstance(record, ContactRecord)]
    assert rows == text.splitlines()[1:]
    assert label is None or source.encoding == label


def test_a_damaged_byte_does_not_turn_the_file_into_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name\nরহিম\nকরিম\n".encode() + b"M\xfcller\n")
    source = open_contacts(path)
    names = [record.name for record in source if isinstance(record, ContactRecord)]
    assert names == ["রহিম", "করিম", "M\N{REPLACEMENT CHARACTER}ller"]
    assert "no UTF-8" in source.notes[0]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG picture"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"SQLite format 3\0", "SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "XLS.* password"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\0" * 500, "no text file"),
        (bytes(range(256)) * 4, "no text file"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"BEGIN:VCALENDAR\r\n", "calendar"),
        (b"dn: cn=Mary\nmail: m@example.org\n", "LDIF"),
    ],
)
def test_the_wrong_kind_is_named(tmp_path: Path, head: bytes, words: str) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(head)
    with pytest.raises(InvalidInput, match=words) as refused:
        open_contacts(path)
    assert "CSV, XLSX, ODS" in refused.value.hint


def test_an_office_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("word/document.xml", "<document/>")
    with pytest.raises(InvalidInput, match="Office document that is no workbook"):
        open_contacts(path)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        open_contacts(tmp_path / "absent.csv")
    with pytest.raises(InvalidInput, match="is a folder"):
        open_contacts(tmp_path)
    (tmp_path / "list.csv").write_text("Name\n")
    with pytest.raises(InvalidInput, match="There is no file"):
        open_contacts(tmp_path / "list.csv" / "inside")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInput, match="no ordinary file"):
        open_contacts(tmp_path / "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("Name\n")
    path.chmod(0)
    with pytest.raises(InvalidInput, match="may not be read"):
        open_contacts(path)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"Name,Phone\n"])
@pytest.mark.parametrize("name", ["empty.csv", "empty.vcf"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes, name: str) -> None:
    if name == "empty.vcf" and content.startswith(b"Name"):
        pytest.skip("that is no vCard")
    path = tmp_path / name
    path.write_bytes(content)
    source = open_contacts(path)
    assert list(source) == []
    assert source.notes == [f"There is no contact in {name}."]
