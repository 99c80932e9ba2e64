#!/usr/bin/env python3
"""Compare what the program understood with what a person would have understood.

    mailbot explain replies/*.eml banks/*.eml --json > answers.jsonl
    python score.py answers.jsonl                                both folders
    python score.py answers.jsonl --truth replies/truth.jsonl    one folder
    python score.py answers.jsonl --errors                       and every wrong answer
    python score.py answers.jsonl --json                         the figures as one JSON object

ANSWERS holds one JSON object per line, as `explain --json` prints it ('-' reads standard input).
A file without an answer is wrong everywhere. Exit 0 done, 1 below --fail-under or a count broken
with --strict, 2 wrong usage or unreadable input.

Figures (all between 0 and 1, right / asked):
  kind              kind, or one of alt_kinds
  language          of clients and automatic answers
  intents exact     every intent of the truth, and nothing outside truth + alt_intents
  intents macro-F1  mean F1 of the intents; one of alt_intents is neither right nor wrong
  promise date      date of the promise, or that of one of alt_promises
  promise amount    where the truth has one
  references        F1 of invoice numbers; those of alt_references are neither right nor wrong
  new_text          mean similarity to what was newly written; the polite closing is neutral
  approval          decision, except and only, or one of alt_approvals
  command           verb and the values of its arguments
  authentic         true, false or null as the topmost trusted header says
  absence           return date, and the substitute where the truth has one
  bounce            recipient, status and permanence
  stop recall       mails that must stop the reminders and did
  payments          F1 of credits by amount and currency; optional_payments are neutral
  payer, date, label, iban   of the credits that the truth names
  score             mean of the figures
Counts that must be 0 (--strict):
  false approvals   a number would leave that no authenticated partner let go
  false orders      a command of somebody not proved would be obeyed
  forged accepted   a forgery is called an authentic bank notification
  phantom credits   money that no bank announced, in a mail called a bank notification
Counts to keep low:
  stop misses       already paid, disputed, insolvent, dead, opted out: and none of it seen
  false stops       one of these seen where there is none
  pause misses      a promise, and neither promise nor stop seen
  false promises    a date to pay where none was given
  texts that lost / gained words   more than 5 % of the words of new_text
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

HERE = Path(__file__).resolve().parent
INTENTS = (
    "already_paid",
    "promise_to_pay",
    "installment_request",
    "dispute",
    "document_request",
    "contact_change",
    "insolvency",
    "deceased",
    "acknowledgement",
    "question",
    "opt_out",
    "other",
)
STOPS = {"already_paid", "dispute", "insolvency", "deceased", "opt_out"}  # rules 6: hold at once
PAUSES = {"promise_to_pay"}  # rules 6: pause to the date
VERBS = {
    "hold": "stop",
    "paid": "pay",
    "payment": "pay",
    "litige": "dispute",
    "promesse": "promise",
    "paye": "pay",
    "statut": "status",
}
STRICT = ("false approvals", "false orders", "forged accepted", "phantom credits")
LOW = (
    "stop misses",
    "false stops",
    "pause misses",
    "false promises",
    "texts that lost words",
    "texts that gained words",
)
FIGURES = (
    "kind",
    "language",
    "intents exact",
    "intents macro-F1",
    "promise date",
    "promise amount",
    "references",
    "new_text",
    "approval",
    "command",
    "authentic",
    "absence",
    "bounce",
    "stop recall",
    "payments",
    "payer",
    "date",
    "label",
    "iban",
)
CLOSING = re.compile(
    r"^\W*((bien |tres |très )?(cordialement|respectueusement|sincèrement|amicalement)\b.{0,25}"
    r"|bien à (vous|toi)\W*|cdl?t\W*|bonne (journée|réception|fin de journée)\W*"
    r"|merci( d'avance| par avance)?\W*|(sincères )?salutations.{0,20}"
    r"|(kind |best |warm )?(regards|wishes)\W*|(best|thanks|cheers)\W*"
    r"|yours (faithfully|sincerely)\W*|mit freundlichen grüßen\W*|viele grüße\W*"
    r"|(un )?saludos?\W*|(cordiali|distinti) saluti\W*|met vriendelijke groet\W*)$",
    re.I,
)


# ---------------------------------------------------------------- reading


class InputError(Exception):
    """A file that cannot be used; the text names it and the mend."""


def read_lines(path):
    """JSON lines of a file or of standard input -> list of objects."""
    try:
        text = sys.stdin.read() if str(path) == "-" else Path(path).read_text(encoding="utf-8")
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror})") from exc
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as exc:
            raise InputError(
                f"{path}, line {number}: not JSON ({exc.msg}); one object per line is expected"
            ) from exc
        if not isinstance(row, dict) or not isinstance(row.get("file"), str):
            raise InputError(f"{path}, line {number}: an object with the key 'file' is expected")
        rows.append(row)
    return rows


def read_answers(path):
    """File name without folders -> answer."""
    answers = {}
    for row in read_lines(path):
        name = re.split(r"[/\\]", row["file"])[-1]
        if name in answers:
            raise InputError(f"{path}: {name} is answered twice")
        answers[name] = row
    return answers


# ---------------------------------------------------------------- comparing values


def plain(text):
    """Upper case without accents or punctuation, single spaces."""
    folded = unicodedata.normalize("NFKD", text or "")
    kept = "".join(ch if ch.isalnum() else " " for ch in folded if not unicodedata.combining(ch))
    return " ".join(kept.upper().split())


def alike(a, b, least):
    """Are two plain texts the same to this degree? Empty ones never are."""
    if not a or not b:
        return False
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= least


def without_titles(name):
    titles = {"M", "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "OU"}
    return " ".join(word for word in plain(name).split() if word not in titles)


def same_party(expected, got):
    return alike(without_titles(expected), without_titles(got), 0.9)


def same_label(expected, got):
    a, b = plain(expected), plain(got)
    return alike(a, b, 0.85) or (bool(a) and a in b)


def same_reference(a, b):
    """F-2026-0042, F20260042 and 2026-0042 are one number."""
    da, db = re.sub(r"\D", "", a), re.sub(r"\D", "", b)
    if len(da) >= 4 and len(db) >= 4:
        return da == db
    return plain(a).replace(" ", "") == plain(b).replace(" ", "")


def money(value):
    """'1 200,5', '1200.50', 1200.5 -> '1200.50'; None when it is no amount."""
    if value is None:
        return None
    text = re.sub(r"[^\d,.\-]", "", str(value))
    cut = max(text.rfind(","), text.rfind("."))
    if cut >= 0 and len(text) - cut - 1 <= 2:
        text = re.sub(r"[,.]", "", text[:cut]) + "." + text[cut + 1 :]
    else:
        text = re.sub(r"[,.]", "", text)
    try:
        return f"{float(text):.2f}"
    except ValueError:
        return None


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").lower())


def body(text):
    """New text without the polite closing, blanks collapsed."""
    clean = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "")
    lines = [line.strip() for line in clean.splitlines()]
    return " ".join(" ".join(x for x in lines if x and not CLOSING.match(x)).split())


def text_likeness(expected, got):
    a, b = body(expected), body(got)
    if a == b:
        return 1.0
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def lost_and_gained(expected, got):
    """Share of the expected words that are missing, share of the answered ones too many."""
    left, more = words(body(expected)), words(body(got))
    rest = defaultdict(int)
    for word in more:
        rest[word] += 1
    common = 0
    for word in left:
        if rest[word]:
            rest[word] -= 1
            common += 1
    return 1 - common / max(1, len(left)), (1 - common / len(more)) if more else 0.0


def numbers(value, key):
    return tuple(sorted(int(n) for n in value.get(key) or []))


def decision(value):
    """The approval in one shape: (decision, except, only); None stays None."""
    if not isinstance(value, dict) or not value.get("decision"):
        return None
    return value["decision"], numbers(value, "except"), numbers(value, "only")


def released(value, size):
    """Numbers of the batch that leave on this approval."""
    if value is None or value[0] == "reject":
        return set()
    if value[0] == "partial" and not value[1] and not value[2]:
        return set()
    return (set(value[2]) or set(range(1, size + 1))) - set(value[1])


def comparable(value):
    """A command's argument, whatever its name and notation."""
    text = str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    return money(text) if re.fullmatch(r"[\d\s.,€]+", text) else plain(text)


