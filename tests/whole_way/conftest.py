"""One rehearsal of the whole way, watched while it runs, for every test here."""

import subprocess
import sys
import threading
import zipfile

import pytest
from tests.whole_way.watching import ACCOUNT, JPEG, MARK, NAMES, Rehearsal, watch


@pytest.fixture(scope="session")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    work = tmp_path_factory.mktemp("rehearsal")
    files = tuple(work / name for name in NAMES)
    files[0].write_bytes(JPEG)
    files[1].write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + MARK + bytes(range(256)) * 40_000)
    with zipfile.ZipFile(files[2], "w") as archive:
        archive.writestr("inside.txt", MARK)
    (work / "account.txt").write_text(ACCOUNT)
    home, out = work / "home", work / "out"
    options = [f"--file={file}" for file in files]
    words = [sys.executable, "-m", "affiant", "rehearse", "--embedded", "--language=uk"]
    words += [f"--account={work / 'account.txt'}", f"--out={out}", f"--home={home}", *options]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    result = Rehearsal(out, home, "", 0, files)
    watching = threading.Thread(target=watch, args=(process, result))
    watching.start()
    result.printed = process.communicate(timeout=300)[0]
    watching.join()
    result.returncode = process.returncode
    return result
