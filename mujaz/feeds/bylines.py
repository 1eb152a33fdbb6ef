"""Lines that say who made an article, and lines that ask to follow its outlet elsewhere.

Knows the words that such lines begin with, and how short they are. The words are ordinary ones, so
a byline counts only where bylines stand, which :mod:`mujaz.feeds.residue` knows.
"""

from __future__ import annotations

import re

# A line with more words tells something.
_MOST_WORDS = 9
_MOST_PLUG_WORDS = 30
_PEOPLE = (
    "كتبت?|كتابه|تقرير|اعداد|اعد التقرير|تحرير|ترجمه|تصوير|عدسه|حوار|رصد|متابعه|المحررة?|مراسلنا"
)
_ORIGIN = "المصدر|المصادر|مصدر الخبر|المصدر الاصلي|source"
# These need the sign of a label behind them, or they would begin a sentence.
_LABEL = re.compile(rf"[\W_]*(?:{_PEOPLE}|{_ORIGIN})(?:\s+وتصوير|\s+وتحرير)?\s*[:/\-–—|]\s*\S")
_BY = re.compile(r"[\W_]*(?:بقلم|by)[\s:/\-–—]+\S")
_AGENCIES = (
    "وكالات|متابعات|وكالات انباء|رويترز|ا ف ب|فرانس برس|د ب ا|ا ب|واس|ا ش ا|سانا|بترا|وام|قنا|كونا|بنا"
    "|وفا|الاناضول|سبوتنيك|اسوشيتد برس|reuters|afp|ap|dpa"
)
_SIGNATURE = re.compile(rf"(?:{_AGENCIES})(?: (?:{_AGENCIES}|و|متابعات))*")
# "(انتهى)", with the agency's and the desk's letters behind it.
_END = re.compile(r"(?:خ )?انتهي(?: النص| الخبر)?(?: (?:\w{1,3}|0+)){0,5}")
_CALL = re.compile(
    r"(?:تابعون[اي]|تابعنا|تابعوا|انضموا|انضم (?:الي|الينا|لقناه|لقناتنا|الان)|اشترك (?:في|الان|معنا)|اشتركوا"
    r"|للانضمام|للاشتراك|لمتابعتنا|لمتابعه (?:اخبار|اخر|احدث|اهم|المزيد)|يمكنكم? (?:متابعتنا|الاشتراك)"
    r"|ولا تنسوا|لا تنس|حملوا?|نزلوا) "
)
_WHERE = re.compile(
    r"\b(?:قناتنا|قنواتنا|قناه \w+ (?:علي|عبر)|جروبنا|مجموعتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|تطبيقنا|نشرتنا"
    r"|(?:ال)?واتس ?اب|(?:ال)?واتسا?ب|(?:ال)?ت[يل]ل?ي?[جغقك]رام|جوجل نيوز|غوغل نيوز|اخبار (?:جوجل|غوغل)"
    r"|google news|whatsapp|telegram|(?:ال)?فيس ?بوك|(?:ال)?تويتر|(?:منصه )?اكس)\b"
)


def is_byline(folded: str, words: int) -> bool:
    """Tell whether a line says who wrote, translated or sent an article.

    Args:
        folded: the folded line with its punctuation.
        words: how many words it has.
    """
    if words > _MOST_WORDS:
        return False
    return bool(_LABEL.match(folded) or _BY.match(folded)) and not folded.endswith((".", "؟", "?"))


def is_signature(key: str) -> bool:
    """Tell whether a line's words are nothing but agencies, or the mark that a dispatch ends."""
    return bool(_SIGNATURE.fullmatch(key) or _END.fullmatch(key))


def is_plug(key: str, words: int) -> bool:
    """Tell whether a line asks to follow its outlet in an app or a network.

    Args:
        key: the line's folded words.
        words: how many they are.
    """
    if words > _MOST_PLUG_WORDS:
        return False
    return _CALL.match(key) is not None and _WHERE.search(key) is not None
