"""What can be wrong with a file, as typed errors whose text is one clear Chinese sentence."""

from __future__ import annotations

from errors import NianbaoError


class UnusableFileError(NianbaoError):
    """The file cannot be used; the message says what is wrong and what to do, in one Chinese sentence."""


class FileMissingError(UnusableFileError):
    """There is no such file."""


class FileTooLargeError(UnusableFileError):
    """The file, or what it unpacks to, is over the limit."""


class UnknownTypeError(UnusableFileError):
    """The content is of no type that is read here."""


class DamagedFileError(UnusableFileError):
    """The file is empty, cut short or otherwise broken."""


class ProtectedFileError(UnusableFileError):
    """The file is encrypted or protected by a password."""


class ConverterMissingError(UnusableFileError):
    """A program or an optional package that this type needs is not installed."""


class ReadingFaultError(UnusableFileError):
    """The reader met something in the file that it does not know; the cause is in the log."""


class ReadingStoppedError(UnusableFileError):
    """Whoever waited for the file stopped its reading."""


class NotAReportError(UnusableFileError):
    """The file was read, but it is not an annual report on government information disclosure."""
