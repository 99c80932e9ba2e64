"""The folders on an IMAP server: found under the server's names, made and shown when missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbot.inbound import imap_answers
from mailbot.inbound.folder_names import Namespace
from mailbot.inbound.imap_connection import ImapConnection


class ImapFolders:
    """Our folder names on this server; `special` gives the special-use flag (RFC 6154) of those that may already exist
    under another name."""

    def __init__(self, connection: ImapConnection, special: Mapping[str, bytes], *, has_namespace: bool) -> None:
        self._connection = connection
        self._client = connection.client
        self._special = special
        self._names: dict[str, str] = {}
        self.namespace = self._find_namespace(has_namespace)

    def forget(self, folder: str) -> None:
        """The folder is not there any more: look for it anew."""
        self._names.pop(folder, None)

    def name(self, folder: str) -> str:
        """Name on the server of the folder, which is made, and subscribed so that people see it, when missing."""
        if folder not in self._names:
            name = self.namespace.server_name(folder)
            with self._connection.errors(f"make the folder {folder}"):
                if not self._client.folder_exists(name):
                    name = self._named_otherwise(folder) or self._made(name)
            self._names[folder] = name
        return self._names[folder]

    def _named_otherwise(self, folder: str) -> str:
        flag = self._special.get(folder)
        if flag is None:
            return ""
        return next((str(name) for flags, _, name in self._client.list_folders() if flag in flags), "")

    def _made(self, name: str) -> str:
        with forgiving("ALREADYEXISTS"):  # a colleague was faster
            self._client.create_folder(name)
        with forgiving():  # only a convenience
            self._client.subscribe_folder(name)
        return name

    def _find_namespace(self, has_namespace: bool) -> Namespace:
        """Prefix and separator of one's own folders; servers without NAMESPACE still tell the separator."""
        if has_namespace:
            personal = self._client.namespace().personal
            if personal:
                prefix, separator = personal[0]
                return Namespace(str(prefix), as_text(separator or ""))
        for _flags, separator, _name in self._client.list_folders("", ""):
            return Namespace("", as_text(separator or ""))
        return Namespace()


@contextmanager
def forgiving(code: str = "") -> Iterator[None]:
    """Overlooks a refusal with this response code, or any refusal."""
    try:
        yield
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        if code and imap_answers.code(str(error)) != code:
            raise


def as_text(value: bytes | str) -> str:
    """What a server wrote in ASCII."""
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value
