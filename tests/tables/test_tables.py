"""Tables of reports: whatever an organisation's spreadsheet writes is read, or said to be wrong with its line."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.tables import archive, reading
from affiant.tables.columns import COLUMNS
from affiant.tables.reading import Table, Unreadable


def table(text: str, encoding: str = "utf-8") -> Table:
    return Table(io.BytesIO(text.encode(encoding)))


def zipped(*named: tuple[str | zipfile.ZipInfo, bytes | str]) -> io.BytesIO:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, content in named:
            opened.writestr(name, content)
    return written


def sentences(read: Table) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.sentence) for fault in read.faults]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_as_spreadsheets_of_any_country_save_it(between, encoding):
    read = table(f'Number{between}ACCOUNT\r\nA-1{between}"Уночі{between} тихо"\r\n', encoding)

    assert [report.cells["account"] for report in read.good] == [f"Уночі{between} тихо"]


def test_lines_have_the_numbers_that_a_spreadsheet_shows_whatever_stands_in_a_cell():
    read = table('number,account\nA-1,"two\nlines"\n\n,words\n')

    assert [report.line for report in read.reports] == [2, 4]
    assert [line for line, _, _ in sentences(read)] == [4]


def test_a_megabyte_of_one_letter_spoils_its_line_and_no_other():
    read = table(f"number,account\nA-1,{'a' * 1_000_000}\nA-2,words\n")

    assert sentences(read) == [(2, "account", "“account” has more than 100,000 letters.")]
    assert [report.number for report in read.good] == ["A-2"]


def test_empty_cells_at_the_ends_of_lines_are_no_fault_and_a_cell_too_many_is():
    read = table("number,account,,\nA-1,words,,\nA-2,words,,,\nA-3,words,more\n")

    assert [(line, column) for line, column, _ in sentences(read)] == [(3, ""), (4, "")]


def test_each_report_needs_a_number_of_its_own():
    read = table("number,account\nA-1,words\nA-1,words\nA-2,words\n")

    assert [line for line, _, _ in sentences(read)] == [2, 3]


@pytest.mark.parametrize("cells", ["knows,yes", ",yes", "no,yes", "cannot,yes"])
def test_nobody_consents_for_another(cells):
    read = table(f"number,account,consent,wish_contact\nA-1,words,{cells}\n")

    assert [column for _, column, _ in sentences(read)] == ["consent"]


def test_a_whole_folder_that_was_packed_is_the_same_as_its_files():
    read = Table(
        zipped(
            ("handed/reports.csv", "number,account,files\nA-1,words,photos/é.jpg\n"),
            ("handed/photos/e\N{COMBINING ACUTE ACCENT}.jpg", b"picture"),
            ("handed/left over.jpg", b"picture"),
            ("__MACOSX/handed/._reports.csv", b"x"),
            ("handed/.DS_Store", b"x"),
        )
    )

    assert not read.faults
    assert read.beside == 1


def damaged() -> io.BytesIO:
    written = zipped(("reports.csv", "number,account,files\nA-1,words,a.jpg\n"), ("a.jpg", b"picture" * 100))
    content = bytearray(written.getvalue())
    content[content.index(b"picture") + 20] ^= 1
    return io.BytesIO(content)


def locked() -> io.BytesIO:
    written = zipped(("reports.csv", "number,account,files\nA-1,words,a.jpg\n"), ("a.jpg", b"picture"))
    content = bytearray(written.getvalue())
    place = content.rindex(b"PK\x01\x02")  # the last entry of the list: the picture
    content[place + 8] |= 1
    return io.BytesIO(content)


def missing() -> io.BytesIO:
    return zipped(("reports.csv", "number,account,files\nA-1,words,a.jpg\n"))


def twice() -> io.BytesIO:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return zipped(("reports.csv", "number,account,files\nA-1,words,a.jpg\n"), ("a.jpg", b"1"), ("a.jpg", b"2"))


@pytest.mark.parametrize(
    ("made", "said"),
    [(damaged, "is damaged"), (locked, "is locked"), (missing, "is not in the ZIP"), (twice, "more than once")],
)
def test_a_file_that_cannot_be_read_is_its_lines_fault(made, said):
    read = Table(made())

    ((line, column, sentence),) = sentences(read)
    assert (line, column) == (2, "files")
    assert said in sentence


def test_a_file_that_unpacks_without_an_end_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_FILE", 10_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("reports.csv", "number,account,files\nA-1,words,bomb\n")
        opened.writestr("bomb", b"\0" * 1_000_000)

    assert "is larger than" in Table(packed).faults[0].sentence


def test_one_large_file_under_many_names_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 2_500_000)
    lines = "number,account,files\n" + "".join(f"A-{place},words,bomb\n" for place in range(3))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("reports.csv", lines)
        opened.writestr("bomb", b"\0" * 1_000_000)

    with pytest.raises(Unreadable, match="larger than 8 GiB"):
        Table(packed)


def test_a_list_of_files_that_is_longer_than_anybody_writes_is_not_read_into_memory(monkeypatch):
    packed = zipped(("reports.csv", "number,account\nA-1,words\n"), *((f"{number}.jpg", "") for number in range(20)))
    assert Table(packed).beside == 20

    monkeypatch.setattr(archive, "LONGEST_LIST", 1_000)

    with pytest.raises(Unreadable, match="damaged"):
        Table(packed)


def test_a_table_of_more_lines_than_anybody_writes_is_refused_before_it_fills_the_memory():
    lines = "number,account\n" + "".join(f"{place},words\n" for place in range(reading.MOST_LINES))

    assert len(table(lines).reports) == reading.MOST_LINES
    with pytest.raises(Unreadable, match="more than 20,000 reports"):
        table(f"{lines}one,more\n")


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: f"number,account\n{text}".encode()))
def test_any_bytes_are_a_table_or_our_own_refusal(content):
    with suppress(Unreadable):
        assert isinstance(Table(io.BytesIO(content)).faults, tuple)


@given(st.data())
def test_any_change_to_a_zip_is_a_table_with_faults_or_our_own_refusal(data):
    whole = zipped(("reports.csv", "number,account,files\nA-1,words,a.jpg\n"), ("a.jpg", b"picture" * 10)).getvalue()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))

    with suppress(Unreadable):
        assert isinstance(Table(io.BytesIO(changed)).faults, tuple)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=5))
def test_no_word_of_a_line_is_repeated_in_what_is_said_of_it(cells):
    words = [f"zq{cell}zq" for cell in cells]
    written = io.StringIO()
    import csv

    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerow(words)

    assert not any("zq" in fault.sentence for fault in table(written.getvalue()).faults)
