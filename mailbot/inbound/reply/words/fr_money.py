"""French: the words of paying that several lists share. Folded text; each list is read as alternatives."""

from __future__ import annotations

# paye, payee, payes … after folding.
PAID = r"(?:paye|regle|vire|verse|solde|acquitte|rembourse|honore|mandate|debourse)(?:e?s?)"
MISSPELT = r"(?:paye[rz]|regle[rz])"
DONE = (
    r"(?:effectue|fait|emis|envoye|expedie|adresse|poste|depose|transmis|donne|passe|realise|execute|remis|"
    r"transfere|lance|opere|initie|saisi|valide|ordonne|procede|signe|mis)(?:e?s?)"
)
MONEY = (
    r"(?:virements?|paiements?|payements?|reglements?|cheques?|versements?|transferts?|prelevements?|mandats?|"
    r"mandatements?|ordres? de virement|telereglements?|mensualites?|echeances?|acomptes?|sommes?|montants?|"
    r"soldes?|provisions?|vrt|vir|transactions?|argent|fonds)"
)
ADV = (
    r"(?: (?:deja|bien|bel et bien|effectivement|pourtant|tout|toute|totalement|integralement|entierement|"
    r"moi-meme|nous-memes|donc|aussi|egalement|enfin|aujourd'hui|hier|hier soir|avant-hier|ce jour|ce matin|"
    r"ce soir|immediatement|quant a (?:moi|nous)|en (?:effet|fait|totalite|temps et en heure)|meme|"
    r"depuis (?:longtemps|belle lurette)|toujours|justement|par (?:virement|cheque|carte|cb)|cette semaine|"
    r"la semaine derniere|en principe|vraisemblablement|recemment|dument|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|normalement|a nouveau|entre-temps|entretemps|de suite|tout de suite|a temps|"
    r"comme convenu))*"
)
# "a payer" is folded "à payer": only after a first person is an infinitive a misspelt participle.
I_HAVE = r"(?:\bj'ai|\bj ai|\bjai|\bg|\bnous avons|\bns avons|\bon a)"
HAVE = (
    r"(?:\bj'ai|\bj ai|\bjai|\bg|\bnous avons|\bns avons|\bon a|\bnous l'avons|\bnous les avons|\bje l'ai|"
    r"\bje les ai|\bon l'a|\bon les a|\bje vous (?:l'|les )?ai|\b(?:nous|on) vous (?:l'|les )?(?:avons|a)|"
    r"\bavons|\bai|\bavoir|\ba|\bont|\bavait|\bj'avais|\bavions|\bavaient|\bayant|\bl'a|\bvous a|\bme suis|"
    r"\bnous (?:nous )?sommes|\bs'est|\btu as)"
)
JUST = (
    r"\bj?(?:viens|venons|vient|viennent) (?:juste |tout juste |a l'instant )?(?:de |d')(?:vous |le |la |les |"
    r"l'|tout )*"
)
BEEN = r"\b(?:a|ont|avait|avaient|avoir)" + ADV + r" ete" + ADV + r"(?: \w+(?: et|,)(?: \w+)?)?"
THOUGHT = r"\b(?:croyais?|pensais?|croyions|pensions|supposais|imaginais)\b"
BEFORE_PAID = (
    THOUGHT,
    (
        r"\b(?:des|lorsqu?e?|quand|une fois|(?<!ci-)apres|(?<!ci-)avant|si|afin|tant)(?: \w+)? (?:que |"
        r"qu'|d'|de )?\S*\s?(?:\w+ ){0,2}$"
    ),
    (
        r"\b(?:pas|jamais|sans|non|aucun\w*|ni|doit|devrait|devait|pourra|reste|restent|aurais|aurait|aurions|"
        r"auriez|auraient)\b(?: \w+){0,2} ?$"
    ),
    r"\bn'(?: ?\w+)? ?$",
)
INSIDE_PAID = (
    r"\b(?:pas|jamais|point|aucun\w*|guere|rien|sera|seront|serait|serai|doit|devrait|devait|pourra|pourrait|"
    r"va etre|vont etre|reste|restent|prevue?|prochain\w*|ne|n'\w+|cessation|declaration|plainte|plan)\b"
)
# A transfer that came back was none.
RETURNED = (
    (
        r"\b(?:revenue?s?|rejete\w*|retournee?s?|refusee?s?|annulee?s?|bloquee?s?|echoue\w*) ?(?:par|hier|ce|"
        r"pour|motif|,|\.|:|\(|faute|car|$)"
    ),
    r"\b(?:nous|m'|lui|vous) ?est revenu|\b(?:a|avait|ont) ete (?:rejete|refuse|retourne|annule|bloque)",
)
