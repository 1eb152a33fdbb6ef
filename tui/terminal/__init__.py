"""The terminal itself: who reorders Arabic there, and how it is told not to.

``probe`` asks, ``decide`` concludes, ``stdout`` prints lines for commands; none of them loads
Textual. ``driver`` needs it and is imported by :mod:`tui.app` alone.
"""
