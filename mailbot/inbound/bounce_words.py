"""The words of mail systems: who reports, in which subjects, what is a delay, where the copy begins."""

from __future__ import annotations

import re

DAEMON = re.compile(
    r"^(?:mailer-?_?daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon|mail-?deliver\w*|delivery|bounces?|"
    r"maildelivery|smtp-?daemon|fetchmail-daemon|mmdf|uucp|system)\b"
)
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
NOT_A_BOUNCE = re.compile(
    r"^(?:re ?:|aw ?:|sv ?:|r[ée]p ?:|r[ée]ponse automatique|automatic reply|out of office|auto(?:matische|"
    r"-?reply|-?response)|absence|read:|lu ?:|not read:|non lu ?:)",
    re.I,
)
DELAY = re.compile(
    r"warning only|will be retried|will (?:keep|continue) (?:on )?(?:re)?try|still being retried|"
    r"delivery (?:is|has been) delayed|delayed mail|message delayed|has not (?:yet )?been delivered|"
    r"not yet been delivered"
    r"|do not need to resend|will try again|retard[ée]e?|diff[ée]r[ée]e?|nouvelle tentative|sera retent|"
    r"encore tent|verz[öö]gert|wird weiter versucht|temporarily deferred|(?:action|status): delayed",
    re.I,
)
GAVE_UP = re.compile(
    r"given up|giving up|gave up|permanent(?:ly)?|undeliverable|final|expired|échec d[ée]finitif|abandonn|"
    r"has been failed|too long",
    re.I,
)
COPY = re.compile(
    r"^[\s>*-]{0,12}(?:-{2,}.{0,60}(?:copy|original|returned|headers|undelivered|message|unsent|"
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
