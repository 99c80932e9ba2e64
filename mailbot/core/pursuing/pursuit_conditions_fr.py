"""The conditions of the ways after the last notice, in French: what was found, and what it would need."""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "ladder_climbed": "toutes les relances sont parties et le délai de la dernière est passé ({day})",
    "debtor_address": "l'adresse postale du débiteur n'est pas complète : rue, code postal et ville sont nécessaires",
    "debtor_siren": "le SIREN du débiteur n'est pas connu : le relever au registre (il identifie la partie)",
    "creditor_identity": "l'adresse ou le SIREN du créancier manque : compléter firm dans la configuration",
    "invoice_copy": "la copie de {numbers} n'est pas dans les livres : l'importer ou la joindre",
    "proof_of_order": (
        "la commande, le devis signé ou le contrat ne sont pas dans les livres : les joindre au bordereau"
    ),
    "unplaced_money": "{amount} reçus de ce client ne sont rapprochés d'aucune facture : les rapprocher d'abord",
    "interest_unknown": "les intérêts n'ont pas pu être calculés : {why}",
    "vat_unknown": "la TVA de {numbers} n'est pas connue : elle sépare le hors taxes de la taxe",
    "other_currency": "{numbers} : autre devise, hors de cette somme ; à traiter à part",
    "promised": "un règlement est promis ({why}) : attendre le {until} ou lever la promesse",
    "instalments": "un échéancier est en cours ({why}) : il faut d'abord qu'il soit rompu",
    "credits_cover": "les avoirs à déduire couvrent ce qui est dû",
    "disputed": "la créance est contestée ({why}) : une créance contestée se plaide au fond",
    "insolvent": "procédure collective : les poursuites s'arrêtent, la créance se déclare",
    "deceased": "le client est décédé ({why}) : identifier d'abord le notaire chargé de la succession",
    "foreign_creditor": "le créancier est établi hors de France ({country}) : seules les voies françaises sont connues",
    "foreign_debtor": (
        "le débiteur est hors de France ({country}) : aucune voie devant les juridictions de son pays n'est connue ici"
    ),
    "public_debtor": (
        "débiteur public : rien de ce qui est réuni ici n'ouvre cette voie contre lui ; demander d'abord où en est le"
        " paiement et réclamer les intérêts moratoires"
    ),
    "own_fees": (
        "les honoraires d'un avocat se fixent devant le bâtonnier, jamais par injonction de payer ni par un tribunal"
    ),
    "secrecy": "confier les honoraires d'un avocat à un tiers révèle un secret : voie écartée d'office",
    "formal_notice": "la mise en demeure est partie le {day}",
    "no_formal_notice": "aucune mise en demeure n'est partie pour {numbers} : l'envoyer d'abord",
    "notice_reception": "joindre la preuve de réception de la mise en demeure, si elle est partie en recommandé",
    "limitation": "agir au plus tard le {day} (prescription)",
    "limitation_over": "la prescription est peut-être acquise depuis le {day} : faire vérifier avant tout acte",
    "limitation_public": "agir au plus tard le {day} (prescription)",
    "limitation_public_over": "la prescription est peut-être acquise depuis le {day} : faire vérifier avant tout acte",
    "doubtful_entry": "écriture : débit 416, crédit 411, pour le solde TTC de {amount}",
    "already_doubtful": "déjà passée en clients douteux",
    "cash_books": "comptabilité de trésorerie : il n'y a pas de compte 411, rien à transférer",
    "not_irrecoverable": (
        "douteuse ne veut pas dire irrécouvrable : la TVA ne se récupère qu'une fois la perte définitive"
    ),
    "fees_to_batonnier": "la contestation ou le recouvrement d'honoraires se porte devant le bâtonnier de l'avocat",
    "batonnier_form": "saisine par lettre recommandée avec avis de réception, ou dépôt contre récépissé",
    "batonnier_delay": (
        "décision dans les quatre mois ; sans décision, saisir le premier président dans le mois qui suit"
    ),
    "batonnier_papers": (
        "joindre la convention d'honoraires, la fiche de diligences, les factures de provision et le justificatif"
        " du travail accompli : les livres ne les ont pas"
    ),
    "no_lawyers_mail": "aucune correspondance confidentielle entre avocats parmi les pièces : à relire",
    "mission_end": "la fin de mission de {numbers} n'est pas connue : la prescription en part",
    "determined_sum": "créance contractuelle d'un montant déterminé : {amount} en principal",
    "court_commercial": (
        "tribunal de commerce (ou des activités économiques) du lieu du débiteur s'il est commerçant ; sinon tribunal"
        " judiciaire"
    ),
    "court_judicial": "tribunal judiciaire du lieu du débiteur",
    "serve_within": "signifier l'ordonnance dans les {months} mois, faute de quoi elle est caduque",
    "within_limit": "{amount} en principal et intérêts : sous le plafond de 5 000 €",
    "too_large": "{amount} en principal et intérêts : au-dessus du plafond de 5 000 €",
    "not_euros": "{amount} : le plafond est en euros",
    "costs_on_creditor": "tous les frais restent au créancier",
    "silence_refuses": (
        "le débiteur a un mois pour accepter, son silence vaut refus ; son accord donne un titre exécutoire"
    ),
    "not_disputable": "l'obligation ne doit pas être sérieusement contestable",
    "amicable_first": (
        "jusqu'à 5 000 €, une conciliation, une médiation ou une procédure simplifiée doit d'abord avoir échoué"
    ),
    "mention_only": "par assignation : à confier à un avocat ou à un commissaire de justice, aucun acte n'est préparé",
    "public_interest": (
        "intérêts moratoires et 40 € par facture dus sans demande, à payer dans les 45 jours du principal"
    ),
    "chorus": "indiquer la date du dépôt de chaque facture sur Chorus Pro : le délai de paiement en part",
    "mandate_unverified": (
        "le mandatement d'office est parfois possible ; ses conditions n'ont pas été vérifiées ici : prendre conseil"
    ),
    "claim_by": "à déclarer au plus tard le {day}, deux mois après la publication du jugement",
    "claim_by_news": (
        "date de publication inconnue : compter au plus tard le {day} (deux mois après la nouvelle), plus tôt si la"
        " publication précède ; la relever au BODACC"
    ),
    "claim_late": "les deux mois semblent passés depuis le {day} : consulter sans attendre",
    "creditors_agent": "le nom et l'adresse du mandataire judiciaire : les relever dans l'annonce",
    "judgment_day": "la date du jugement d'ouverture : les intérêts s'arrêtent la veille",
    "over_indebtedness": (
        "s'assurer qu'il s'agit d'une procédure collective : le surendettement d'un particulier suit d'autres règles,"
        " que ce programme ne connaît pas"
    ),
}
