"""Letters as PDF, by WeasyPrint, with the shipped fonts and nothing fetched from outside.

One `LetterPress` prints thousands: fonts, style sheet and pictures are read once. Not for use by
several threads at once.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mailbot.config.shipped import shipped
from mailbot.core.errors import InputError, UserError

try:
    with redirect_stdout(StringIO()):  # its own notice would stand in the output of every command
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError as error:  # a library of the system is not installed: everything but letters works without it
    LACKING, URLFetcher = str(error).partition(":")[0], object
else:
    LACKING = ""

# How a letter's HTML names the firm's logo, wherever its file lies.
LOGO = "logo:firm"

# Style sheets, as files of the templates folder: of letters, and of requests and evidence.
LETTER_SHEET, PAPER_SHEET = "letter/letter.css", "paper/paper.css"

_TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".css": "text/css", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip


class _OwnFiles(URLFetcher):
    """Reads the logo, files of the template folders, and nothing else.

    A forbidden address ends the letter: an incomplete one must never reach a client unseen.
    """

    def __init__(self, folders: tuple[Path, ...], logo: Path | None) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)
        self._logo = logo.resolve() if logo else None

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind `url`, a `data:` address, or an error that stops the letter."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = self._path(url)
        try:
            kind = _TYPES.get(path.suffix.lower(), "text/plain")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        except OSError as error:
            raise FatalURLFetchingError(f"{path}: {error.strerror}") from error

    def _path(self, url: str) -> Path:
        if url == LOGO and self._logo:
            return self._logo
        path = Path(unquote(urlsplit(url).path)).resolve()
        if urlsplit(url).scheme == "file" and any(path.is_relative_to(folder) for folder in self._folders):
            return path
        raise FatalURLFetchingError(f"{url} is neither the logo nor a file of the templates folder")


class LetterPress:
    """Prints letters and papers. `overrides` is the firm's own templates folder: its style sheets win."""

    def __init__(self, overrides: Path | None = None, logo: Path | None = None) -> None:
        if LACKING:
            packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            raise UserError(f"Letters cannot be printed ({LACKING}); on Debian: sudo apt-get install {packages}")
        self._folders = ((overrides,) if overrides else ()) + (shipped("templates"),)
        self._fetcher = _OwnFiles(self._folders, logo)
        self._fonts = FontConfiguration()
        self._sheets: dict[str, tuple[CSS, str]] = {}
        self._pictures: dict[str, object] = {}
        self._sheet(LETTER_SHEET)

    def _sheet(self, name: str) -> tuple[CSS, str]:
        """A style sheet, read once, and the address that files in its pages are relative to."""
        if name not in self._sheets:
            path = next(path for folder in self._folders if (path := folder / name).is_file())
            sheet = CSS(filename=str(path), font_config=self._fonts, url_fetcher=self._fetcher)
            self._sheets[name] = (sheet, path.parent.as_uri() + "/")
        return self._sheets[name]

    def pdf(self, html: str, sheet: str = LETTER_SHEET) -> bytes:
        """The page as PDF; the same HTML gives the same bytes. Raises InputError for a file it may not read."""
        style, base = self._sheet(sheet)
        try:
            document = HTML(string=html, base_url=base, url_fetcher=self._fetcher)
            result = document.write_pdf(
                stylesheets=[style], font_config=self._fonts, cache=self._pictures,
                pdf_variant="pdf/a-3u", pdf_identifier=b"mailbot",
            )  # fmt: skip
        except FatalURLFetchingError as error:
            raise InputError(f"The letter cannot be printed: {error}.") from error
        return bytes(result)
