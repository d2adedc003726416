"""Likenesses are found by what reports mark and officers code; each with its ground, and at the same cost for all."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.situations import AT, Sending, collected_referral

from affiant.casework import rounds
from affiant.core.ways import Means
from affiant.ground.ledger.selectors import entries_about
from affiant.linking import likenesses, selectors, services
from affiant.linking.models import Followed, Named, Spot
from affiant.linking.stages import Likeness
from affiant.referrals import services as referrals
from affiant.triage.stages import Precision

from .signs import code, marked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

ISOLATES = dict.fromkeys(map(ord, (likenesses.FIRST_STRONG, likenesses.ISOLATE_ENDS)))


@pytest.fixture
def found(investigator):
    """Ask what is found beside a referral, after the ledger was followed."""

    def ask(referral_id):
        services.follow()
        rows = selectors.beside(referral_id, investigator).suggested.rows
        return [(one.other, one.likeness, one.ground.translate(ISOLATES)) for one in rows]

    return ask


def test_marks_near_each_other_on_the_same_day_are_found_from_both_sides(found):
    one, other = marked(), marked("50.48,30.52,5")

    assert found(one) == [(other, Likeness.EVENT, "Marked places about 3 km apart, on days that overlap.")]
    assert [each for each, _, _ in found(other)] == [one]


@pytest.mark.parametrize(
    ("where", "when"),
    [
        ("50.65,30.52,10", "2022-03-14"),
        ("50.45,30.52,300", "2022-03-14"),
        ("50.45,30.52,10", "2022-03-17"),
        ("50.45,30.52,10", "2022"),
        ("50.45,30.52,10", ""),
        ("somewhere", "2022-03-14"),
    ],
)
def test_what_is_far_away_or_says_too_little_is_not_found(where, when, found):
    one, _ = marked(), marked(where, when)

    assert found(one) == []


def test_days_that_follow_each_other_and_a_month_around_a_day_are_near(found):
    one, after, month = marked(), marked(when="2022-03-15"), marked(when="2022-03")

    assert {other: ground for other, _, ground in found(one)} == {
        after: "Marked places less than a kilometre apart, on days that follow each other.",
        month: "Marked places less than a kilometre apart, on days that overlap.",
    }


def test_the_nearest_stands_first(found):
    one, far, near = marked(), marked("50.50,30.52,10"), marked("50.46,30.52,10")

    assert [other for other, _, _ in found(one)] == [near, far]


def test_a_person_coded_in_two_scripts_is_found(found, pair, investigator):
    code(pair[0], investigator, who="Captain Ivan Petrenko")
    code(pair[1], investigator, whom="Іван Петренко, двоє солдат")

    ground = "Names that sound alike: “Captain Ivan Petrenko” and “Іван Петренко”."
    assert found(pair[0]) == [(pair[1], Likeness.PERSON, ground)]


def test_a_names_direction_turns_nothing_of_the_sentence_around(pair, investigator):
    for one in pair:
        code(one, investigator, who="\u202eIvan Petrenko")
    services.follow()

    (found,) = selectors.beside(pair[0], investigator).suggested.rows
    assert "“\N{FIRST STRONG ISOLATE}\u202eIvan Petrenko\N{POP DIRECTIONAL ISOLATE}”" in found.ground


def test_soldiers_and_soldiers_are_nobody(found, pair, investigator):
    for one in pair:
        code(one, investigator, who="several soldiers", whom="the neighbours")

    assert found(pair[0]) == []


def test_a_name_that_a_crowd_bears_is_no_sign(found, pair, investigator, monkeypatch):
    monkeypatch.setattr(likenesses, "COMMON", 2)
    three = [*pair, collected_referral(Sending(files=()))]
    for one in three:
        code(one, investigator, who="Ivan Petrenko")

    assert found(pair[0]) == []


def test_a_coded_place_within_the_same_days_is_found_and_another_time_is_not(found, pair, investigator):
    third = collected_referral(Sending(files=()))
    code(pair[0], investigator, place="Pryklad", when_edtf="2022-03-14", precision=Precision.SETTLEMENT)
    code(pair[1], investigator, place="Приклад", when_edtf="2022-03", precision=Precision.STREET)
    code(third, investigator, place="Приклад", when_edtf="2022-07-02", precision=Precision.STREET)

    ground = "Places that officers coded: “Pryklad” and “Приклад”, on days that overlap."
    assert found(pair[0]) == [(pair[1], Likeness.EVENT, ground)]


def test_a_coded_settlement_is_near_a_mark_on_the_map(found, pair, investigator):
    mark = marked("50.62,29.92,10", "2022-03-14")
    code(pair[0], investigator, place="Бородянка", when_edtf="2022-03", precision=Precision.STREET)

    ground = "Here the coded place “Бородянка”, there a marked place, about 2 km apart, on days that overlap."
    assert found(pair[0]) == [(mark, Likeness.EVENT, ground)]


def test_a_coded_region_lies_nowhere_near_a_mark(found, pair, investigator):
    marked("50.62,29.92,10", "2022-03-14")
    code(pair[0], investigator, place="Бородянка", when_edtf="2022-03", precision=Precision.REGION)

    assert found(pair[0]) == []


def test_a_country_is_no_place_of_one_event(found, pair, investigator):
    for one in pair:
        code(one, investigator, place="Sampleland", when_edtf="2022-03-14", precision=Precision.COUNTRY)

    assert found(pair[0]) == []


def test_a_coding_that_was_corrected_is_compared_as_it_stands(found, pair, investigator):
    first = code(pair[0], investigator, who="Ivan Petrenko")
    code(pair[1], investigator, who="Ivan Petrenko")
    before = found(pair[0])

    code(pair[0], investigator, who="Oleh Koval", follows=first)

    assert before
    assert found(pair[0]) == []


def test_following_takes_up_where_it_stopped_and_changes_nothing_the_second_time(found):
    one, other = marked(), marked()
    services.follow(most=1)
    services.follow()
    position = Followed.objects.get().upto

    left = services.follow()

    assert (left, Followed.objects.get().upto) == (0, position)
    assert Spot.objects.count() == 2
    assert [each for each, _, _ in found(one)] == [other]


def test_the_couriers_round_follows_and_the_command_makes_all_anew(investigator, capsys):
    one, other = marked(), marked()
    rounds.make()
    Spot.objects.all().delete()

    call_command("rebuild_likenesses")

    assert [each.other for each in selectors.beside(one, investigator).suggested.rows if each.likeness == "event"] == [
        other
    ]
    assert "made anew" in capsys.readouterr().out


def test_a_hostile_mark_and_a_hostile_name_stop_nothing(found, pair, investigator):
    marked("<script>" * 99, "\u202e" * 99)
    code(pair[0], investigator, who="ا" * 300)
    code(pair[1], investigator, who="\u202e, ;" + "X" * 200)

    assert found(pair[0]) == []
    assert Named.objects.count() >= 1


def test_ten_of_a_kind_are_shown_and_the_rest_are_counted(investigator):
    one = marked()
    for _ in range(12):
        marked()
    services.follow()

    suggested = selectors.beside(one, investigator).suggested

    assert (len(suggested.rows), suggested.more) == (10, 2)


def test_what_is_asked_of_the_database_does_not_grow_with_what_is_alike(investigator):
    one, _ = marked(), marked()
    code(one, investigator, who="Ivan Petrenko", place="Pryklad", when_edtf="2022-03-14")

    def queries() -> int:
        services.follow()
        with CaptureQueriesContext(connection) as asked:
            selectors.beside(one, investigator)
        return len(asked)

    before = queries()
    for _ in range(4):
        code(marked(), investigator, who="Іван Петренко", place="Приклад", when_edtf="2022-03-14")

    assert queries() == before <= 14


@pytest.mark.skipif(connection.vendor != "sqlite", reason="over a handful of rows PostgreSQL rightly reads them all")
def test_each_search_for_what_is_alike_uses_an_index(investigator):
    one = marked()
    code(one, investigator, who="Ivan Petrenko", place="Pryklad", when_edtf="2022-03-14")
    services.follow()

    with CaptureQueriesContext(connection) as asked:
        selectors.beside(one, investigator)

    with connection.cursor() as cursor:
        asking = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
        plans = [str(cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asking]
    assert not [plan for plan in plans if "SCAN linking_" in plan]


def test_the_same_reporter_returning_is_found_while_every_name_stays_sealed(found, pair):
    referrals.trace_waiting(at=AT)

    ground = "The same way of contact was left with both: e-mail. It stays sealed."
    opened = [entry.act for one in pair for entry in entries_about(str(one)) if entry.act == "contact.opened"]
    assert found(pair[0]) == [(pair[1], Likeness.REPORTER, ground)]
    assert opened == []


def test_every_means_of_contact_has_its_word():
    assert {*likenesses.MEANS} == {*Means}
