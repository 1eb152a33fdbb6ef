"""Looks at its terminal once or more and says what it found; for :mod:`tests.tui.screen_terminal`.

Arguments: the data folder, then ``fresh`` or ``stale`` for each look.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tui.terminal.detect import detect

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for kind in sys.argv[2:]:
        found = detect("auto", folder, fresh=kind == "fresh")
        said = {
            "order": found.wire.order,
            "name": found.known.name if found.known else None,
            "late": found.late,
            "typed": found.typed.decode(),
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
