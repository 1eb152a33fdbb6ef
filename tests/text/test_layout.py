"""Lines of cells: what is drawn where, and the way back to the text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mujaz.errors import DependencyError
from mujaz.text import Paragraph, cell_width, layout, levels


def drawn(text: str, width: int = 80, base: str = "rtl") -> list[str]:
    return [line.text for line in layout(text, width, base)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("سلام", "ﻡﻼﺳ"),
        ("وزير وقطر", "ﺮﻄﻗﻭ ﺮﻳﺯﻭ"),
        ("دار ABC دار", "ﺭﺍﺩ ABC ﺭﺍﺩ"),
        ("دار 24 و27 دار", "ﺭﺍﺩ 27ﻭ 24 ﺭﺍﺩ"),
        ("دار (ABC) دار", "ﺭﺍﺩ (ABC) ﺭﺍﺩ"),
        ("دار «دار» دار", "ﺭﺍﺩ «ﺭﺍﺩ» ﺭﺍﺩ"),
        ("دار 5%", "%5 ﺭﺍﺩ"),
        ("دار 2025/11/12", "2025/11/12 ﺭﺍﺩ"),
        ("دار 2025-11-12", "12-11-2025 ﺭﺍﺩ"),
        ("دار ٢٠٢٥", "٢٠٢٥ ﺭﺍﺩ"),
        ("دار https://a.example/b", "https://a.example/b ﺭﺍﺩ"),
        ("BBC: دار", "ﺭﺍﺩ :BBC"),
        ("The end.", ".The end"),
        ("שלום עולם", "םלוע םולש"),
        ("مُدَرِّس", "ﺱﺭ\u0650\u0651ﺪ\u064eﻣ\u064f"),
        ("فضلًا", "ﻼ\u064bﻀﻓ"),
        ("ا\u200e!\u200fب", "ﺏ!ﺍ"),
        ("دار\nدار\tدار", "ﺭﺍﺩ ﺭﺍﺩ ﺭﺍﺩ"),
        ("دار😀دار", "ﺭﺍﺩ😀ﺭﺍﺩ"),
        ("دار 👨\u200d👩\u200d👧 دار", "ﺭﺍﺩ 👨\u200d👩\u200d👧 ﺭﺍﺩ"),
        ("دار 🇸🇾 دار", "ﺭﺍﺩ 🇸🇾 ﺭﺍﺩ"),
        ("دار 1\ufe0f\u20e3 دار", "ﺭﺍﺩ 1\ufe0f\u20e3 ﺭﺍﺩ"),
        ("中文 دار", "ﺭﺍﺩ 中文"),
        ("دار\x1b[31mدار\x1b[0m", "0m]ﺭﺍﺩ31m]ﺭﺍﺩ"),
        ("دار\ud800دار", "ﺭﺍﺩ\ufffdﺭﺍﺩ"),
    ],
)
def test_one_line(text: str, want: str) -> None:
    line = layout(text, 80, "rtl")[0]
    assert line.text == want
    assert len(line.cells) == cell_width(want)
    assert line.pad == 80 - cell_width(want)


def test_isolates_stay_apart() -> None:
    """What stands between two isolates shows nothing, and still keeps them from merging."""
    assert drawn("\u2067ا\u2069\u2067ب\u2069", base="ltr") == ["ﺍﺏ"]
    assert drawn("\u2067ا\u2069\u2067ب\u2069", base="rtl") == ["ﺏﺍ"]
    assert drawn("\u2066a\u2069\u2066b\u2069", base="rtl") == ["ba"]


def test_left_to_right_has_no_padding() -> None:
    (line,) = layout("The word دار here", 40, "ltr")
    assert (line.text, line.pad) == ("The word ﺭﺍﺩ here", 0)


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("دار BBC", True),
        ("BBC دار", False),
        ("24: دار", True),
        ("", False),
        ("\u2067دار\u2069 a", False),
    ],
)
def test_auto_takes_the_first_strong_letter(text: str, rtl: bool) -> None:
    assert Paragraph(text, "auto").rtl is rtl


def test_base_is_checked() -> None:
    with pytest.raises(ValueError, match="base must be"):
        Paragraph("دار", "up")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200f"])
def test_nothing_is_one_empty_line(text: str) -> None:
    lines = layout(text, 10, "rtl")
    assert len(lines) == 1
    assert (lines[0].text, lines[0].cells, lines[0].pad) == ("", [], 10)


def test_wraps_at_spaces_before_reordering() -> None:
    text = "دار نور باب قلم"
    lines = layout(text, 7, "rtl")
    assert [line.text for line in lines] == ["ﺭﻮﻧ ﺭﺍﺩ", "ﻢﻠﻗ ﺏﺎﺑ"]
    assert [(line.start, line.end) for line in lines] == [(0, 7), (8, 15)]
    assert [text[line.start : line.end] for line in lines] == ["دار نور", "باب قلم"]


def test_widths_are_those_of_the_drawn_form() -> None:
    """لا is one cell: a word that fits must not be wrapped, one that does not must."""
    assert len(layout("سلام سلام", 7, "rtl")) == 1
    assert len(layout("سلام سلام", 6, "rtl")) == 2
    assert len(layout("مُدَرِّسٌ", 4, "rtl")) == 1


def test_trailing_spaces_hang() -> None:
    lines = layout("دار    نور   ", 3, "rtl")
    assert [(line.start, line.end, line.pad) for line in lines] == [(0, 3, 0), (7, 10, 0)]


def test_cut_words_keep_their_forms() -> None:
    lines = layout("بببببب", 3, "rtl")
    assert [line.text for line in lines] == ["ﺒﺒﺑ", "ﺐﺒﺒ"]


def test_wide_glyphs_are_not_cut() -> None:
    lines = layout("中文字", 3, "ltr")
    assert [line.text for line in lines] == ["中", "文", "字"]
    assert [line.text for line in layout("中文", 1, "ltr")] == ["中", "文"]


def test_cells_are_base_letters() -> None:
    (line,) = layout("مَلَا 中", 20, "rtl")
    assert line.cells == [6, 6, 5, 2, 0]
    assert line.pad == 15
    assert [line.cell(i) for i in range(7)] == [19, 19, 18, 18, 18, 17, 15]
    assert line.cell(7) is None
    assert line.cell(-1) is None


def test_spans_are_visual_runs() -> None:
    text = "في الوضعSecurity الآن"
    (line,) = layout(text, 30, "rtl")
    start = text.index("ضع")
    runs = line.spans([(start, start + 5, "hit")])
    assert runs == [(14, 17, "hit"), (22, 24, "hit")]
    covered = [line.text[x - line.pad] for x0, x1, _ in runs for x in range(x0, x1)]
    assert covered == ["S", "e", "c", "ﻊ", "ﺿ"]
    assert line.spans([(0, 0, "none"), (50, 60, "none")]) == []
    assert line.spans([(0, len(text), 1), (0, 2, 2)]) == [
        (line.pad, 30, 1),
        (28, 30, 2),
    ]


def test_a_mark_belongs_to_its_letter() -> None:
    (line,) = layout("مُد", 10, "rtl")
    assert line.spans([(1, 2, "m")]) == [(9, 10, "m")]


def test_lines_are_lazy_and_still_a_sequence() -> None:
    paragraph = Paragraph("دار " * 200_000, "rtl")
    lines = paragraph.lines(40)
    assert len(lines[:40]) == 40
    assert paragraph.row.taken < 20_000
    assert lines[3].start == 120
    assert len(lines) == 20_000
    assert lines[-1].end == 799_999
    assert [line.start for line in lines[-2:]] == [799_920, 799_960]
    with pytest.raises(IndexError):
        lines[20_000]


def test_a_paragraph_keeps_its_lines_by_width() -> None:
    paragraph = Paragraph("دار نور باب", "rtl")
    assert paragraph.lines(5) is paragraph.lines(5)
    assert [line.text for line in paragraph.lines(3)] == ["ﺭﺍﺩ", "ﺭﻮﻧ", "ﺏﺎﺑ"]
    assert [line.text for line in paragraph.lines(80)] == ["ﺏﺎﺑ ﺭﻮﻧ ﺭﺍﺩ"]


@pytest.mark.parametrize(
    "text",
    [
        "ب" * 100_000,
        "ب" + "\u064e" * 100_000,
        "\u2067" * 20_000,
        "\u2067ا\u2069\u2066b\u2069" * 5_000,
        "ه\u200d" * 50_000,
        "(" * 20_000 + ")" * 20_000,
        "\t" * 50_000 + "ا",
        "👨\u200d" * 20_000,
    ],
)
def test_hostile_text_is_laid_out(text: str) -> None:
    for line in Paragraph(text, "rtl").lines(80)[:40]:
        assert len(line.cells) <= 80
        assert len(line.text) <= 80 * 10
        assert line.pad + len(line.cells) == 80


def test_unknown_engine_output_is_refused() -> None:
    for engine in (lambda *_, **__: "Levels: 1", lambda *_, **__: "\n    levels: [\n\n    ],"):
        with pytest.raises(DependencyError, match="python-bidi"):
            levels._probe(engine)


def test_importing_text_costs_nothing() -> None:
    code = (
        "import sys, mujaz.text; before = set(sys.modules);"
        "bad = {m for m in before if m.split('.')[0] in ('bidi', 'wcwidth', 'arabic_reshaper')};"
        "print(sorted(bad), [m for m in before if m.startswith('mujaz.text.')]);"
        "import mujaz.text.clean, mujaz.text.layout; from mujaz.text import clean, layout;"
        "print(clean('x'), len(layout('x', 3)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert run.stdout == "[] []\nx 1\n"


def test_verified_cases(shared: Path) -> None:
    cases = json.loads((shared / "data" / "text" / "cases.json").read_text(encoding="utf-8"))
    for case in cases:
        lines = layout(case["logical"], case["width"], case["base"])
        assert [line.text for line in lines] == case["lines"], case["id"]
        if "ranges" in case:
            assert [[line.start, line.end] for line in lines] == case["ranges"], case["id"]
            assert [line.cells for line in lines] == case["cell_to_logical"], case["id"]
            assert [line.pad for line in lines] == case["pad"], case["id"]
