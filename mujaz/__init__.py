"""mujaz (موجز): the core of a terminal reader and daily briefing for Arabic news.

It knows no terminal, no mail and no screen toolkit; those stand in ``tui``, ``digest`` and ``cli``.
"""

__version__ = "0.1.0"
