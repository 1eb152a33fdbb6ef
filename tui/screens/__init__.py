"""Screens of the reader; all but the first are loaded when they are first shown."""
