"""Started by test_deriving.py: reads texts in child processes that are killed at random moments."""

import atexit
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from affiant.config import ceremony

HOME = Path(tempfile.mkdtemp(prefix="affiant-killed-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)  # a killed child does not come so far
os.environ.update(DJANGO_SETTINGS_MODULE="affiant.config.settings.casework", AFFIANT_HOME=str(HOME))
ceremony.make_keys(HOME)
import django  # noqa: E402 - the home stands first

django.setup()

from django.core.management import call_command  # noqa: E402 - Django stands first
from django.db import connection  # noqa: E402 - Django stands first
from tests.factories import documents, migrated, situations  # noqa: E402 - Django stands first
from tests.factories.situations import AT, File, Sending  # noqa: E402 - Django stands first

from affiant.evidence import selectors, services, texts  # noqa: E402 - Django stands first
from affiant.ground.ledger import selectors as ledger  # noqa: E402 - Django stands first

DOCUMENTS = 8


def killed_after(seconds: float, exhibit_id) -> None:
    """Read a text in a child and kill it after so long, wherever it is by then."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            services.derive_text(exhibit_id=exhibit_id, at=AT)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> int:
    """Fail if a text is missing, doubled, or still asked for, after workers that were killed and one that was not."""
    migrated.put(HOME / "casework" / "casework.sqlite3")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    files = [File(documents.docx(f"звіт число{number}"), f"{number}.docx", "") for number in range(DOCUMENTS)]
    referral_id = situations.collected_referral(Sending(files=files))
    exhibits = selectors.exhibits_of(referral_id)
    for exhibit in exhibits:
        killed_after(chance.uniform(0.0, 0.6), exhibit.id)
        services.derive_text(exhibit_id=exhibit.id, at=AT)
    assert texts.of([referral_id]) == {referral_id: [f"звіт число{number}" for number in range(DOCUMENTS)]}
    assert not any(selectors.is_to_be_read(exhibit.id) for exhibit in exhibits)
    made = [entry for entry in ledger.entries_about(str(referral_id)) if entry.act == "exhibit.text_derived"]
    assert sorted(str(entry.facts["exhibit"]) for entry in made) == sorted(str(exhibit.id) for exhibit in exhibits)
    print(sum(entry.facts["tries"] == 2 for entry in made), "were killed in the middle")
    return 0


sys.exit(main())