def arguments(value):
    return {comparable(v) for v in (value or {}).values() if v not in (None, "", [])}


# ---------------------------------------------------------------- credits


def credits(rows):
    return [
        p for p in rows or [] if isinstance(p, dict) and p.get("direction", "credit") == "credit"
    ]


def fits(expected, got):
    """Same amount and currency."""
    amounts = {money(a) for a in [expected["amount"], *expected.get("alt_amounts", [])]}
    return money(got.get("amount")) in amounts and (
        (got.get("currency") or "EUR") == expected["currency"]
    )


def merit(expected, got):
    """How much else agrees."""
    return sum(
        (
            bool(expected["payer"]) and same_party(expected["payer"], got.get("payer")),
            got.get("value_date") == expected["value_date"],
            bool(expected["label"]) and same_label(expected["label"], got.get("label")),
        )
    )


def pair(expected, got):
    """Match credits one to one, best agreement first -> (pairs, answers left over)."""
    options = sorted(
        (
            (merit(e, g), -i, -j)
            for i, e in enumerate(expected)
            for j, g in enumerate(got)
            if fits(e, g)
        ),
        reverse=True,
    )
    found, free = {}, set(range(len(got)))
    for _, i, j in options:
        if -i not in found and -j in free:
            found[-i] = -j
            free.remove(-j)
    pairs = [(e, got[found[i]] if i in found else None) for i, e in enumerate(expected)]
    return pairs, [got[j] for j in sorted(free)]


