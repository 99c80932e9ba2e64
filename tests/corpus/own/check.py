#!/usr/bin/env python3
"""Is the corpus itself sound? Run it after adding or changing a case.

    python check.py      prints what is wrong, or 'sound' with the counts; exit 1 or 0

It reads every message and every label beside this file and needs the standard library only.
"""

import email
import email.policy
import email.utils
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from datetime import date, datetime
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

import score

HERE = Path(__file__).resolve().parent
KINDS = {
    "bank_notification",
    "client_reply",
    "bounce",
    "auto_reply",
    "approval",
    "command",
    "invoice",
    "own",
    "other",
}
KEYS = {
    "file",
    "kind",
    "alt_kinds",
    "language",
    "alt_languages",
    "intents",
    "alt_intents",
    "promise",
    "alt_promises",
    "references",
    "alt_references",
    "new_text",
    "approval",
    "alt_approvals",
    "batch_size",
    "command",
    "authentic",
    "absence",
    "alt_until",
    "alt_substitutes",
    "bounce",
    "alt_recipients",
    "alt_statuses",
    "alt_permanent",
    "note",
    "bank",
    "forged",
    "payments",
    "optional_payments",
}
PAYMENT_KEYS = {
    "amount",
    "currency",
    "direction",
    "value_date",
    "payer",
    "payer_iban",
    "label",
    "alt_amounts",
    "alt_dates",
    "alt_payers",
    "alt_labels",
}
BLOCKS = {"p", "div", "br", "tr", "li", "td", "th", "h1", "h2", "h3", "table", "blockquote"}
SINGLE = ("From", "Subject", "Date", "Message-ID")
ODD = {"b070.eml": ["From"], "r113.eml": ["Message-ID"]}  # two From, no Message-ID: on purpose
NAMESPACES = {"www.w3.org", "schemas.microsoft.com"}  # names in markup, not addresses
NOT_HOSTS = re.compile(r"01D[0-9A-Z.]+|[\d.]+|2x\.png")  # Content-IDs, IP addresses, logo@2x.png
HOST = re.compile(r"(?:@|https?://)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
MACHINE_PATH = re.compile(rb"(?<![\w/.:<])/(?:tmp|work|home|root|usr/local)/")
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SAID_DAY = re.compile(
    rf"\b({'|'.join(DAYS)})\s+(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\b(?!\s+20(?!26))", re.I
)
HEADER_DAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+(\d{1,2} [A-Z][a-z]{2} 2026)")
FIRST, LAST = "2026-09-01", "2026-11-30"
LIKE_TEXT, LIKE_BANK = 0.72, 0.86  # from here on two texts count as near-duplicates


# ---------------------------------------------------------------- reading a message


class Visible(HTMLParser):
    """The words a reader of the page sees, in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "script", "title")
        self.out.append("\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)


def visible(markup):
    page = Visible()
    page.feed(markup)
    return "".join(page.out)


def decoded(raw, charset=None):
    for name in (charset or "utf-8", "utf-8", "cp1252", "latin-1"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return ""


def unpacked(raw):
    """Text of an attachment, of all members where it is a ZIP."""
    if raw[:2] != b"PK":
        return decoded(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        return "\n".join(decoded(box.read(name)) for name in box.namelist())


def texts(message):
    """(texts of plain parts, texts of HTML parts, texts of attachments)."""
    plain, pages, files = [], [], []
    for part in message.walk():
        kind, raw = part.get_content_type(), part.get_payload(decode=True) or b""
        if part.is_multipart() or kind.startswith("image/"):
            continue
        if part.get_filename():
            files.append(unpacked(raw))
        elif kind == "text/plain":
            plain.append(decoded(raw, part.get_content_charset()))
        elif kind == "text/html":
            pages.append(visible(decoded(raw, part.get_content_charset())))
    return plain, pages, files


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower())


def in_order(needle, hay):
    """Are the words of needle in hay, line by line? Other lines may stand between them."""
    at = 0
    for line in filter(None, (words(row) for row in needle.splitlines())):
        places = range(at, len(hay) - len(line) + 1)
        start = next((i for i in places if hay[i : i + len(line)] == line), None)
        if start is None:
            return False
        at = start + len(line)
    return True


# ---------------------------------------------------------------- one label


def date_faults(*values):
    for value in values:
        try:
            date.fromisoformat(value or FIRST)
        except ValueError:
            yield f"not a date: {value}"


def amount_faults(value):
    if value is not None and not re.fullmatch(r"\d+\.\d\d", value):
        yield f"not an amount: {value}"


def iban_is_right(iban):
    return int("".join(str(int(ch, 36)) for ch in iban[4:] + iban[:4])) % 97 == 1


def payment_faults(row):
    if set(row) - PAYMENT_KEYS:
        yield f"unknown payment keys {sorted(set(row) - PAYMENT_KEYS)}"
    yield from amount_faults(row["amount"])
    yield from date_faults(row["value_date"], *row.get("alt_dates", []))
    if row["payer_iban"] and not iban_is_right(row["payer_iban"]):
        yield f"wrong check digits in {row['payer_iban']}"


def intent_faults(t):
    must, may = set(t.get("intents", [])), set(t.get("alt_intents", []))
    if (must | may) - set(score.INTENTS):
        yield f"unknown intents {sorted((must | may) - set(score.INTENTS))}"
    if must & may:
        yield "an intent is both required and allowed"
    if t["kind"] == "client_reply" and not must:
        yield "a client's answer needs an intent"
    if ("promise_to_pay" in must) != ("promise" in t):
        yield "promise and promise_to_pay go together"


def label_faults(t):
    if set(t) - KEYS:
        yield f"unknown keys {sorted(set(t) - KEYS)}"
    if {t["kind"], *t.get("alt_kinds", [])} - KINDS:
        yield "unknown kind"
    yield from intent_faults(t)
    for row in filter(None, [t.get("promise"), *t.get("alt_promises", [])]):
        yield from date_faults(row["date"])
        yield from amount_faults(row["amount"])
    for row in t.get("payments", []) + t.get("optional_payments", []):
        yield from payment_faults(row)
    if t.get("authentic") not in (True, False, None):
        yield "authentic is true, false or null"
    if "absence" in t:
        yield from date_faults(t["absence"]["until"], *t.get("alt_until", []))


# ---------------------------------------------------------------- one message


def header_faults(name, message):
    defects = [type(d).__name__ for part in message.walk() for d in part.defects]
    if defects:
        yield f"defects {defects}"
    for header in SINGLE:
        found = len(message.get_all(header, []))
        if found != 1 and header not in ODD.get(name, []):
            yield f"{found} headers {header}"
    when = email.utils.parsedate_tz(message["Date"] or "")
    if not when:
        yield "Date cannot be read"
    elif not FIRST <= f"{when[0]}-{when[1]:02d}-{when[2]:02d}" <= LAST:
        yield "outside September to November 2026"


def day_faults(raw, text):
    """Days of the week that do not belong to their dates."""
    for day, rest in HEADER_DAY.findall(raw):
        if f"{datetime.strptime(rest + ' +0000', '%d %b %Y %z'):%a}" != day:
            yield f"{day}, {rest}: another day of the week"
    for day, number, month in SAID_DAY.findall(text):
        real = date(2026, MONTHS.index(month.lower()) + 1, int(number)).weekday()
        if DAYS[real] != day.lower():
            yield f"{day} {number} {month} 2026 is a {DAYS[real]}"


def domain_faults(raw, text):
    for host in set(HOST.findall(re.sub(r"=\r?\n", "", raw) + text)):
        known = host.lower().endswith(".example") or host.lower() in NAMESPACES
        if not known and not NOT_HOSTS.fullmatch(host):
            yield f"a domain outside .example: {host}"


def money_faults(t, everything, statement):
    """Amounts, payers and labels that are not in the mail. A statement may write them its way."""
    squeezed = re.sub(r"[\s\u00a0\u202f'.,]", "", everything)
    said = set(words(everything))
    for row in t.get("payments", []) + t.get("optional_payments", []):
        figure = row["amount"].replace(".", "")
        forms = {figure, figure.removesuffix("00")} | ({figure[:-1]} if statement else set())
        if not any(form in squeezed for form in forms):
            yield f"the amount {row['amount']} is not in the mail"
        for key in ("payer", "label"):
            if not statement and not set(words(row[key] or "")) <= said:
                yield f"{key} {row[key]!r} is not in the mail"


def message_faults(name, raw, message, t):
    yield from header_faults(name, message)
    plain, pages, files = texts(message)
    if not any(text.strip() for text in plain + pages):
        yield "no text"
    if t.get("new_text") and not any(in_order(t["new_text"], words(x)) for x in plain + pages):
        yield "new_text is not in the body"
    everything, source = " ".join(plain + pages + files), raw.decode("latin-1")
    yield from money_faults(t, everything, bool(files) and t["kind"] == "bank_notification")
    yield from domain_faults(source, everything)
    yield from day_faults(source, everything)


# ---------------------------------------------------------------- the whole


def near_duplicates(items, limit):
    """Pairs of (name, text) whose words are alike to this degree -> (name, name, ratio)."""
    rows = [(name, words(text)) for name, text in items]
    rows = [(name, w, Counter(w)) for name, w in rows if len(w) > 3]
    for i, (a, wa, ca) in enumerate(rows):
        for b, wb, cb in rows[i + 1 :]:
            if 2 * sum((ca & cb).values()) < limit * (len(wa) + len(wb)):
                continue
            ratio = SequenceMatcher(None, wa, wb, autojunk=False).ratio()
            if ratio >= limit:
                yield a, b, ratio


def folder_faults(folder, rows):
    names, disk = [t["file"] for t in rows], {p.name for p in (HERE / folder).glob("*.eml")}
    yield from (f"{n}: no label" for n in sorted(disk - set(names)))
    yield from (f"{n}: labelled twice" for n, c in Counter(names).items() if c > 1)
    news, bodies = [], []
    for t in rows:
        name = t["file"]
        if name not in disk:
            yield f"{name}: no message"
            continue
        raw = (HERE / folder / name).read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        yield from (f"{name}: {fault}" for fault in label_faults(t))
        yield from (f"{name}: {fault}" for fault in message_faults(name, raw, message, t))
        plain, pages, _ = texts(message)
        bodies.append((name, " ".join(pages or plain)))
        if t["kind"] not in ("approval", "command"):
            news.append((name, t.get("new_text", "")))
    alike = [*near_duplicates(news, LIKE_TEXT)]
    alike += near_duplicates(bodies, LIKE_BANK) if folder == "banks" else []
    yield from (f"{a} and {b} are {ratio:.0%} alike" for a, b, ratio in alike)


def score_faults(truths):
    """The labels as answers are perfect; no answers, and empty ones, are worth nothing."""
    ideal = score.score(truths, {t["file"]: t for t in truths})
    if ideal["score"] != 1 or any(ideal["counts"].values()):
        yield f"truth as answer scores {ideal['score']}: {ideal['counts']}"
    for name, answers in (
        ("no answers", {}),
        ("empty answers", {t["file"]: {"file": t["file"]} for t in truths}),
    ):
        worth = score.score(truths, answers)["score"]
        if worth:
            yield f"{name} score {worth}"


def path_faults():
    for path in sorted(HERE.rglob("*")):
        inside = path.relative_to(HERE)
        hidden = any(p.startswith(".") or p == "__pycache__" for p in inside.parts)
        if path.is_file() and not hidden and MACHINE_PATH.search(path.read_bytes()):
            yield f"{inside}: a path of a machine"


def main():
    wrong, truths, counts = [], [], {}
    for folder in ("replies", "banks"):
        rows = score.read_lines(HERE / folder / "truth.jsonl")
        wrong += [f"{folder}/{fault}" for fault in folder_faults(folder, rows)]
        truths += rows
        counts[folder] = {"files": len(rows), **Counter(t["kind"] for t in rows)}
    wrong += [*score_faults(truths), *path_faults()]
    sys.stdout.write(("\n".join(wrong) if wrong else "sound: " + json.dumps(counts)) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
