"""Files over lines that break, spoil and lose: what was sent goes on, arrives whole, or is named."""

import os

import pytest
from tests.navigators.files_page import MIB, arrived, big_file, choose, is_piece, refuse_after

pytestmark = pytest.mark.browser


def test_an_upload_goes_on_after_a_reload_from_where_it_stood(at_files, tmp_path):
    page = at_files.page
    big = big_file(tmp_path, os.urandom(20 * MIB))
    offsets = refuse_after(page, 8 * MIB)
    page.set_input_files("#id_file", str(big))
    page.get_by_text("We try again by ourselves.").wait_for()
    before = max(offsets)
    page.reload()
    assert "Choose the same file again to go on." in page.locator("[data-unfinished] .files__state").inner_text()
    page.unroute("**/files/*")
    offsets.clear()

    page.set_input_files("#id_file", str(big))
    arrived(at_files)

    assert offsets[0] == before
    assert offsets == sorted(set(offsets))
    assert page.locator(".files__file").count() == 1
    assert "Complete" in page.locator(".files__state").inner_text()


@pytest.mark.parametrize("changed_at", [0, 5 * MIB])
def test_another_file_of_the_same_name_and_length_is_no_continuation(at_files, tmp_path, changed_at):
    page = at_files.page
    content = os.urandom(20 * MIB)
    offsets = refuse_after(page, 8 * MIB)
    page.set_input_files("#id_file", str(big_file(tmp_path, content)))
    page.get_by_text("We try again by ourselves.").wait_for()
    page.reload()
    page.unroute("**/files/*")
    offsets.clear()

    other = content[:changed_at] + b"other" + content[changed_at + 5 :]
    page.set_input_files("#id_file", str(big_file(tmp_path, other)))
    page.get_by_text("· Complete").wait_for()

    assert offsets[0] == 0
    assert page.locator(".files__file").count() == 2
    assert page.locator("[data-unfinished]").count() == 1


def test_a_piece_that_is_spoiled_on_the_way_is_sent_again(at_files):
    spoiled = []

    def spoil_once(route):
        if is_piece(route.request) and not spoiled:
            spoiled.append(route.request.headers["upload-offset"])
            route.continue_(post_data=b"something else")
        else:
            route.continue_()

    at_files.page.route("**/files/*", spoil_once)

    choose(at_files, "photo.jpg", b"what was read.")
    arrived(at_files)

    assert spoiled == ["0"]
    assert "Complete" in at_files.page.locator(".files__state").inner_text()


def test_a_file_that_never_arrives_as_it_left_is_named(at_files):
    def spoil(route):
        route.continue_(post_data=b"something else") if is_piece(route.request) else route.continue_()

    at_files.page.route("**/files/*", spoil)

    choose(at_files, "photo.jpg", b"what was read.")

    at_files.page.locator(".files__file--refused").wait_for()
    assert "photo.jpg did not arrive as it left your device." in at_files.page.locator("#files-news").inner_text()


def test_a_whole_that_differs_is_named_and_taken_away(at_files):
    def lie(route):
        if "repr-digest" in route.request.headers:
            route.continue_(headers={**route.request.headers, "repr-digest": f"sha-256=:{'A' * 43}=:"})
        else:
            route.continue_()

    at_files.page.route("**/files/*", lie)

    choose(at_files, "photo.jpg", b"content of a photo")

    at_files.page.locator(".files__file--refused").wait_for()
    assert "did not arrive as it left" in at_files.page.locator(".files__state").inner_text()
    at_files.page.reload()
    assert at_files.page.locator(".files__file").count() == 0


def test_a_connection_that_is_back_is_used_at_once(at_files):
    page = at_files.page
    page.context.set_offline(True)
    choose(at_files, "photo.jpg", b"content")
    page.get_by_text("We try again by ourselves.").wait_for()

    page.context.set_offline(False)

    arrived(at_files)


def test_a_phone_that_wakes_up_gives_up_what_hangs_and_goes_on(at_files):
    page, hanging = at_files.page, []

    def hang_once(route):
        if is_piece(route.request) and not hanging:
            hanging.append(route)  # no answer ever comes
        else:
            route.continue_()

    page.route("**/files/*", hang_once)
    choose(at_files, "photo.jpg", b"content")
    page.wait_for_timeout(6000)  # longer than a request may be silent when somebody looks again

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    arrived(at_files)
    assert len(hanging) == 1


def test_an_answer_that_was_lost_leaves_no_second_file(at_files):
    lost = []

    def lose_the_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    at_files.page.route("**/files/", lose_the_answer)

    choose(at_files, "photo.jpg", b"content")
    arrived(at_files)

    assert lost == [201]
    at_files.page.reload()
    assert at_files.page.locator(".files__file").count() == 1
