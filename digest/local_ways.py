"""Ways of delivery that stay on this machine: the sendmail program, a Maildir, a plain file.

Knows processes and folders; what the bytes say is not its business.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from digest.mail_settings import MailSettings
from digest.plain import one_line
from digest.ways import DoubtfulError, HandOver, RefusedError, TemporaryError
from mujaz.errors import MujazError
from mujaz.files import write_atomically
from mujaz.i18n import _
from mujaz.reasons import os_reason

#: Exit codes of sendmail that no later try will change (sysexits.h): usage, data, no user, no
#: host, unavailable, no permission, configuration.
_FINAL: Final = frozenset((64, 65, 67, 68, 69, 77, 78))


class SendmailWay:
    """The sendmail program of this machine, whoever stands behind it."""

    def __init__(self, mail: MailSettings) -> None:
        """Take the command and the sender from section ``[mail]``."""
        self._mail = mail

    def deliver(self, recipient: str, content: bytes, hand_over: HandOver) -> None:
        """Give a mail to the program; see :class:`digest.ways.Way`.

        The program reads a file that is complete before it starts: from a pipe it would take
        half a mail for a whole one where we die in between.
        """
        program = self._mail.sendmail[0]
        command = [*self._mail.sendmail, "-f", self._mail.sender, "--", recipient]
        with tempfile.TemporaryFile() as letter:
            letter.write(content.replace(b"\r\n", b"\n"))
            letter.seek(0)
            hand_over()
            try:
                done = subprocess.run(
                    command,
                    stdin=letter,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    timeout=self._mail.timeout,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise DoubtfulError(
                    _("{program}: the program took the mail and did not end.").format(
                        program=program
                    )
                ) from None
            except (OSError, ValueError) as error:
                reason = os_reason(error) if isinstance(error, OSError) else _("wrong command")
                raise TemporaryError(
                    _("{program}: cannot be started ({reason}).").format(
                        program=program, reason=reason
                    )
                ) from None
        self._judge(program, done)

    def close(self) -> None:
        """Hold nothing."""

    @staticmethod
    def _judge(program: str, done: subprocess.CompletedProcess[bytes]) -> None:
        if done.returncode == 0:
            return
        said = one_line(done.stderr.decode("utf-8", "replace"), 160)
        problem = _("{program}: the program ended with status {status}. {said}").format(
            program=program, status=done.returncode, said=said
        )
        if done.returncode < 0:
            raise DoubtfulError(problem)
        raise (RefusedError if done.returncode in _FINAL else TemporaryError)(problem)


class MaildirWay:
    """A Maildir (https://cr.yp.to/proto/maildir.html): each mail a file, delivered by a rename.

    The file's name is made of the mail's bytes, so that the same mail is never put there twice,
    neither as new nor after it was read.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first mail comes."""
        self._folder = folder

    def deliver(self, recipient: str, content: bytes, hand_over: HandOver) -> None:
        """Put a mail into ``new``; see :class:`digest.ways.Way`."""
        name = f"mujaz.{hashlib.sha256(recipient.encode() + content).hexdigest()[:32]}"
        try:
            for part in ("tmp", "new", "cur"):
                (self._folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
            there = self._has(name)
            waiting = self._folder / "tmp" / name
            if not there:
                write_atomically(waiting, [content.replace(b"\r\n", b"\n")])
        except OSError as error:
            raise self._unwritable(error) from None
        except MujazError as error:
            raise TemporaryError(str(error)) from None
        hand_over()
        if not there:
            self._rename(waiting, self._folder / "new" / name)

    def close(self) -> None:
        """Hold nothing."""

    def _rename(self, waiting: Path, place: Path) -> None:
        try:
            waiting.replace(place)
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> TemporaryError:
        return TemporaryError(
            _("{path}: cannot be written ({reason}).").format(
                path=self._folder, reason=os_reason(error)
            )
        )

    def _has(self, name: str) -> bool:
        if (self._folder / "new" / name).exists():
            return True
        return any(one.name.partition(":")[0] == name for one in (self._folder / "cur").iterdir())


class FileWay:
    """Files in a folder of the user's; the recipient is the path."""

    def deliver(self, recipient: str, content: bytes, hand_over: HandOver) -> None:
        """Write a file, whole or not at all; writing it again changes nothing."""
        path = Path(recipient)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TemporaryError(
                _("{path}: the folder cannot be made ({reason}).").format(
                    path=path.parent, reason=os_reason(error)
                )
            ) from None
        hand_over()
        try:
            write_atomically(path, [content])
        except MujazError as error:
            raise TemporaryError(str(error)) from None

    def close(self) -> None:
        """Hold nothing."""
