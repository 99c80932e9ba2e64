"""What a file is, by its bytes; and what is refused before it is read."""

import pytest

from mailbot.core.errors import InputError
from mailbot.intake.source import MAX_BYTES, Format, Source, encoding_of, recognise
from tests.intake.files import a_source, a_workbook

FEC = b"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\n"


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"code;name\n", Format.CSV),
        ("code;name\n".encode("utf-16"), Format.CSV),
        (a_workbook([["code", "name"]]), Format.XLSX),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\n\n%PDF-1.7\n", Format.PDF),
        (b"<?xml version='1.0'?><a/>", Format.XML),
        (b"\xef\xbb\xbf  <Invoice/>", Format.XML),
        ("<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"), Format.XML),
        (FEC, Format.FEC),
        (FEC.replace(b"\t", b"|"), Format.FEC),
        (b"\xef\xbb\xbf" + FEC.lower(), Format.FEC),
    ],
)
def test_names_are_not_believed(content, form):
    assert recognise(a_source(content, "rechnung.exe")) is form


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "old Excel file"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"\x89PNG\r\n", "picture"),
        (b"MZ\x90\x00", "program"),
        (b"a\x00\x00\x00b", "not a CSV"),
    ],
)
def test_wrong_types_are_one_sentence(content, says):
    with pytest.raises(InputError, match=says) as error:
        recognise(a_source(content, "f.csv"))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX, Format.PDF, Format.XML])
def test_200_megabytes_are_refused_without_reading_them(form):
    heads = {Format.CSV: b"a;b\n", Format.XLSX: b"PK\x03\x04", Format.PDF: b"%PDF-1.7", Format.XML: b"<a>"}
    stream = a_source(heads[form]).stream
    with pytest.raises(InputError, match=f"200 MB; over {MAX_BYTES[form] // 1_000_000} is too much for {form.value}"):
        recognise(Source(stream, "f", 200_000_000))


@pytest.mark.parametrize(
    ("content", "otherwise", "encoding"),
    [
        (b"plain", "cp1252", "utf-8-sig"),
        ("é".encode(), "cp1252", "utf-8-sig"),
        ("é€".encode("cp1252"), "cp1252", "cp1252"),
        ("é€".encode("iso8859-15"), "iso8859-15", "iso8859-15"),
        ("é€".encode("cp1252"), "iso8859-15", "cp1252"),
        ("é".encode("utf-16"), "cp1252", "utf-16"),
    ],
)
def test_encodings_are_found_out_from_the_whole_file(content, otherwise, encoding):
    source = a_source(b"x" * 3_000_000 + content if not encoding.startswith("utf-16") else content)
    assert encoding_of(source, otherwise) == encoding and source.stream.tell() == 0


def test_text_in_no_encoding_is_one_sentence():
    with pytest.raises(InputError, match="neither UTF-8 nor Windows-1252"):
        encoding_of(a_source(b"\x81\x8d\xff\n"), "cp1252")
