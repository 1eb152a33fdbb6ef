"""One hierarchy of the errors that mujaz shows to people.

Each error's ``str()`` is one line: what went wrong, where, and what to do. The command line prints
it and ends with :attr:`MujazError.exit_code`; the reader shows it as a notice. Nothing else about
presentation is known here.
"""

from __future__ import annotations


class MujazError(Exception):
    """Base of every error that a user may see; its text is one clear line."""

    exit_code = 1


class UsageError(MujazError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class ConfigError(MujazError):
    """The configuration file is missing, unreadable or wrong."""

    exit_code = 2


class InputError(MujazError):
    """A file or stream that the user gave is not what it should be."""


class FetchError(MujazError):
    """An address could not be fetched."""


class FeedError(MujazError):
    """What came from an address is not a feed that can be read."""


class ExtractError(MujazError):
    """A page holds no article that can be extracted."""


class StoreError(MujazError):
    """The store cannot be opened, read or written."""


class NewerStoreError(StoreError):
    """The store was written by a newer version of mujaz."""


class ReaderError(MujazError):
    """The reader was ended by an error of its own."""


class BusyError(MujazError):
    """Another process holds what this one needs; trying again later helps (EX_TEMPFAIL)."""

    exit_code = 75


class DependencyError(MujazError):
    """A library that mujaz leans on does not behave as the tried versions did."""
