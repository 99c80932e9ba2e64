"""Is the From domain proved? Read from the Authentication-Results header (RFC 8601) of a server that we trust.

Only the topmost header whose authserv-id is exactly one of `trusted_authserv_ids` counts: anybody can write such a
header into the mail they send, and only our own server strips or outranks it. Where no server has written one at all,
what we found out about the signature ourselves may stand in for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.inbound.addresses import domain_of
from mailbot.inbound.charsets import unescape_surrogates
from mailbot.inbound.firm import FirmFacts
from mailbot.inbound.parse import Mail

MAX_HEADER = 8_000
# Suffixes under which strangers register: never the domain of an organisation.
_PUBLIC_SECOND_LEVEL = frozenset(
    [
        "co.uk",
        "org.uk",
        "ac.uk",
        "gov.uk",
        "com.fr",
        "asso.fr",
        "gouv.fr",
        "nom.fr",
        "tm.fr",
        "com.au",
        "co.nz",
        "co.jp",
        "com.br",
        "co.za",
        "com.tr",
        "com.pl",
        "com.es",
        "org.es",
        "co.at",
        "or.at",
        "com.pt",
        "com.mx",
        "co.in",
        "com.sg",
        "com.hk",
        "github.io",
    ]
)
_PAIR = re.compile(r'([A-Za-z][A-Za-z0-9._-]{0,60})(?:\s*/\s*\d+)?\s*=\s*((?:"(?:[^"\\]|\\.)*"|[^\s;"])+)')
_SERVER = re.compile(r'\s*(?:"([^"\\]*)"|([^\s"]+))(?:\s|$)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`verdict` True: the From domain is proved; False: it is not; None: no server that we trust said anything."""

    verdict: bool | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What we found out about a message's signatures. True: that of `domain`, which is aligned, holds; False: it does
    not; None: there is none, or the DNS was silent."""

    verdict: bool | None
    domain: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Result:
    method: str
    result: str
    properties: dict[str, str]


def prove(mail: Mail, firm: FirmFacts, checked: Checked | None = None) -> Proof:
    """What the trusted server says about the domain in From; else what we found out ourselves, if anything."""
    results = _trusted_results(mail, firm)
    if results is None and (checked is None or mail.has("authentication-results")):
        return Proof(verdict=None, why="no Authentication-Results header of a trusted server")
    if mail.sender is None:
        return Proof(verdict=False, why="From is missing, double or ambiguous")
    if any("more than one Subject" in defect or "more than one Date" in defect for defect in mail.defects):
        return Proof(verdict=False, why="a header field that a signature covers stands twice")
    if results is None:
        return _by_our_check(checked, domain_of(mail.sender), firm)
    return _by_results(results, domain_of(mail.sender), firm)


def _by_results(results: tuple[_Result, ...], domain: str, firm: FirmFacts) -> Proof:
    if any(item.method == "dmarc" and item.result == "fail" for item in results):
        return Proof(verdict=False, why=f"dmarc=fail for {domain}")
    for item in results:
        if _proves(item, domain, firm):
            return Proof(verdict=True, why=f"{item.method}=pass for {domain}")
    return Proof(verdict=False, why=f"nothing passed that is aligned with {domain}")


def _by_our_check(checked: Checked | None, domain: str, firm: FirmFacts) -> Proof:
    if checked is None or not checked.verdict:
        why = checked.why if checked else ""
        return Proof(verdict=checked.verdict if checked else None, why=f"checked here: {why}")
    if not aligned(checked.domain, domain, organisations(firm)):
        return Proof(verdict=False, why=f"checked here: nothing that is aligned with {domain}")
    return Proof(verdict=True, why=f"dkim=pass for {domain}, checked here")


def worth_checking(mail: Mail, firm: FirmFacts) -> bool:
    """Is it a signed message of a bank or of a member of the firm, about which no server has said anything?

    A header of a server that we do not trust counts too: who wrote it could as well have left it out.
    """
    if mail.sender is None or mail.has("authentication-results") or not mail.has("dkim-signature"):
        return False
    domain = domain_of(mail.sender)
    known = organisations(firm)
    return firm.role_of(mail.sender) is not None or any(domain == one or domain.endswith(f".{one}") for one in known)


def _proves(item: _Result, domain: str, firm: FirmFacts) -> bool:
    if item.result != "pass":
        return False
    if item.method == "dmarc":
        return domain_of("@" + item.properties.get("header.from", domain)) == domain
    if item.method == "dkim":
        signer = item.properties.get("header.d") or domain_of(item.properties.get("header.i", ""))
        return aligned(signer.lower(), domain, organisations(firm))
    return False


def organisations(firm: FirmFacts) -> tuple[str, ...]:
    """The domains that the configuration knows as one organisation each: the firm's own and the banks'."""
    return firm.own_domains + tuple(domain for bank in firm.banks for domain in bank.domains)


def aligned(signer: str, domain: str, organisations: tuple[str, ...] = ()) -> bool:
    """Relaxed alignment (RFC 7489, 3.1.1): the same domain, or parent and child, or both below one that we know.

    Without a public suffix list brothers are only accepted below a configured domain.
    """
    if not signer or "." not in signer or signer in _PUBLIC_SECOND_LEVEL:
        return False
    if signer == domain or domain.endswith("." + signer) or signer.endswith("." + domain):
        return True
    return any(signer.endswith("." + known) and domain.endswith("." + known) for known in organisations)


def _trusted_results(mail: Mail, firm: FirmFacts) -> tuple[_Result, ...] | None:
    for value in mail.all("authentication-results")[:50]:
        clauses = _clauses(_without_comments(unescape_surrogates(value[:MAX_HEADER])))
        server = _SERVER.match(clauses[0]) if clauses else None
        if server and (server[1] or server[2] or "").lower() in firm.trusted_authserv_ids:
            return tuple(_results(clauses[1:]))
    return None


def _results(clauses: list[str]) -> Iterator[_Result]:
    for clause in clauses[:50]:
        pairs = [(name.lower(), value.strip('"').lower()) for name, value in _PAIR.findall(clause)]
        # The method stands first in its clause; a reason="... dkim=pass ..." is one quoted value, never a method.
        if pairs and clause.lstrip().lower().startswith(pairs[0][0]):
            yield _Result(pairs[0][0], pairs[0][1], dict(pairs[1:]))


def _without_comments(value: str) -> str:
    """The value without (nested) comments; what stands in quotes is kept."""
    out: list[str] = []
    depth = 0
    quoted = escaped = False
    for ch in value:
        if escaped:
            escaped = False
        elif ch == "\\":
            escaped = True
        elif ch == '"' and depth == 0:
            quoted = not quoted
        elif not quoted and ch in "()":
            depth = max(0, depth + (1 if ch == "(" else -1))
            out.append(" ")
            continue
        if depth == 0:
            out.append(ch)
    return "".join(out)


def _clauses(value: str) -> list[str]:
    """Split at ';' outside quotes."""
    out = [""]
    quoted = False
    for ch in value:
        quoted ^= ch == '"'
        if ch == ";" and not quoted:
            out.append("")
        else:
            out[-1] += ch
    return [clause.strip() for clause in out]
