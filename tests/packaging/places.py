"""Where the vectors and specifications stand, and which keys a vector's reader knows."""

import json
from pathlib import Path

VECTORS = Path(__file__).parents[2] / "vectors"
FORMATS = Path(__file__).parents[2] / "docs" / "reference" / "formats"


def keys_of(path: Path) -> dict[str, str | None]:
    """Return what the reader of one vector knows of keys."""
    own = path.with_name(f"{path.name}.keys.json")
    return json.loads((own if own.exists() else path.with_name("keys.json")).read_text())
