"""The errors, one small tree ordered by what to do next.

MailbotError
├── UserError            a person must mend something; the message is one sentence that says what
│   ├── ConfigError      configuration: key path, what is accepted, the mend (exit code 2)
│   ├── InputError       a file that came from outside: file, line, column, the mend
│   └── Refused          the domain says no (an illegal move, a level twice, more than is owed)
├── TryLater             nothing was done and nothing is lost: the same call may succeed later
│   └── MailboxLost      the connection to the mailbox is gone: make a new one
└── Unknown              it may have been done or not: never repeat it without looking first
"""


class MailbotError(Exception):
    """Base of every error that Mailbot raises on purpose."""


class UserError(MailbotError):
    """A person must mend something; `str(error)` is one sentence that says what."""


class ConfigError(UserError):
    """The configuration is refused; one line per mistake, each with its key path and mend."""


class InputError(UserError):
    """A file or a message from outside cannot be used as it is."""


class Refused(UserError):
    """The domain refuses this: an illegal move, a level twice, more than is owed."""


class TryLater(MailbotError):
    """Nothing was done; the same call may succeed later."""


class MailboxLost(TryLater):
    """The connection to the mailbox is gone or useless: make a new one."""


class Unknown(MailbotError):
    """It may have been done or not: never repeat it without looking first."""
