"""Reading a package as its partner does: with the key, and with the verifier."""

import io
import json
import subprocess
import sys
import tarfile

from django.conf import settings
from tests.factories import situations

from affiant.core.sealing.unseal import unseal
from affiant.ground.ledger import selectors as ledger
from affiant.sharing import selectors


def opened(prepared: situations.Prepared) -> dict[str, bytes]:
    """Return the package's files by their paths below its root."""
    tar = unseal(selectors.file_of(prepared.package_id).read_bytes(), prepared.court.identity)
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return {
            member.name.split("/", 1)[1]: archive.extractfile(member).read()
            for member in archive.getmembers()
            if member.isfile()
        }


def verdict(prepared: situations.Prepared, tmp_path) -> dict:
    """Return what the court's own verifier says, with the keys that it was given by other means."""
    (tmp_path / "partner.key").write_text(prepared.court.identity.text)
    (tmp_path / "package.pem").write_bytes(settings.AFFIANT.package_key.public_pem)
    arguments = [
        str(selectors.file_of(prepared.package_id)),
        f"--identity={tmp_path / 'partner.key'}",
        f"--package-key={tmp_path / 'package.pem'}",
        f"--receipt-key={settings.AFFIANT.intake_public_key}",
        f"--desk-key={settings.AFFIANT.desk_key.public}",
        f"--ledger-key={ledger.vkey()}",
        "--json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "affiant", "verify", *arguments], capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout) | {"exit": done.returncode}
