"""What is left when an error of the program ends the reader: one line, and a file with the details."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from mujaz.errors import ReaderError
from mujaz.i18n import _


def broken_off(error: BaseException) -> ReaderError:
    """Return what to tell the user; the traceback goes into a file of the system's temporary folder.

    The file holds places in the program and the error's own words, no values of variables.
    """
    lines = "".join(traceback.format_exception(error))
    kind = type(error).__name__
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="mujaz-error-", suffix=".txt", encoding="utf-8", delete=False
        ) as file:
            file.write(lines)
    except OSError:
        return ReaderError(
            _("The reader broke off ({kind}); what you did is kept.").format(kind=kind)
        )
    return ReaderError(
        _(
            "The reader broke off ({kind}); what you did is kept. Please report it with {path}."
        ).format(kind=kind, path=Path(file.name))
    )
