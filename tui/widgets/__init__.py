"""Widgets of the reader, one a file; those that show text paint it themselves in visual order."""
