"""Every module is one room: it says what it is, and it is no longer than a room should be."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/affiant"
MODULES = sorted(file.relative_to(SOURCE) for file in SOURCE.rglob("*.py") if "migrations" not in file.parts)
LONGEST = 300
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "handler", "misc"}
# In the core these read a clock or draw a number, whatever module they come from.
CLOCKS_AND_CHANCE = {"now", "utcnow", "today", "urandom", "uuid4", "open"}


def text(module: Path) -> str:
    return (SOURCE / module).read_text()


def says_what_lives_there(module: Path) -> bool:
    docstring = ast.get_docstring(ast.parse(text(module))) or ""
    return docstring.partition("\n")[0].endswith((".", "?", "…"))


def called_in(module: Path) -> set[str]:
    calls = [node.func for node in ast.walk(ast.parse(text(module))) if isinstance(node, ast.Call)]
    named = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    return named | {call.id for call in calls if isinstance(call, ast.Name)}


def test_the_rooms_are_found():
    assert {"core", "intake", "casework", "triage"} <= {module.parts[0] for module in MODULES}


def test_each_module_says_what_lives_there():
    assert [module for module in MODULES if not says_what_lives_there(module)] == []


def test_no_module_is_too_long():
    assert [module for module in MODULES if len(text(module).splitlines()) > LONGEST] == []


def test_each_module_is_named_by_the_domain():
    assert [module for module in MODULES if module.stem in FORBIDDEN_NAMES] == []


def test_every_folder_of_modules_is_a_package():
    assert [module for module in MODULES if not (SOURCE / module.parent / "__init__.py").exists()] == []


def test_the_core_asks_no_clock_and_draws_no_number():
    core = [module for module in MODULES if module.parts[0] == "core"]

    assert {module: met for module in core if (met := called_in(module) & CLOCKS_AND_CHANCE)} == {}
