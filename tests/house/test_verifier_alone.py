"""The core and the verifier's command line stand where there is no Django, and nothing of the server."""

import subprocess
import sys

import pytest

WITHOUT_SERVER = """
import importlib, pkgutil, sys
BARRED = {"django", "csp", "granian", "whitenoise", "allauth", "rules", "django_tasks", "psycopg", "puremagic", "httpx"}
class Bar:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BARRED:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Bar())
room = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
    print(module.name)
"""


@pytest.mark.parametrize("room", ["affiant.core", "affiant.cli"])
def test_a_room_imports_without_the_server(room: str):
    outcome = subprocess.run([sys.executable, "-c", WITHOUT_SERVER, room], capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
    assert room + "." in outcome.stdout


def test_verify_answers_where_there_is_no_django(tmp_path):
    (tmp_path / "django").mkdir()
    (tmp_path / "django/__init__.py").write_text("raise ModuleNotFoundError('django')")
    command = [sys.executable, "-c", "from affiant.cli.main import main; main()", "verify", "--help"]

    outcome = subprocess.run(command, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
    assert "verify" in outcome.stdout
