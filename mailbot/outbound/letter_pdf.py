"""Letters as PDF, by WeasyPrint, with the shipped fonts and nothing fetched from outside.

One `LetterPress` prints thousands: fonts, style sheet and pictures are read once, and memory stays flat. Not for use
by several threads at once; `print_many` prints in several processes.
"""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mailbot.config.shipped import shipped
from mailbot.core.errors import InputError, UserError

try:
    with redirect_stdout(StringIO()):  # its own notice would stand in the output of every command
        import weasyprint
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError as error:  # a library of the system is not installed: everything but letters works without it
    LACKING, URLFetcher, HTML = str(error).partition(":")[0], object, object
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


# Lists and footnotes: what the rules that a lean page does without are for.
_NEEDS_ALL = re.compile(r"<li\b|list-item|footnote|::note|::marker")


@cache
def _lean_rules() -> CSS:
    """WeasyPrint's own style sheet without the rules for six boxes (list markers, footnotes) on each element."""
    sheet = Path(weasyprint.__file__).parent / "css" / "html5_ua.css"
    lines = sheet.read_text(encoding="utf-8").splitlines()
    return CSS(string="\n".join(line for line in lines if not line.startswith("::")))


class _LeanPage(HTML):
    """A page without lists and footnotes: the same drawing, a tenth faster."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_lean_rules()]


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
        home = next((folder for folder in self._folders if path.is_relative_to(folder)), None)
        if urlsplit(url).scheme == "file" and home:
            # A style sheet of the firm's own still finds the shipped fonts: files are replaced one by one.
            named = (folder / path.relative_to(home) for folder in (home, *self._folders))
            return next((one for one in named if one.is_file()), path)
        raise FatalURLFetchingError(f"{url} is neither the logo nor a file of the templates folder")


class LetterPress:
    """Prints letters and papers. `overrides` is the firm's own templates folder: its style sheets win.

    `made_of`: what another process needs to make one like it; None where there is no use in several.
    """

    made_of: tuple[Path | None, Path | None] | None = None

    def __init__(self, overrides: Path | None = None, logo: Path | None = None) -> None:
        if LACKING:
            packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            raise UserError(f"Letters cannot be printed ({LACKING}); on Debian: sudo apt-get install {packages}")
        self.made_of = (overrides, logo)
        self._folders = ((overrides,) if overrides else ()) + (shipped("templates"),)
        self._fetcher = _OwnFiles(self._folders, logo)
        self._fonts = FontConfiguration()
        self._sheets: dict[str, tuple[CSS, str, bool]] = {}
        self._pictures: dict[str, object] = {}
        self._sheet(LETTER_SHEET)

    def _sheet(self, name: str) -> tuple[CSS, str, bool]:
        """A style sheet, read once, the address that files in its pages are relative to, and whether it may be lean."""
        if name not in self._sheets:
            path = next(path for folder in self._folders if (path := folder / name).is_file())
            try:
                sheet = CSS(filename=str(path), font_config=self._fonts, url_fetcher=self._fetcher)
            except FatalURLFetchingError as error:
                raise InputError(f"templates/{name}: {error}. Mend the template; nothing was sent.") from error
            lean = not _NEEDS_ALL.search(path.read_text(encoding="utf-8"))
            self._sheets[name] = (sheet, path.parent.as_uri() + "/", lean)
        return self._sheets[name]

    def pdf(self, html: str, sheet: str = LETTER_SHEET) -> bytes:
        """The page as PDF; the same HTML gives the same bytes. Raises InputError for a file it may not read."""
        style, base, lean = self._sheet(sheet)
        page = _LeanPage if lean and not _NEEDS_ALL.search(html) else HTML
        try:
            document = page(string=html, base_url=base, url_fetcher=self._fetcher)
            result = document.write_pdf(
                stylesheets=[style], font_config=self._fonts, cache=self._pictures,
                pdf_variant="pdf/a-3a", pdf_identifier=b"mailbot",
            )  # fmt: skip
        except FatalURLFetchingError as error:
            raise InputError(f"The letter cannot be printed: {error}.") from error
        finally:
            # The logo stays; a letter's own code is of no use to the next one.
            self._pictures = {name: kept for name, kept in self._pictures.items() if not name.startswith("data:")}
        return bytes(result)
