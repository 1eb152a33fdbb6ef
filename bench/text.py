"""Time the text engine beside FriBidi's C library, in one run, on the same text.

    python bench/text.py [--shared DIR] [--check]

FriBidi does the comparable whole job in C: bidi types, brackets, levels, joining, shaping, and
the reordering of each line, with arrays made beforehand. Times are CPU time, the best of several
rounds. Wrapping alone needs no levels, and none are resolved for it. ``--check`` ends with 1 where a figure is above its limit.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mujaz.text.clean import clean
from mujaz.text.fold import fold
from mujaz.text.layout import Paragraph
from mujaz.text.shape import forget_words

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 80
CHARACTERS, PARAGRAPHS = 549_000, 1_452
ROUNDS = 5
LIMITS = {"first 40 lines": 0.25, "wrapped, cold": 5, "wrapped, warm": 3, "rendered, cold": 12}

# Our own words, for where no real articles stand beside the checkout.
STEMS = [
    "مدينة",
    "قرار",
    "وزير",
    "مجلس",
    "طريق",
    "خبر",
    "سوق",
    "مدرسة",
    "جامعة",
    "مستشفى",
    "قطار",
    "مطار",
    "ميناء",
    "سفينة",
    "نهر",
    "جسر",
    "حديقة",
    "متحف",
    "كتاب",
    "كاتب",
    "معرض",
    "فريق",
    "لاعب",
    "مباراة",
    "بطولة",
    "ملعب",
    "حكم",
    "نتيجة",
    "خبير",
    "تقرير",
    "دراسة",
    "بحث",
    "اقتصاد",
    "بنك",
    "عملة",
    "سعر",
    "نفط",
    "غاز",
    "كهرباء",
    "ماء",
    "زراعة",
    "قمح",
    "محصول",
    "مطر",
    "عاصفة",
    "حرارة",
    "زلزال",
    "إغاثة",
    "منظمة",
    "اتفاق",
    "حوار",
    "وفد",
    "زيارة",
    "رئيس",
    "حكومة",
    "برلمان",
    "انتخاب",
    "ناخب",
    "صوت",
    "قانون",
    "محكمة",
    "قاض",
    "محام",
    "شاهد",
    "تحقيق",
    "شرطة",
    "أمن",
    "حدود",
    "جيش",
    "سلام",
    "هدنة",
    "مسؤول",
    "متحدث",
    "بيان",
    "مؤتمر",
    "صحيفة",
    "قناة",
    "إعلام",
    "أسرة",
    "طفل",
    "شاب",
    "عامل",
    "موظف",
    "نقابة",
    "أجر",
    "سكن",
]
PREFIXES = ("", "ال", "وال", "بال", "لل", "و", "ب")
SUFFIXES = ("", "ات", "ها", "هم", "نا", "ي", "ًا", "،", ".")
FOREIGN = (
    "(CJTF-OIR)",
    "24",
    "15%",
    "2025/11/12",
    "Reuters",
    "«أ»",
    "3.5",
    "٢٠٢٥",
    "https://a.example/b",
)


def vocabulary(shared: Path) -> list[str]:
    """Return running words: those of the labelled articles, or made of our own."""
    seeds = sorted((shared / "data" / "seeds").glob("*.txt"))
    if seeds:
        return " ".join(path.read_text(encoding="utf-8") for path in seeds).split()
    made = [p + stem + s for stem in STEMS for p in PREFIXES for s in SUFFIXES]
    return made + list(FOREIGN) * (len(made) // 100)


def article(words: list[str]) -> list[str]:
    """Make one article of a megabyte: shuffled words, 8 % of them altered by a letter."""
    chance = random.Random(7)
    letters = "ابتجحدرسعفقكلمنهوي"
    paragraphs: list[str] = []
    for _ in range(PARAGRAPHS):
        picked: list[str] = []
        size = 0
        while size < CHARACTERS // PARAGRAPHS:
            word = chance.choice(words)
            if chance.random() < 0.08:
                at = chance.randrange(len(word) + 1)
                word = word[:at] + chance.choice(letters) + word[at:]
            picked.append(word)
            size += len(word) + 1
        paragraphs.append(" ".join(picked))
    return paragraphs


class FriBidi:
    """The C library's whole job on prepared paragraphs."""

    def __init__(self, paragraphs: list[str], breaks: list[list[tuple[int, int]]]) -> None:
        self.lib = ctypes.CDLL("libfribidi.so.0")
        self.lib.fribidi_get_par_embedding_levels_ex.restype = ctypes.c_int8
        self.jobs = []
        for text, lines in zip(paragraphs, breaks, strict=True):
            n = len(text)
            self.jobs.append((
                n, (ctypes.c_uint32 * n)(*map(ord, text)), (ctypes.c_uint32 * n)(),
                (ctypes.c_uint32 * n)(), (ctypes.c_int8 * n)(), (ctypes.c_uint8 * n)(),
                (ctypes.c_uint32 * n)(), (ctypes.c_int * n)(*range(n)), lines,
            ))  # fmt: skip

    def run(self) -> None:
        """Do it once, for all paragraphs."""
        lib = self.lib
        rtl = ctypes.c_uint32(0x111)
        base = ctypes.byref(rtl)
        for n, text, types, brackets, levels, joins, shaped, order, lines in self.jobs:
            lib.fribidi_get_bidi_types(text, n, types)
            lib.fribidi_get_bracket_types(text, n, types, brackets)
            lib.fribidi_get_par_embedding_levels_ex(types, brackets, n, base, levels)
            ctypes.memmove(shaped, text, 4 * n)
            lib.fribidi_get_joining_types(shaped, n, joins)
            lib.fribidi_join_arabic(types, n, levels, joins)
            lib.fribidi_shape(0x301, levels, n, joins, shaped)
            for start, end in lines:
                lib.fribidi_reorder_line(2, types, end - start, start, rtl, levels, shaped, order)


