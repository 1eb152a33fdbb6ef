"""How a page of the reader looks: names of its styles, and their colours by theme.

Every mark is more than a colour (bold, underline, strike, a sign in the text), so that it can be
told with sixteen colours, with none, and by who does not tell them apart.
"""

from __future__ import annotations

KINDS = (
    "title", "kicker", "meta", "body", "link", "chips", "caption", "card-title", "brief", "heading",
    "figure", "figure-entry", "table-head", "source", "source-shown", "plain", "bars", "removed",
    "diff", "rule", "key",
)  # fmt: skip
SPANS = (
    "number", "outlet", "aside", "agree", "differ", "update", "match", "what", "verb", "changed",
    "gone", "came", "residue", "fresh", "label", "name", "amount", "chip-person", "chip-place",
    "chip-organisation", "chip-topic", "chip-own", "target", "selection",
)  # fmt: skip
REVERSED = ("match", "target", "selection")
"""Dark on light: bold would turn black into grey on terminals of sixteen colours."""
COMPONENTS = frozenset(f"text--{name}" for name in (*KINDS, *SPANS))
CSS = """
ArticleView {
    background: $background;
    color: $foreground;
    & > .text--title { color: $text-primary; text-style: bold; }
    & > .text--kicker { color: $text-accent; }
    & > .text--meta { color: $muted; }
    & > .text--link { color: $text-accent; text-style: underline; }
    & > .text--caption { color: $muted; }
    & > .text--card-title { color: $text-secondary; text-style: bold; }
    & > .text--brief { color: $foreground; }
    & > .text--heading { color: $text-secondary; text-style: bold; }
    & > .text--table-head { color: $muted; }
    & > .text--source { color: $muted; }
    & > .text--source-shown { color: $foreground; text-style: bold; }
    & > .text--bars { color: $text-primary; }
    & > .text--removed { color: $muted; }
    & > .text--rule { color: $muted; }
    & > .text--number { color: $text-accent; }
    & > .text--outlet { color: $foreground; }
    & > .text--aside { color: $muted; }
    & > .text--agree { color: $text-success; }
    & > .text--differ { color: $text-error; text-style: bold; }
    & > .text--update { color: $text-warning; }
    & > .text--what { color: $foreground; text-style: bold; }
    & > .text--verb { color: $text-accent; text-style: underline; }
    & > .text--changed { color: $text-warning; }
    & > .text--gone { color: $text-error; text-style: strike; }
    & > .text--came { color: $text-success; text-style: underline; }
    & > .text--residue { color: $muted; text-style: strike; }
    & > .text--fresh { color: $text-success; text-style: bold; }
    & > .text--label { color: $muted; }
    & > .text--key { color: $foreground; }
    & > .text--name { text-style: bold; }
    & > .text--amount { text-style: underline; }
    & > .text--match { background: $warning; color: $background; }
    & > .text--chip-person { background: $primary-muted; color: $text-primary; }
    & > .text--chip-place { background: $success-muted; color: $text-success; }
    & > .text--chip-organisation { background: $secondary-muted; color: $text-secondary; }
    & > .text--chip-topic { background: $panel; color: $foreground; }
    & > .text--chip-own { background: $warning-muted; color: $text-warning; }
    & > .text--target { background: $foreground; color: $background; }
    & > .text--selection { background: $primary; color: $background; }
    &:nocolor > .text--target { text-style: reverse; }
}
"""