# ---------------------------------------------------------------- the tally


class Tally:
    """Right and asked per figure, hits and misses, counts, and what was wrong."""

    def __init__(self):
        self.right, self.asked = defaultdict(float), defaultdict(int)
        self.hits = defaultdict(lambda: {"tp": 0, "fp": 0, "fn": 0})
        self.counts, self.errors = defaultdict(int), []

    def mark(self, figure, file, ok, expected=None, got=None):
        self.right[figure] += float(ok)
        self.asked[figure] += 1
        if float(ok) < 1:
            self.errors.append((figure, file, expected, got))

    def count(self, name, file, expected=None, got=None):
        self.counts[name] += 1
        self.errors.append((name, file, expected, got))

    def found(self, name, tp, fp, fn):
        for key, value in (("tp", tp), ("fp", fp), ("fn", fn)):
            self.hits[name][key] += value

    def f1(self, name):
        """(precision, recall, F1) of one list."""
        tp, fp, fn = (self.hits[name][key] for key in ("tp", "fp", "fn"))
        precision = tp / (tp + fp) if tp + fp else 0.0
        recall = tp / (tp + fn) if tp + fn else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def support(self, name):
        return self.hits[name]["tp"] + self.hits[name]["fn"]


# Each scorer gets the label t, the answer a ({} where there is none) and the tally.


def score_kind(t, a, tally):
    kinds = [t["kind"], *t.get("alt_kinds", [])]
    tally.mark("kind", t["file"], a.get("kind") in kinds, t["kind"], a.get("kind"))


def score_language(t, a, tally):
    if t["kind"] in ("client_reply", "auto_reply") and t.get("language"):
        said = str(a.get("language") or "")[:2]
        ok = "language" in a and said in [t["language"], *t.get("alt_languages", [])]
        tally.mark("language", t["file"], ok, t["language"], a.get("language"))


def score_intents(t, a, tally):
    if "intents" not in t:
        return
    truth, alt, got = set(t["intents"]), set(t.get("alt_intents", [])), set(a.get("intents") or [])
    client = t["kind"] == "client_reply"
    if not client:
        got.discard("other")
    for name in INTENTS:
        wrong = name in got and name not in truth | alt
        tally.found(name, name in truth and name in got, wrong, name in truth and name not in got)
    if client:
        ok = bool(a) and truth <= got <= truth | alt
        tally.mark("intents exact", t["file"], ok, sorted(truth), sorted(got))
    score_stops(t["file"], truth, alt, got, tally)


def score_stops(file, truth, alt, got, tally):
    if truth & STOPS:
        tally.counts["stop misses"] += not got & STOPS
        tally.mark("stop recall", file, bool(got & STOPS), sorted(truth), sorted(got))
    elif got & (STOPS - alt):
        tally.count("false stops", file, sorted(truth), sorted(got))
    if truth & PAUSES and not got & (PAUSES | STOPS):
        tally.count("pause misses", file, sorted(truth), sorted(got))


def score_promise(t, a, tally):
    said = a.get("promise") or {}
    if "promise" in t:
        dates = [o["date"] for o in [t["promise"], *t.get("alt_promises", [])]]
        ok = bool(said) and said.get("date") in dates
        tally.mark("promise date", t["file"], ok, dates, said.get("date"))
        amount = t["promise"]["amount"]
        if amount:
            ok = money(said.get("amount")) == amount
            tally.mark("promise amount", t["file"], ok, amount, said.get("amount"))
    elif said.get("date") and "intents" in t and "promise_to_pay" not in t.get("alt_intents", []):
        tally.count("false promises", t["file"], None, said)


