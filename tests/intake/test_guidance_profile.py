"""The unit profile: what an operator may write, and what they are told when it cannot be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.config import languages
from affiant.config.env import BadEnvironment, Environment
from affiant.config.intake_keys import Intake
from affiant.intake.guidance.profile import SHIPPED, Profile
from affiant.intake.guidance.profile_table import BadProfile
from affiant.intake.guidance.words import Words

TEXT = SHIPPED.read_text(encoding="utf-8")
LINES = TEXT.splitlines()
SLIPS = [
    ('version = "1"', 'version = "2"', '"version" is "1"'),
    ("[unit.law]", "[unit.low]", 'In unit: "law" is missing'),
    ("[lines.when]", "[lines.wen]", 'In lines, number 1: "when" is missing'),
    ('use = "silent"', 'use = "quiet"', '"use" is one of emergency, silent'),
    ('use = "anonymous"', 'use = "listening"', 'use = "anonymous"'),
    ('number = "101"', 'number = "call us"', '"number" looks like'),
    ('address = "https://redress.org"', 'address = "redress.org"', '"address" looks like "https://'),
    ("passes_on = true\n[org", "pases_on = true\n[org", 'there is no "pases_on"'),
    ("passes_on = true\n[org", 'passes_on = "yes"\n[org', '"passes_on" is true or false'),
    ('name = "Local council"\n', "", 'there has to be a "name"'),
    ('address = "https://redress.org"', "", '"address" is missing'),
    ("since = 2002-07-01", 'since = "July"', '"since" is a day like 2013-11-21'),
    ("since = 2013-11-21", "since = 2013-11-21\nuntil = 2001-01-01", "that is before 2013-11-21"),
    ('id = "iimm"', 'id = "iiim"', 'Two of [[bodies]] have the id "iiim"'),
    ('bodies = ["icc"]', 'bodies = ["ice"]', 'names the body "ice"'),
    ('languages = ["', 'languages = "', "is not TOML"),
    ('en = "Information', 'english = "Information', "en is one of them"),
    ('uk = "Управління', 'UK = "Управління', "not the code of a language"),
    ('ru = "Управление Комиссара по информации (ICO)"', 'ru = " "', '"regulator.ru" is a text'),
    ("[[bodies]]", "[bodies]", "is not TOML"),
]


def texts(value: object) -> list[Words]:
    """Every text in a value, however deep."""
    if isinstance(value, Words):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    fields = getattr(value, "__dataclass_fields__", ())
    return [text for name in fields for text in texts(getattr(value, name))]


def load(folder, text: str) -> Profile:
    file = folder / "profile.toml"
    file.write_text(text, encoding="utf-8")
    return Profile.load(file)


def test_the_shipped_profile_has_every_text_in_every_whole_language():
    found = texts(Profile.load())

    assert len(found) > 30
    assert not [each for each in found if not set(languages.CODES) <= set(each.by_language)]


def test_the_shipped_profile_names_no_real_force():
    assert "Metropolitan" not in TEXT
    assert "met.police" not in TEXT


def test_the_shipped_profile_asks_about_ukraine_since_its_first_day():
    (appeal,) = Profile.load().appeals

    assert (appeal.id, appeal.since.isoformat(), appeal.bodies) == ("ukraine", "2013-11-21", ("icc",))


@pytest.mark.parametrize(("right", "slip", "told"), SLIPS, ids=[slip for _, slip, _ in SLIPS])
def test_a_slip_is_refused_with_its_place_and_what_should_stand_there(tmp_path, right, slip, told):
    assert right in TEXT

    with pytest.raises(BadProfile) as refused:
        load(tmp_path, TEXT.replace(right, slip, 1))

    assert told in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadProfile, match="AFFIANT_PROFILE names it"):
        Profile.load(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "profile.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(BadProfile, match="UTF-8"):
        Profile.load(tmp_path / "profile.toml")


@given(place=st.integers(0, len(LINES) - 1), instead=st.sampled_from(["", "x = 1", "[unit]", "since = 12:00:00"]))
def test_any_line_may_be_lost_or_replaced_and_only_our_own_error_comes(tmp_path_factory, place, instead):
    text = "\n".join([*LINES[:place], instead, *LINES[place + 1 :]])

    try:
        found = load(tmp_path_factory.mktemp("profile"), text)
    except BadProfile as refused:
        found = refused

    assert isinstance(found, Profile | BadProfile)


def test_the_environment_names_another_profile(tmp_path, settings):
    file = tmp_path / "ours.toml"
    file.write_text(TEXT.replace('number = "101"', 'number = "110"'), encoding="utf-8")
    given_to = Environment.read({"AFFIANT_HOME": str(settings.AFFIANT.home), "AFFIANT_PROFILE": str(file)})

    assert "110" in {line.number for line in Intake.load(given_to).profile.lines}


def test_a_profile_that_cannot_be_used_refuses_the_start(tmp_path, settings):
    given_to = Environment.read({"AFFIANT_HOME": str(settings.AFFIANT.home), "AFFIANT_PROFILE": str(tmp_path)})

    with pytest.raises(BadEnvironment, match="cannot be read"):
        Intake.load(given_to)
