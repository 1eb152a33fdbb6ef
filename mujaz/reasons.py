"""Why something failed, in the user's language, from the words of the system and of libraries."""

from __future__ import annotations

import errno
import re

from mujaz.i18n import _


def os_reason(error: OSError) -> str:
    """Return why the system refused, in words; its own where the reason is a rare one."""
    known = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("permission denied"),
        errno.EROFS: _("read-only file system"),
        errno.ENOSPC: _("no space left on the disk"),
        errno.EDQUOT: _("no space left on the disk"),
        errno.EISDIR: _("this is a folder"),
        errno.ENOTDIR: _("a file stands where a folder should be"),
        errno.EEXIST: _("it exists already"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


def value_reason(message: str) -> str:
    """Return what is wrong with a value, from a validation message of msgspec."""
    message = message.split(" - at ")[0]
    types = re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", message)
    if types:
        return _("{wanted} is expected here, not {found}").format(
            wanted=_type(types[1]), found=_type(types[2])
        )
    bound = re.fullmatch(r"Expected `([^`]*)` (>=|<=|>|<) ([\d.]+)", message)
    if bound:
        limit = bound[3].removesuffix(".0")
        return _("the number must be {relation} {limit}").format(relation=bound[2], limit=limit)
    choice = re.fullmatch(r"Invalid enum value '?([^']*)'?", message)
    if choice:
        return _("“{value}” is none of the possible values").format(value=choice[1])
    if message.startswith("Expected `str` matching regex"):
        return _("the text does not have the form it should have")
    return message


def _type(name: str) -> str:
    """Return the kind of a value in words; several alternatives stay as they are."""
    return {
        "int": _("a whole number"),
        "float": _("a number"),
        "str": _("a text in quotes"),
        "bool": _("true or false"),
        "array": _("a list"),
        "object": _("a table"),
        "null": _("nothing"),
    }.get(name, name)