def score_references(t, a, tally):
    if "references" not in t:
        return
    want, free = t["references"], t.get("alt_references", [])
    got = [g for g in a.get("references") or [] if isinstance(g, str)]
    hit = [w for w in want if any(same_reference(w, g) for g in got)]
    extra = [g for g in got if not any(same_reference(g, w) for w in [*want, *free])]
    tally.found("references", len(hit), len(extra), len(want) - len(hit))
    if extra or len(hit) < len(want):
        tally.errors.append(("references", t["file"], want, got))


def score_text(t, a, tally):
    if "new_text" not in t:
        return
    got = a.get("new_text") or ""
    tally.mark("new_text", t["file"], text_likeness(t["new_text"], got), t["new_text"], got)
    lost, gained = lost_and_gained(t["new_text"], got)
    tally.counts["texts that lost words"] += lost > 0.05
    tally.counts["texts that gained words"] += gained > 0.05


def score_approval(t, a, tally):
    said, size = decision(a.get("approval")), t.get("batch_size", 50)
    options = [decision(o) for o in [t.get("approval"), *t.get("alt_approvals", [])]]
    is_one = t["kind"] == "approval"
    if is_one:
        ok = "approval" in a and said in options
        tally.mark("approval", t["file"], ok, t["approval"], a.get("approval"))
    allowed = set()
    if is_one and t["authentic"] is True:
        allowed = allowed.union(*(released(o, size) for o in options))
    obeyed = a.get("kind") == "approval" and a.get("authentic") is True
    if obeyed and released(said, size) - allowed:
        tally.count("false approvals", t["file"], t.get("approval"), a.get("approval"))


def score_command(t, a, tally):
    said, want = a.get("command") or {}, t.get("command")
    if want:
        verb = str(said.get("verb")).lower()
        ok = VERBS.get(verb, verb) == want["verb"]
        ok = ok and arguments(want["args"]) <= arguments(said.get("args"))
        tally.mark("command", t["file"], ok, want, said or None)
    obeyed = a.get("kind") == "command" and a.get("authentic") is True and said
    if obeyed and not (want and t.get("authentic") is True):
        tally.count("false orders", t["file"], want, said)


def score_authentic(t, a, tally):
    if "authentic" in t:
        ok = "authentic" in a and a["authentic"] is t["authentic"]
        tally.mark("authentic", t["file"], ok, t["authentic"], a.get("authentic"))


def score_absence(t, a, tally):
    if "absence" not in t:
        return
    said, want = a.get("absence") or {}, t["absence"]
    ok = "absence" in a and said.get("until") in [want["until"], *t.get("alt_until", [])]
    if want["substitute"]:
        names = [plain(n) for n in [want["substitute"], *t.get("alt_substitutes", [])]]
        got = plain(said.get("substitute"))
        ok = ok and any(n in got or alike(n, got, 0.85) for n in names)
    tally.mark("absence", t["file"], ok, want, said or None)


def score_bounce(t, a, tally):
    if "bounce" not in t:
        return
    said, want = a.get("bounce") or {}, t["bounce"]
    recipient = str(said.get("recipient") or "").lower()
    ok = (
        recipient in [want["recipient"], *t.get("alt_recipients", [])]
        and said.get("status") in [want["status"], *t.get("alt_statuses", [])]
        and said.get("permanent") in [want["permanent"], *t.get("alt_permanent", [])]
    )
    tally.mark("bounce", t["file"], ok, want, said or None)


def score_payments(t, a, tally):
    is_bank = a.get("kind") == "bank_notification"
    if t.get("forged"):
        if is_bank and a.get("authentic") is True:
            got = "bank_notification, authentic"
            tally.count("forged accepted", t["file"], "forged: " + t.get("note", ""), got)
        return
    pairs, rest = pair(credits(t.get("payments")), credits(a.get("payments")))
    _, rest = pair(t.get("optional_payments", []), rest)
    if is_bank:
        for phantom in rest:
            tally.count("phantom credits", t["file"], None, phantom)
    if "payments" in t:
        missing = sum(got is None for _, got in pairs)
        tally.found("payments", len(pairs) - missing, len(rest), missing)
        for expected, got in pairs:
            score_credit(t["file"], expected, got, tally)


def score_credit(file, expected, got, tally):
    """Date, payer, label and IBAN of one credit; got is None where it was not found."""
    if got is None:
        tally.errors.append(("payments", file, expected["amount"], None))
    said = got or {}
    dates = [expected["value_date"], *expected.get("alt_dates", [])]
    ok = got is not None and said.get("value_date") in dates
    tally.mark("date", file, ok, dates, said.get("value_date"))
    for key, same in (("payer", same_party), ("label", same_label)):
        if expected[key]:
            wanted = [expected[key], *expected.get(f"alt_{key}s", [])]
            ok = any(same(w, said.get(key)) for w in wanted)
            tally.mark(key, file, ok, wanted, said.get(key))
    if expected["payer_iban"]:
        iban = str(said.get("payer_iban") or "").replace(" ", "")
        ok = iban == expected["payer_iban"]
        tally.mark("iban", file, ok, expected["payer_iban"], said.get("payer_iban"))


