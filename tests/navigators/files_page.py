"""What somebody does on the page of files, with a browser that may have a bad line."""

from tests.navigators.public_pages import Walk

MIB = 1024 * 1024
PHONE = {"width": 360, "height": 740}


def to_the_files(walk: Walk) -> Walk:
    walk.open("form/start")
    walk.page.locator("input[name=path]").first.check()
    walk.onward()
    walk.open("form/files")
    return walk


def choose(walk: Walk, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    walk.page.set_input_files("#id_file", [file])


def arrived(walk: Walk, number: int = 1) -> None:
    walk.page.locator(".files__remove").nth(number - 1).wait_for()


def big_file(folder, content: bytes):
    made = folder / "big.bin"
    made.write_bytes(content)
    return made


def refuse_after(page, stored: int) -> list[int]:
    """Let the connection be gone for everything after the first `stored` bytes; gives the offsets that were sent."""
    offsets = []

    def pass_or_break(route):
        offset = route.request.headers.get("upload-offset")
        if route.request.method == "PATCH" and int(offset) >= stored:
            route.abort()
        else:
            route.continue_()

    page.route("**/files/*", pass_or_break)
    page.on("request", lambda sent: offsets.append(int(sent.headers["upload-offset"])) if is_piece(sent) else None)
    return offsets


def is_piece(request) -> bool:
    return request.method == "PATCH" and "repr-digest" not in request.headers
