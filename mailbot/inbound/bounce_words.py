"""The words of mail systems: who reports, in which subjects, what is a delay, where the copy begins."""

from __future__ import annotations

import re

DAEMON = re.compile(
    r"^(?:mailer-?_?daemon|post-?_?master|mail-?daemon|mailerdaemon|mdaemon|mail-?deliver\w*|delivery|bounces?|"
    r"maildelivery|smtp-?daemon|fetchmail-daemon|mmdf|uucp|system)\b"
)
NO_REPLY = re.compile(r"^(?:no-?_?reply|ne-?pas-?repondre|do-?not-?reply)[+._@-]")
DAEMON_NAME = re.compile(
    r"mail delivery (?:sub)?system|delivery subsystem|system administrator|administrateur syst[èe]me|"
    r"mail administrator|postmaster|mailer-daemon|internet mail delivery",
    re.I,
)
SUBJECT = re.compile(
    r"undeliver|not delivered|returned (?:mail|message|to sender)|delivery (?:status|fail|report|problem|"
    r"error|notification|unsuccess|has failed|incomplete|delayed)"
    r"|failure (?:notice|delivery)|mail delivery|message delivery|failed delivery|"
    r"could ?n[o']t be delivered|cannot be delivered|non[ -]?remis|non distribu|non d[ée]livr|"
    r"[ée]chec d[eu']|remise (?:retard|diff)"
    r"|rejected mail|mail system error|returning message|unzustellbar|zustell(?:ung|fehl)|nicht zugestellt|"
    r"unbekannter empf|no (?:se )?(?:ha |pudo |entreg)|mancata consegna|impossibile recapitare"
    r"|onbestelbaar|niet (?:be|af)geleverd|delayed mail|warning: (?:could not send|message)|user unknown|"
    r"message non (?:d[ée]livr|remis|distrib)|nondeliverable|delivery error|distribution impossible|"
    r"avis de non|rapport de non",
    re.I,
)
# What a report without headers of its own says in its text, with the address on the same line or the next ones.
REPORT = re.compile(
    r"could not be delivered to\s*:?\s*<[^<>\s]{1,64}@|mail sent on\s*:.{0,80}\s+could not be delivered"
    r"|error: invalid user address\b[\s\S]{0,80}\b5\d\d\b|requested action not taken: (?:no such user|mailbox)"
    r"|the following (?:addresses|recipients?)[\w ]{0,20} had (?:permanent )?(?:fatal |delivery )?errors"
    r"|recipient address rejected|this is the mail system at host|delivery to the following recipients? failed"
    r"|i wasn't able to deliver your message to",
    re.I,
)
RECIPIENT = re.compile(
    r"^\s{0,8}(?:rcpt to|could not be delivered to)\s*:?\s*<?([^\s<>]{1,64}@[^\s<>]{1,200})>?", re.I | re.M
)
NOT_A_BOUNCE = re.compile(
    r"^(?:re ?:|aw ?:|sv ?:|r[ée]p ?:|r[ée]ponse automatique|automatic reply|out of office|auto(?:matische|"
    r"-?reply|-?response)|absence|read:|lu ?:|not read:|non lu ?:)",
    re.I,
)
DELAY = re.compile(
    r"warning only|will be retried|will (?:keep|continue) (?:on )?(?:re)?try|still being retried|"
    r"delivery (?:is|has been) delayed|delayed mail|message delayed|has not (?:yet )?been delivered|"
    r"not yet been delivered"
    r"|do not need to resend|will try again|retard[ée]e?|diff[ée]r[ée]e?|nouvelles? tentatives?|"
    r"probl[èe]me temporaire|remise incompl|temporary problem|delivery incomplete|\(delay\)|sera retent|"
    r"encore tent|verz[öö]gert|wird weiter versucht|temporarily deferred|(?:action|status): delayed",
    re.I,
)
GAVE_UP = re.compile(
    r"given up|giving up|gave up|permanent(?:ly)?|undeliverable|final|expired|échec d[ée]finitif|abandonn|"
    r"has been failed|too long",
    re.I,
)
COPY = re.compile(
    r"^[\s>*-]{0,12}(?:-{2,60}.{0,60}(?:copy|original|returned|headers|undelivered|message|unsent|"
    r"d'origine).{0,60}|(?:below|this) (?:this line )?is a copy of|(?:the )?(?:original|returned) message|"
    r"(?:le )?message d'origine|original-?nachricht|return-path:|received: )",
    re.I,
)
GENERATED_FROM = re.compile(
    r"(?:generated from|expanded from|originally addressed to|adress[ée] [àa] l'origine "
    r"[àa])\s*:?\s*<?([^\s<>()]{1,64}@[^\s<>()]{1,200})>?",
    re.I,
)
# The machine-readable fields where they stand in plain text.
STATED = re.compile(
    r"^[ \t>]*(?:final|original)-recipient:[ \t]*rfc822;[ \t]*<?([^\s<>;]{1,64}@[^\s<>;]{1,200})>?", re.I | re.M
)