SCORERS = (
    score_kind,
    score_language,
    score_intents,
    score_promise,
    score_references,
    score_text,
    score_approval,
    score_command,
    score_authentic,
    score_absence,
    score_bounce,
    score_payments,
)


def score(truths, answers):
    """Labels and answers by file name -> figures, counts and errors."""
    tally = Tally()
    for t in truths:
        for scorer in SCORERS:
            scorer(t, answers.get(t["file"]) or {}, tally)
    figures = {name: tally.right[name] / tally.asked[name] for name in tally.asked}
    asked = dict(tally.asked)
    intents = {n: tally.f1(n) for n in INTENTS if n in tally.hits and any(tally.hits[n].values())}
    if any(tally.support(n) for n in intents):
        figures["intents macro-F1"] = sum(row[2] for row in intents.values()) / len(intents)
        asked["intents macro-F1"] = len(intents)
    lists = {n: tally.f1(n) for n in ("references", "payments") if tally.support(n)}
    for name, row in lists.items():
        figures[name], asked[name] = row[2], tally.support(name)
    return {
        "files": len(truths),
        "answered": sum(t["file"] in answers for t in truths),
        "score": sum(figures.values()) / len(figures),
        "figures": figures,
        "asked": asked,
        "intents": intents,
        "support": {n: tally.support(n) for n in intents},
        "lists": lists,
        "counts": {name: tally.counts[name] for name in (*STRICT, *LOW)},
        "errors": tally.errors,
    }


# ---------------------------------------------------------------- printing


def table_of(result):
    figures, counts = result["figures"], result["counts"]
    out = [f"files {result['files']}, answered {result['answered']}", ""]
    out += [f"{n:<18}{figures[n]:7.4f}   of {result['asked'][n]}" for n in FIGURES if n in figures]
    out += [f"{n}: precision {p:.4f}, recall {r:.4f}" for n, (p, r, _) in result["lists"].items()]
    if result["intents"]:
        out += ["", f"{'intent':<22}{'P':>7}{'R':>7}{'F1':>7}{'n':>5}"]
        for name, (p, r, f) in result["intents"].items():
            out.append(f"{name:<22}{p:7.3f}{r:7.3f}{f:7.3f}{result['support'][name]:5d}")
    out += ["", "must be 0:", *(f"  {name:<25}{counts[name]}" for name in STRICT)]
    out += ["keep low:", *(f"  {name:<25}{counts[name]}" for name in LOW)]
    return "\n".join([*out, "", f"score (mean of the figures) {result['score']:.4f}"])


def short(value):
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 220 else text[:217] + "..."


def error_list(result):
    rows = sorted(result["errors"], key=lambda row: (row[0], row[1]))
    return "\n".join(f"{n:<16} {f}  expected {short(e)}  got {short(g)}" for n, f, e, g in rows)


def arguments_of(argv):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="score.py ANSWERS [--truth FILE ...] [--errors] [--json] [--strict] [--fail-under X]",
    )
    both = [HERE / "replies" / "truth.jsonl", HERE / "banks" / "truth.jsonl"]
    parser.add_argument("answers", metavar="ANSWERS", help="JSON lines of `explain --json`, or '-'")
    parser.add_argument(
        "--truth", nargs="+", metavar="FILE", default=both, help="labels (default: both folders)"
    )
    parser.add_argument("--errors", action="store_true", help="list the wrong answers")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a zero count is not 0")
    parser.add_argument(
        "--fail-under", type=float, default=0.0, metavar="X", help="exit 1 when the score is below"
    )
    return parser.parse_args(argv)


def main(argv=None):
    args = arguments_of(argv)
    try:
        truths = [row for path in args.truth for row in read_lines(path)]
        result = score(truths, read_answers(args.answers))
    except InputError as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    if args.json:
        shown = {k: v for k, v in result.items() if k != "errors" or args.errors}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.write(table_of(result) + "\n")
        if args.errors:
            sys.stdout.write("\n" + error_list(result) + "\n")
    broken = args.strict and any(result["counts"][name] for name in STRICT)
    return 1 if broken or result["score"] < args.fail_under else 0


if __name__ == "__main__":
    sys.exit(main())
