"""The builder of the sample, loaded from ``tools/sample`` as it stands there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools" / "sample"


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """The module ``tools/sample/build.py``; its ``source`` attribute reads the texts."""
    spec = importlib.util.spec_from_file_location("sample_build", TOOLS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_build"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def outlets(builder: ModuleType) -> dict:
    return builder.source.read_outlets()


@pytest.fixture(scope="session")
def pieces(builder: ModuleType, outlets: dict) -> list:
    return builder.source.read_pieces(outlets)
