"""Arabic text as pure functions: cleaning, folding, words, sentences, bidi and line layout.

This package knows Unicode and the habits of Arabic writing. It knows no file, no network and no
terminal. Importing it costs nothing: each door loads its module when it is first used.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mujaz.text.clean import clean
    from mujaz.text.fold import Folded, find_folded, fold, fold_map
    from mujaz.text.layout import Line, Paragraph, layout
    from mujaz.text.sentences import sentences
    from mujaz.text.widths import cell_width
    from mujaz.text.words import Word, light_stem, tokens, words

__all__ = [
    "Folded",
    "Line",
    "Paragraph",
    "Word",
    "cell_width",
    "clean",
    "find_folded",
    "fold",
    "fold_map",
    "layout",
    "light_stem",
    "sentences",
    "tokens",
    "words",
]

_MODULE_OF = {
    "clean": "clean",
    "fold": "fold",
    "fold_map": "fold",
    "find_folded": "fold",
    "Folded": "fold",
    "layout": "layout",
    "Line": "layout",
    "Paragraph": "layout",
    "sentences": "sentences",
    "cell_width": "widths",
    "Word": "words",
    "light_stem": "words",
    "tokens": "words",
    "words": "words",
}


class _Doors(ModuleType):
    """This package's own module type.

    Some doors bear the name of the module they live in (``clean``, ``fold``, ``layout``, …). The
    import system binds a loaded submodule to that name in its package, which would hide the
    function from whoever imports it later; here the function always wins.
    """

    def __getattr__(self, name: str) -> Any:
        """Load a door's module at first use (the module form of PEP 562)."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        door = getattr(importlib.import_module(f"{self.__name__}.{_MODULE_OF[name]}"), name)
        setattr(self, name, door)
        return door

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and name in _MODULE_OF:
            value = getattr(value, name)
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_MODULE_OF})


sys.modules[__name__].__class__ = _Doors
