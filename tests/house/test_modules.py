"""Every module is one room: it says what it is, and it is no longer than a room should be."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/affiant"
MODULES = sorted(file.relative_to(SOURCE) for file in SOURCE.rglob("*.py") if "migrations" not in file.parts)
LONGEST = 300
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "handler", "misc"}
# In the core these read a clock or draw a number, whatever module they come from.
CLOCKS_AND_CHANCE = {"now", "utcnow", "today", "urandom", "uuid4", "open"}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_says_what_lives_there(module: Path):
    docstring = ast.get_docstring(ast.parse((SOURCE / module).read_text()))

    assert docstring
    assert docstring.splitlines()[0].endswith((".", "?", "…"))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_not_too_long(module: Path):
    assert len((SOURCE / module).read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_named_by_the_domain(module: Path):
    assert module.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_folder_of_modules_is_a_package(module: Path):
    assert (SOURCE / module.parent / "__init__.py").exists()


@pytest.mark.parametrize("module", [each for each in MODULES if each.parts[0] == "core"], ids=str)
def test_the_core_asks_no_clock_and_draws_no_number(module: Path):
    calls = [node.func for node in ast.walk(ast.parse((SOURCE / module).read_text())) if isinstance(node, ast.Call)]
    names = {getattr(call, "attr", None) for call in calls if isinstance(call, ast.Attribute)}
    names |= {call.id for call in calls if isinstance(call, ast.Name)}

    assert not names & CLOCKS_AND_CHANCE
