"""Makes .venv from the pinned requirements; runs on the bare Python of the machine, of whatever age."""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOLS = os.path.join(ROOT, ".tools")
ENVIRONMENT = os.path.join(ROOT, ".venv")
OLDEST, NEWEST = (3, 11), (3, 13)
LEAST_ROOM = 1500 * 1024**2
UV = "uv==0.13.8"
# A change in any of these asks for the assets, or the whole environment, to be made again.
SOURCES = ("pyproject.toml", "hatch_build.py", "requirements", "frontend", "src")
ENDINGS = (".toml", ".py", ".txt", ".scss", ".js", ".json", ".po")


def main():
    """Prepare for `server` or `dev`; one clear sentence and exit code 1 where that cannot be."""
    kind = sys.argv[1]
    check_machine()
    stamp = os.path.join(ENVIRONMENT, "affiant-stamp")
    wanted = kind + " " + fingerprint()
    if standing(stamp) in (wanted, wanted.replace("server", "dev", 1)):
        return
    uv = ensure_uv()
    if not os.path.exists(os.path.join(ENVIRONMENT, "bin", "python")):
        run(uv, "venv", "--quiet", "--python", sys.executable, ENVIRONMENT)
    python = os.path.join(ENVIRONMENT, "bin", "python")
    pinned = os.path.join(ROOT, "requirements", kind + ".txt")
    run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, pinned)
    building = os.path.join(ROOT, "requirements", "build.txt")
    run(uv, "pip", "install", "--quiet", "--no-deps", "--build-constraint", building, "--python", python, "-e", ROOT)
    with open(stamp, "w") as written:
        written.write(wanted)


def check_machine():
    """Refuse a Python that is too old or too new, and a full disk, in one sentence."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        here = "%d.%d" % sys.version_info[:2]
        refuse("Affiant needs Python 3.11, 3.12 or 3.13; %s is %s." % (sys.executable, here))
    if shutil.disk_usage(ROOT).free < LEAST_ROOM:
        refuse("There is no room left on the disk under %s: free at least 1.5 GB and start again." % ROOT)


def ensure_uv():
    """Return the path of a uv of our own; needs nothing but Python's venv or pip."""
    uv = os.path.join(TOOLS, "bin", "uv")
    if not os.path.exists(uv):
        made = subprocess.call(
            [sys.executable, "-m", "venv", TOOLS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if made and not install_venv():
            refuse("Python's venv module is missing: install it (on Debian and Ubuntu: apt install python3-venv).")
        run(os.path.join(TOOLS, "bin", "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    return uv


def install_venv():
    """Try to install what Debian leaves out of its Python; return whether a venv could be made then."""
    shutil.rmtree(TOOLS, ignore_errors=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.call(["apt-get", "update", "-qq"])
        subprocess.call(["apt-get", "install", "-y", "-qq", "python3-venv"])
    return subprocess.call([sys.executable, "-m", "venv", TOOLS]) == 0


def fingerprint():
    """Return a digest of everything that the environment is made from."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(sources()):
        digest.update(path.encode())
        with open(path, "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()


def sources():
    """Yield the files that the installed package is made from; our own Python is read where it lies."""
    for name in SOURCES:
        top = os.path.join(ROOT, name)
        if os.path.isfile(top):
            yield top
        for folder, inner, files in os.walk(top):
            inner[:] = [each for each in inner if each not in ("node_modules", "built", "__pycache__")]
            for file in files:
                if file.endswith(ENDINGS) and not (name == "src" and file.endswith((".py", ".js"))):
                    yield os.path.join(folder, file)


def standing(stamp):
    """Return what the environment was made for, or nothing."""
    if not os.path.exists(stamp):
        return ""
    with open(stamp) as written:
        return written.read()


def run(*words):
    """Run a command; where it fails, say which and end with 1."""
    if subprocess.call(words, cwd=ROOT):
        refuse("This step failed, and its own words stand above: " + " ".join(words))


def refuse(sentence):
    """End with one sentence and exit code 1."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


main()