def best(job: Callable[[], object], before: Callable[[], object] | None = None) -> float:
    """Return the least CPU time of some rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        if before is not None:
            before()
        begin = time.process_time()
        job()
        times.append(time.process_time() - begin)
    return 1000 * min(times)


HOSTILE = {
    "a word of 100,000 letters": "ب" * 100_000,
    "100,000 marks on one letter": "ب" + "\u064e" * 100_000,
    "20,000 isolates": "\u2067" * 20_000,
    "20,000 isolates around letters": "\u2067ا\u2069\u2066b\u2069" * 5_000,
    "20,000 embeddings": "\u202b\u202a" * 10_000 + "اa",
    "50,000 joiners": "ه\u200d" * 50_000,
    "50,000 joined emoji": "👨\u200d" * 50_000,
    "100,000 ideographs": "中" * 100_000,
    "100,000 times NUL": "\x00" * 100_000,
}
HOSTILE_LIMIT = 100.0


def first_lines(paragraphs: list[str], count: int = 40) -> None:
    shown = 0
    for text in paragraphs:
        for line in Paragraph(text, "rtl").lines(WIDTH)[: count - shown]:
            _ = line.text, line.cells
            shown += 1
        if shown >= count:
            return


def wrap(paragraphs: list[str]) -> None:
    for text in paragraphs:
        len(Paragraph(text, "rtl").lines(WIDTH))


def render(paragraphs: list[str]) -> None:
    for text in paragraphs:
        for line in Paragraph(text, "rtl").lines(WIDTH):
            _ = line.text, line.cells


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--check", action="store_true")
    asked = options.parse_args()
    paragraphs = article(vocabulary(asked.shared))
    whole = "\n".join(paragraphs)
    print(
        f"{len(whole):,} characters, {len(whole.encode()):,} bytes, {len(paragraphs):,} paragraphs"
    )
    breaks = [[(x.start, x.end) for x in Paragraph(t, "rtl").lines(WIDTH)] for t in paragraphs]
    render(paragraphs[:50])  # loads the libraries
    try:
        reference = best(FriBidi(paragraphs, breaks).run)
    except OSError as error:
        reference = 0.0
        print(f"FriBidi is not here ({error}): no ratios (Debian: libfribidi0)")
    figures = [
        ("FriBidi, the whole job", reference),
        ("first 40 lines, cold", best(lambda: first_lines(paragraphs), forget_words)),
        ("first 40 lines, one paragraph", best(
            lambda: [(x.text, x.cells) for x in Paragraph(whole, "rtl").lines(WIDTH)[:40]],
            forget_words)),
        ("wrapped, cold", best(lambda: wrap(paragraphs), forget_words)),
        ("wrapped, warm", best(lambda: wrap(paragraphs))),
        ("wrapped, one paragraph", best(lambda: wrap([whole]), forget_words)),
        ("rendered, cold", best(lambda: render(paragraphs), forget_words)),
        ("rendered, warm", best(lambda: render(paragraphs))),
        ("rendered, one paragraph", best(lambda: render([whole]), forget_words)),
        ("clean", best(lambda: clean(whole))),
        ("fold", best(lambda: fold(whole))),
    ]  # fmt: skip
    return int((report(figures, reference) | hostile()) and asked.check)


def report(figures: list[tuple[str, float]], reference: float) -> bool:
    """Print the figures beside FriBidi's; True where one is over its limit."""
    failed = False
    for name, milliseconds in figures:
        ratio = milliseconds / reference if reference else 0.0
        limit = next((v for k, v in LIMITS.items() if name.startswith(k)), None)
        late = bool(reference and limit and ratio > limit)
        failed |= late
        note = f"{ratio:8.3f} x" + (f"  (limit {limit})" if limit else "") if reference else ""
        print(f"{name:32}{milliseconds:10.2f} ms{note}{'  TOO SLOW' if late else ''}")
    return failed


def hostile() -> bool:
    """Time the first 40 lines of texts made to be slow; True where one is over the limit."""
    failed = False
    for name, text in HOSTILE.items():
        milliseconds = best(lambda text=text: first_lines([text]), forget_words)  # type: ignore[misc]
        failed |= milliseconds > HOSTILE_LIMIT
        print(f"{name:32}{milliseconds:10.2f} ms  (limit {HOSTILE_LIMIT:.0f} ms)")
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
