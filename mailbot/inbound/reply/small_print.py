"""What an organisation's server adds below every message: confidentiality, registration, antivirus, "do not print".

An opening alone proves nothing ("Ce message est pour vous dire que je conteste"): it needs the vocabulary of the trade
in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailbot.inbound.reply.folding import fold

PARAGRAPH_LINES = 4
# All of these look at folded text: lower case, no accents.
_OPENING = re.compile(
    r"^\W{0,4}(?:il presente messaggio|(?:ce|cet|le present|ledit) (?:message|courriel|mail|e-?mail|courrier)\b|"
    r"le contenu de c|"
    r"les informations (?:contenues|transmises)|l'information contenue|avertissement\b|avis\b|confidenti|"
    r"mentions? legales?|important\b|note\b|attention\b|si vous n'etes pas|toute (?:diffusion|utilisation|publication)"
    r"|(?:this|the (?:content|information)\w*|any (?:view|opinion|unauthor)\w*|the sender|notice\b|disclaimer|"
    r"if you are not|all information)\b|dies(?:e|es|er)\b|der inhalt|die (?:in dieser|informationen|information)|"
    r"sollten sie|wenn sie|falls sie|(?:wichtiger |rechtlicher )?hinweis|vertraulich"
    r"|este (?:mensaje|correo|e-?mail)|la (?:presente )?(?:informacion|comunicacion)|aviso\b|si (?:usted|ud\.?|vd\.?|"
    r"no)"
    r"|quest[oa] (?:messaggio|e-?mail|comunicazione)|l[ea] informazion|il contenuto|avviso|ai sensi|se (?:non|avete|ha)"
    r"|qualora|dit (?:bericht|e-?mail)|de (?:informatie|inhoud)|aan dit|indien u|als u|deze (?:e-?mail|mail))"
)
_VOCABULARY = re.compile(
    r"confiden[tcz]|vertraulich|vertrouwelijk|riservat|reservad[oa]s? a|destinatair|destinatari|adressat|addressee|"
    r"intended (?:solely|only|recipient|for)|geadresseerde|privileged|secret professionnel|rechtlich geschutzt|"
    r"(?:geen )?rechten (?:worden )?(?:ontleend|aan)|geen rechten|esclusivamente all|usage exclusif|propriete de|"
    r"proteccion de datos|\b2016/679|\brgpd\b|\bgdpr\b|"
    r"trattamento dei dati|strictement interdite|strictly prohibited|personellement|bestimmten empfanger"
)
_ALONE = re.compile(
    r"^\W{0,4}(?:(?:l'absence de|garanti sans|sans) virus|virus-?free|virenfrei|libre de virus|privo di virus|"
    r"virusvrij|"
    r"(?:cet? )?(?:e-?mail|courrier|message).{0,110}\b(?:avast|antivirus)|avast|diese e-?mail wurde (?:von|"
    r"auf) .{0,60}virus"
    r"|(?:(?:please )?(?:pensez|think|denken sie|piense|pensa|denk|ayez)\b.{0,30})(?:environ|planet|imprim|print|"
    r"umwelt|"
    r"medio ambiente|ambiente|milieu)|(?:avant d'|before |prima di |antes de |bevor sie |voordat u ).{0,20}"
    r"(?:imprim|print|stampare|ausdruck|afdruk)|(?:please|bitte|afin de|merci de).{0,25}(?:environment|environnement|"
    r"preserver l'env|contribuer|umwelt|ne pas imprimer|n'imprimer)|n'imprimez|devez-vous vraiment imprimer|"
    r"(?:si vous (?:avez )?rec(?:u|evez)|if you (?:have )?received?|se (?:avete|ha) ricevuto|si ha recibido|"
    r"wenn sie diese|indien u dit|als u dit).{0,30}(?:par erreur|in error|per errore|por error|irrtumlich|ten onrechte)"
    r"|registered (?:in|office)|sitz der gesellschaft|amtsgericht|handelsregister|registergericht|hrb \d|"
    r"registro mercantil|capitale sociale|kvk[ :-]|kamer van koophandel)"
)
_COMPANY = re.compile(
    r"\bau capital (?:social )?(?:de|variable)\b|\bregistered (?:in england|office)|"
    r"\bcompany (?:registration )?number\b|"
    r"\bhrb \d|\bustid|\bcapitale sociale\b|\brcs [a-z]{3,}"
)
_SENTENCE = re.compile(
    r"\b(?:est|sont|ete|fait|vient|procedure|liquidation|redressement|liquidateur|nous|je|we|insolven\w*|ist|wurde)\b"
)


def is_small_print(lines: Sequence[str], index: int = 0) -> bool:
    """Does a paragraph of small print begin at this line?"""
    line = fold(lines[index].strip()[:400])
    if len(line) < 8:
        return False
    if _ALONE.match(line):
        return True
    if _COMPANY.search(line[:200]) and not _SENTENCE.search(line):
        return True
    if not _OPENING.match(line):
        return False
    paragraph = " ".join(lines[index : index + PARAGRAPH_LINES])[:800]
    return bool(_VOCABULARY.search(fold(paragraph)))
