"""Which lines of a partner's answer may hold a decision, and which are manners: greetings, thanks, signatures, footers.

Manners must be recognised for certain, because a line that is neither manners nor a decision makes the whole answer
approve nothing. So every list here is closed, and names count as a signature only after a closing formula or when
they are the writer's.
"""

from __future__ import annotations

import re
import unicodedata

from mailbot.core.approving.approval_words import CLOSING, GREETING, MANNERS, is_operative

# Plain-text mail is wrapped between 72 and 78 columns: a line followed by a word that had no room there goes on in
# the next one.
_WRAP_AT = 72
_CUT = re.compile(
    r"-+ ?(message d'origine|message original|original message|message transfere|forwarded message).*"
    r"|(de|from|von) ?: .+"
)
_ATTRIBUTION = re.compile(r"(le|on|el|il|am) .*(\d{4}|\d{1,2} ?[:h] ?\d{2}|@).*(a ecrit|wrote|schrieb) ?:")
_FOOTER = re.compile(
    r"(envoye|sent|gesendet) (de|depuis|from|via|a partir de|avec|with|von)\b[^.]{0,60}"
    r"|(obtenir|obtenez|get|telecharger|telechargez?) outlook.{0,40}"
)
_DEVICE = re.compile(
    r"\b(iphone|ipad|mobile|telephone|smartphone|android|ios|samsung|galaxy|outlook|orange|proton|yahoo|gmail|blackberry|phone)\b"
)
_CONTACT = re.compile(r".*@.*|(https?://|www\.)\S+|([a-z]{1,9}\.? ?:? ?)?\+?[\d .()/-]{8,}|.*\b\d{5}\b [a-z' -]+")
_TITLE = re.compile(
    r".*\b(avocat|avocate|avocats|associe|associee|partner|expert-comptable|notaire|cabinet|etude|selarl|scp|sarl|sas|"
    r"barreau|attorney|lawyer|solicitor|directeur|directrice|director|gerant|gerante|manager)\b.*"
)
_SPELLINGS = (("’", "'"), ("‘", "'"), ("`", "'"), ("–", "-"), ("—", "-"), ("−", "-"))
_INITIALS = re.compile(r"[A-Z]\.?[ -]?[A-Z]\.?([ -]?[A-Z]\.?)?")
_NAME_WORD = re.compile(r"(?:[A-Z]\.|(?:d'|de|du|van|von|le|la)|[A-Z][A-Za-z'-]+)")


def fold(text: str) -> str:
    """Lower case without accents, letter for letter, so that positions stay those of `text`."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower() for letter in text)


def clean(text: str) -> str:
    """One spelling for spaces, quotes, dashes and number signs; without emphasis marks, emoji and invisible
    characters."""
    text = re.sub(r"\b[nN] ?[°º]s? ?", "#", text)
    text = unicodedata.normalize("NFKC", text)
    for odd, plain in _SPELLINGS:
        text = text.replace(odd, plain)
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"So", "Sk", "Cf", "Cn", "Mn", "Cc"})
    return re.sub(r"[ \t]+", " ", re.sub(r'[*_"«»“”]', "", text))


def own_lines(text: str) -> list[str]:
    """The writer's own lines: quotes skipped, everything from a signature mark or a copied header on cut, wrapped
    lines joined."""
    return [line for line in _unwrapped([cleaned for _, cleaned in kept_lines(text)]) if line]


def kept_lines(text: str) -> list[tuple[str, str]]:
    """The same as they were written and cleaned, an empty pair for what was skipped."""
    kept: list[tuple[str, str]] = []
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    for index, raw in enumerate(lines):
        folded = fold(clean(raw)).strip()
        if raw == "--":
            break
        if raw.startswith(">") or set(folded) <= set("-_=."):
            kept.append(("", ""))
            continue
        if _CUT.fullmatch(folded):
            break
        if _ATTRIBUTION.fullmatch(folded):
            if next((line for line in lines[index + 1 :] if line), ">").startswith(">"):
                continue
            break
        kept.append((raw, clean(raw).strip()))
    return kept


def _unwrapped(lines: list[str]) -> list[str]:
    joined: list[str] = []
    length = 0
    for line in lines:
        first_word = line.split(" ", 1)[0]
        if joined and joined[-1] and line and length + 1 + len(first_word) > _WRAP_AT:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        length = len(line)
    return joined


def without_manners(line: str) -> str:
    """The line without a greeting in front and polite words behind; "" when it was nothing else."""
    rest = line.strip(" .,!;:-")
    while True:
        folded = fold(rest)
        found = MANNERS.search(folded)
        greeting = GREETING.match(folded)
        if found and _only_a_name(rest[slice(*found.span("name"))]):
            rest = rest[: found.start()].strip(" .,!;:-")
        elif greeting and _only_a_name(rest[slice(*greeting.span("name"))]):
            rest = rest[greeting.end() :].strip(" .,!;:-")
        else:
            return rest


def split_signature(lines: list[str], writer: str) -> tuple[list[str], list[str]]:
    """The lines before the signature, and the signature. It begins with a closing formula or with the writer's own
    name, and every line of it must look like one; otherwise there is none."""
    first = len(lines)  # from here on every line looks like a signature; found once, from the end
    while first and _signs(lines[first - 1], writer):
        first -= 1
    for index in range(max(0, first - 1), len(lines)):
        line = lines[index]
        if index >= max(1, first) and _is_writer(line, writer):
            return lines[:index], lines[index:]
        if CLOSING.fullmatch(fold(line).strip(" .,!")):
            return lines[:index], lines[index:]
    return [line for line in lines if not is_footer(line)], [line for line in lines if is_footer(line)]


def is_footer(line: str) -> bool:
    """The line that a phone adds."""
    folded = fold(line).strip(" .")
    after_verb = folded.partition(" ")[2]
    return bool(_FOOTER.fullmatch(folded) and _DEVICE.search(folded)) and not is_operative(after_verb)


def _signs(line: str, writer: str) -> bool:
    folded = fold(line).strip(" ,.|")
    if is_footer(line) or _is_writer(line, writer) or _CONTACT.fullmatch(folded) or CLOSING.fullmatch(folded):
        return True
    return not is_operative(folded) and (bool(_TITLE.fullmatch(folded)) or _is_name(line))


def _is_name(line: str) -> bool:
    """One to five capitalised words."""
    plain = unicodedata.normalize("NFD", line.strip(" ,."))
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return 0 < len(words) <= 5 and words[0][0].isupper() and all(_NAME_WORD.fullmatch(word) for word in words)


def _is_writer(line: str, writer: str) -> bool:
    """Made of the writer's own names (from the sender's name and address), or of initials that could be theirs."""
    known = set(re.findall(r"[a-z]{2,}", fold(writer)))
    words = re.findall(r"[a-z]+", fold(line))
    if not known or not words or re.search(r"[\d?:]", line):
        return False
    initials = {word[0] for word in known}
    if _INITIALS.fullmatch(line.strip()) and not is_operative(fold(line)):
        return all(letter in initials for word in words for letter in word)
    return bool(known & set(words)) and all(word in known or word in initials for word in words)


def _only_a_name(text: str) -> bool:
    """Nothing, or a capitalised word or two that order nothing."""
    words = text.split()
    return not words or (all(word[0].isupper() for word in words) and not is_operative(fold(text)))
