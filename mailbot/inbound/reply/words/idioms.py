"""Phrases that carry the words of an intent without its meaning; they are blanked before the word lists are asked."""

from __future__ import annotations

import re

_IDIOMS = re.compile(
    "|".join(
        (
            (
                r"\bsauf (?:erreur|meprise)(?: (?:ou|et) omission)?(?: de (?:ma|notre|votre|sa) part)?|"
                r"\bsi je ne (?:me trompe|m'abuse)(?: pas)?|\ba defaut\b"
            ),
            (
                r"\b(?:en cas (?:de|d')|pour tout|pour toute|toute|eventuell?e?s?) ?(?:\w+ )?(?:litige|"
                r"contestation|desaccord|difficulte|non[- ]paiement|reclamation)\w*|\bsans (?:contestation|"
                r"litige|reserve|discuter|contester)\w*"
            ),
            (
                r"\b(?:ne|n'|sans) ?(?:vous |la |le |les |l'|en |me )*(?:contest|discut|disput|"
                r"remet)\w*(?: (?:evidemment|bien sur|bien entendu|absolument|certes|donc|du tout|nullement|"
                r"en rien|en aucun cas|aucunement))*(?: (?:pas|nullement|aucunement|point|rien|en rien|guere|"
                r"plus))(?: du tout)?|\b(?:conteste|contestons) (?:pas|rien|plus|nullement)\b"
            ),
            (
                r"\b(?:aucune?|pas de|ni|plus de|sans|plus aucun) (?:contestation|litige|reserve|desaccord|"
                r"reclamation)s?\b|\blitige (?:est |a ete |etant )?(?:clos|regle|resolu|termine|solde|leve)\b|"
                r"\bincontest\w+|\bnon contest\w+|\bpas (?:pour |la |de |une |le but de )*(?:contester|"
                r"discuter)\b"
            ),
            r"\bpas (?:en |dans )?(?:desaccord|litige)\b|\bchef de litiges?|\bservice (?:du )?contentieux",
            (
                r"\b(?:not|n't|never|without|nor) (?:be )?(?:disput|contest|challeng|query)\w*|\bundisputed\b|"
                r"\bno (?:dispute|objection|issue)s?\b|\bdispute resolution\b|\bin (?:case|"
                r"the event) of (?:a )?(?:dispute|query)|\bunless i am mistaken|\bif i am not mistaken"
            ),
            (
                r"\bbestreite\w* (?:ich |wir )?(?:\w+ ){0,3}nicht\b|\b(?:nicht|kein\w*) (?:widersprech|"
                r"bestreit|beanstand|reklam)\w*|\bno (?:discut|impugn|reclam|cuestion)\w+|\bnon (?:contest|"
                r"discut)\w+|\bbetwist\w* (?:\w+ ){0,3}niet|\bgeen bezwaar\b"
            ),
            r"^bonne reception\W*$",
            r"\bhors litige\b|\bnote de frais\b|\bdate de valeur\b|\bretour (?:de |d')?conges?\b",
        )
    )
)


def without_idioms(folded: str) -> str:
    """The folded text with idioms blanked, the same length."""
    return _IDIOMS.sub(lambda found: " " * len(found[0]), folded)
