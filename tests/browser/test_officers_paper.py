"""What an officer prints: every sheet is marked, nothing on it can be pressed, and the words are all there."""

import pypdf
import pytest
from tests.browser.officers import DESKTOP, await_report, report_arrives, sign_in
from tests.casework.full_report import FullReport

pytestmark = pytest.mark.browser
MARKING = "OFFICIAL-SENSITIVE"
SIGN = "Останні слова довгої розповіді."
LONG = "\n\n".join(["Вигаданий рядок довгої розповіді, який повторюється ще і ще."] * 150 + [SIGN])


def sheets(page, file):
    """Print the page as a browser does; return the words of each sheet."""
    page.pdf(path=file, prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in pypdf.PdfReader(file).pages]


@pytest.fixture
def long_referral(system, settings, visit):
    """A referral that takes many sheets."""
    envelope = report_arrives(system, settings, FullReport(text=LONG, files=()))
    page = sign_in(visit(viewport=DESKTOP), system, "duty")
    await_report(page, system, envelope).click()
    return page


def test_every_sheet_of_a_long_referral_is_marked_at_its_head_and_its_foot(long_referral, tmp_path):
    printed = sheets(long_referral, tmp_path / "referral.pdf")

    assert len(printed) > 3
    assert [sheet.count(MARKING) for sheet in printed] == [2] * len(printed)
    assert SIGN in " ".join(" ".join(printed).split())
    assert "Send the message" not in " ".join(printed)


def test_a_sheet_says_who_printed_it_and_which_sheet_it_is(long_referral, tmp_path):
    printed = sheets(long_referral, tmp_path / "referral.pdf")

    assert "Printed by Demo Duty" in printed[0]
    assert f"1 of {len(printed)}" in printed[0]
    assert f"{len(printed)} of {len(printed)}" in printed[-1]


@pytest.mark.parametrize(
    "name", ["queue", "referral", "scoping", "decide", "classification", "jurisdiction", "exhibit", "ledger", "package"]
)
def test_every_page_is_marked_on_paper(desk, name, tmp_path):
    stand = desk.pages(name)[0]
    page = desk.windows[stand.officer]
    page.goto(f"{desk.system.casework_url}{stand.path}")

    printed = sheets(page, tmp_path / f"{name}.pdf")

    assert [sheet.count(MARKING) for sheet in printed] == [2] * len(printed)
