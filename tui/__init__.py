"""The reader: Arabic news on a terminal, mirrored, in three panes.

The room knows the store's protocol and the text engine; it knows neither the briefing nor the
command line. :mod:`tui.terminal` loads without Textual, everything else needs it.
"""
