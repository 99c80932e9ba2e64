"""One round of fuzzing: a broken mail, read to the end, timed."""

from __future__ import annotations

import json
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from random import Random

from mailbot.inbound.bounces import read_bounces
from mailbot.inbound.explain import as_json, understand
from mailbot.inbound.parse import parse
from tests.corpus.firm_of_letters import OWN, the_firm
from tests.fuzz.mutations import broken

LIMIT = 1.0  # seconds of processor time for one mail
PUBLIC = Path(__file__).parents[2].parent / "shared" / "corpus" / "public"
FIRM = the_firm()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a round made: the mail, where it failed (empty: it did not), and how long it took."""

    round: int
    raw: bytes
    failure: str
    seconds: float


def mails(public: bool = True) -> list[bytes]:
    """What is broken: the project's own corpus, and the public sets where they lie beside it."""
    files = sorted(OWN.glob("*/*.eml"))
    if public and PUBLIC.is_dir():
        files += [file for file in sorted(PUBLIC.rglob("*")) if file.suffix in (".eml", ".txt") and file.is_file()]
    return [file.read_bytes() for file in files]


def read(number: int, seeds: list[bytes]) -> Finding:
    """Break a mail and read it."""
    random = Random(number)
    raw = broken(random.choice(seeds), random.choice(seeds), random)
    started = time.process_time()
    failure = failure_of(raw)
    return Finding(number, raw, failure, time.process_time() - started)


def failure_of(raw: bytes) -> str:
    """Where reading these bytes raises, empty when it does not."""
    try:
        mail = parse(raw)
        json.dumps(as_json(understand(mail, FIRM), "x.eml"), ensure_ascii=False).encode()
        read_bounces(mail)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"[:300]
    return ""
