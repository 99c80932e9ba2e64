"""French: a fault is found in the bill or the service. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

RULES = (
    rule(Intent.DISPUTE, "finds a fault in the bill", (
        (
            r"\binfonde\w*|\bdeja (?:ete )?factur\w+|\berreur que vous\b|\bvotre erreur\b|\bvous avez (?:rate|"
            r"manque|oublie de (?:faire|deposer|conclure|plaider)|perdu)\b|\bdemande (?:un|ce) geste\b|"
            r"\bc'est non\b|\bnulle? et non avenue?\b"
        ),
        (
            r"\bdepass\w+ (?:de loin|largement|nettement)\b|\bet non (?:pas )?\d|\bau lieu de(?:s)? \d|"
            r"\bmeprise\b|\bmalentendu\b"
        ),
        r"\b(?:rectifier|rectifiez)\b|\bcedee? a (?:la|une) societe|\bplaisanterie\b|\bsur[- ]?evalue\w*|\bsurestim\w*",
        r"\b(?:juge|tribunal|batonnier|jugement|ordonnance)\b.{0,30}\b(?:reduit|fixe|ramene|limite)\b",
        (
            r"\b(?:forfait|convention|devis|contrat|prix|abonnement)\b.{0,25}\b(?:incluait|comprenait|inclut|"
            r"comprend|couvrait|couvre)\b"
        ),
        r"\b(?:non prevues?|pas prevues?) (?:au|a la|dans|par)\b|\brefactur\w+|\btrop[- ]?percu\b|\btrop[- ]?verse\b",
        (
            r"\b(?:erreur|faute|anomalie|coquille|incoherence|ecart|difference|probleme|inexactitude|"
            r"confusion)s? (?:\w+ ){0,2}?(?:de |sur|dans|d'|du|manifeste|quant).{0,40}(?:factur|montant|calcul|"
            r"tva|note|taux|quantite|prix|tarif|somme|destinataire|total|adresse|nom|heures|honoraires|"
            r"decompte|personne|compte)"
        ),
        (
            r"\b(?:factures?|note|montants?|somme|total|tva|taux|decompte|heures|releve).{0,40}\b(?:errone\w*|"
            r"incorrect\w*|faux|fausse|fausses|inexact\w*|surfactur\w*|majore\w* a tort|gonfle\w*|excessi\w+|"
            r"exorbitant\w*|disproportionn\w*|trop (?:eleve|cher)\w*|demesure\w*|anormal\w*|incomprehensible)"
        ),
        (
            r"\b(?:trop|tres|beaucoup trop) cher\b|\bsurfactur\w+|\btrop[- ]factur\w+|\bfactur\w+ (?:deux fois|"
            r"en double|a tort|en trop|par erreur)|\b(?:compte|comptes|comptee|comptees|facture|facturee|"
            r"factures|facturees) (?:en )?(?:deux fois|double)\b|\bdouble (?:emploi|facturation|compte)\b|"
            r"\ben doublon\b|\bdoublon\b"
        ),
        (
            r"\b(?:depasse|depassent|excede|superieure?s?) (?:largement |nettement |de beaucoup )*(?:le |la |"
            r"au |a |les |du |de )*(?:votre |ce )?(?:devis|forfait|bareme|convention|plafond|estimation|budget|"
            r"montant (?:convenu|annonce|prevu)|prix convenu|ce (?:qui|que))"
        ),
        (
            r"\bpourquoi (?:me |nous )?(?:facturez|comptez|reclamez|demandez)[- ]vous\b|\b(?:etait|etaient|est|"
            r"sont|devait etre|devaient etre) (?:deja |bien |normalement )?(?:comprise?s?|incluse?s?|"
            r"gratuite?s?|offerte?s?|gratuit)\b(?! (?:\w+ )?\?)|\bpas lieu (?:d'etre|de (?:me |nous )?(?:payer|"
            r"facturer))|\baucune raison (?:de|d'etre)|\bpas (?:a|de) (?:moi|nous|mon|ma|notre) (?:de (?:payer|"
            r"regler)|charge)\b|\ba la charge (?:de|du) (?!client)|\bmauvais(?:e)? (?:taux|tarif|montant|prix|"
            r"calcul|tva|quantite|societe|client)\b"
        ),
        (
            r"\b(?:cassee?s?|endommagee?s?|abimee?s?|en panne|defectueux|non conformes?)\b|\b(?:m'oppose|"
            r"nous opposons|s'oppose) a (?:cette|votre|ce|la|toute) (?:demande|facture|somme|reclamation|"
            r"pretention)|\bpas (?:ete )?deduite?s?\b|\bmanque la deduction|\b(?:sans|ne) (?:pas )?tien(?:t|"
            r"nent|ir) (?:pas |aucun )?compte\b|\bpas la bonne (?:societe|facture|somme|personne|"
            r"quantite)\b.{0,20}$|\b(?:societe|client|personne|entite) facturee? n'est pas\b|"
            r"\bemis des reserves|\bsous reserves?\b.{0,30}\bcontest|\brestee?s? sans (?:reponse|suite)|"
            r"\b(?:rompu|resilie|denonce) (?:notre|le|ce|votre|mon) (?:contrat|abonnement|convention|mandat)|"
            r"\b(?:montant|somme|facture|prix|tarif|honoraires|note)\b.{0,20}\b(?:tres|bien|trop|beaucoup trop|"
            r"anormalement|particulierement) (?:eleve|cher|lourd|importante?|haut)"
        ),
        (
            r"\b(?:verification|fixation|reduction|contestation) (?:de|des) (?:vos |ces |mes )?honoraires|"
            r"\b(?:maintenons|maintiens) (?:notre|ma|nos|mes) (?:position|contestation|refus|reserves)|"
            r"\bne (?:donnerons|donnerai) pas suite|\bdiffere(?:nt)? d|\b(?:illegal|illegaux|illegale|"
            r"illegales|illicite)s?\b|\babus\w*\b|\bma (?:cliente?|mandante) (?:conteste|refuse|s'oppose)|"
            r"\bmoquez\b|\bpas (?:moi|nous|la mienne|la notre|le mien)\b.{0,10}$"
        ),
        (
            r"\b(?:vous|on) (?:me |nous )?(?:reclam|factur|demand|compt|appliqu)\w+\b.{0,40}\b(?:deux fois|"
            r"a tort|en trop|alors que|pourtant|sans (?:mon|notre|l')|plus que|au lieu|double|n'ai pas|"
            r"n'avons pas|je n'|nous n'|jamais|indument)|\bque (?:je|nous) n'(?:ai|avons) (?:pas|"
            r"jamais) (?:accept|demand|command|valid|sign|sollicit|autoris)\w+|\bgratuite\b|"
            r"\bgratuit\b.{0,30}\b(?:factur|rendez-vous|consultation|devis)|\bdessais\w+|"
            r"\brevoir votre (?:copie|facture|calcul)|\b(?:devis|forfait|prix|tarif) (?:etait|"
            r"de)\b.{0,40}\bet (?:vous|on|la facture|je recois)|\bperdre (?:le|mon|notre) (?:proces|affaire|"
            r"dossier)|\bavec .{0,20}\b(?:semaines?|mois|jours) de retard\b|\ben retard de livraison"
        ),
        (
            r"\bvous n'avez (?:pas|rien|jamais|meme pas|toujours pas) (?:fait|livre|rendu|plaide|repondu|"
            r"respecte|tenu|realise|effectue|termine|execute|fourni|obtenu|suivi|defendu|depose|assure|prevenu|"
            r"informe|traite|avance|honore)|\bcharlatan|\bnul(?:le)?s?\b.{0,20}\b(?:travail|service|"
            r"prestation)|\b(?:travail|service|prestation)s?\b.{0,20}\b(?:nul|nulle|nuls|deplorable|lamentable|"
            r"mediocre|pas (?:fait|faite|a la hauteur))"
        ),
        (
            r"\bne correspond(?:ent|ait|aient)? (?:pas|a rien|a aucun\w*|en rien|nullement|aucunement|"
            r"absolument pas)\b|\b(?:pas|jamais|aucunement) (?:donne|apporte) (?:entiere )?satisfaction|"
            r"\bpas satisfaisant\w*|\b(?:exorbitant|excessi|exager|disproportionn|abusi|delirant|"
            r"astronomique)\w*|\bn'est pas (?:celui|celle|ce) (?:qui (?:a|avait|etait)|que (?:nous|j'|vous)|"
            r"prevu|convenu|annonce|du devis|du contrat|de (?:la convention|notre accord|l'accord|la lettre|"
            r"mon devis|notre devis))|\bne sont pas (?:ceux|celles) (?:prevu|convenu|annonce|du devis|"
            r"de la convention)|\b(?:offerte?s?|gratuite?s?|gratuitement)\b.{0,60}\bfactur|\b(?:convenu|"
            r"entendu|promis|dit|annonce)\b.{0,80}\b(?:offerte?s?|gratuite?s?|inclus\w*|compris\w*|forfait\w*|"
            r"non factur\w*)"
        ),
        (
            r"\b(?:devis|convention|forfait|lettre de mission|contrat|accord|prix|tarif|"
            r"taux)\b.{0,60}\b(?:prevoyait|prevoit|annoncait|indiquait|stipulait|stipule|mentionnait|etait de|"
            r"fixait|convenu|ne prevoit|signe\w* (?:le|en)|n'a jamais)\b|\b(?:convenu|prevu|annonce|promis|dit|"
            r"entendu|annonces|prevus)\w* (?:d'un |un |de |a |pour )?(?:\d|forfait|gratuit|tarif)"
        ),
        (
            r"\b(?:non|pas|jamais|nullement|peu) (?:ete )?(?:conforme|correspond|effectue|realise|fourni|"
            r"execute|rendu|termine|acheve|livre|prevu|convenu|accepte|valide|commande|demande|signe|sollicite|"
            r"autorise|donne (?:mon|notre) accord)\w*\b(?! (?:a ma demande|la facture|cette facture|le mail|"
            r"votre mail|de facture|le paiement|le virement|le reglement))"
        ),
        (
            r"\bn'(?:ai|avons|a) (?:jamais|pas|rien) (?:commande|signe|demande|sollicite|accepte|valide|"
            r"mandate|fait appel|eu recours|confie|donne (?:mon|notre) accord|beneficie|recu (?:la |cette |de |"
            r"votre )?(?:prestation|service|marchandise|commande|consultation|conseil|travail))"
        ),
        (
            r"\b(?:un|cet|d'un|votre|notre|mon|son|quel|aucun) avoirs?\b(?! (?:ete|lieu|paye|regle|fait|recu|"
            r"du mal|un|pu|eu))|\bl'avoir (?:de (?:\d|la|cette|votre|notre|mon)|correspondant|promis|annonce|"
            r"convenu|rectificatif|que|d'un|du \d|est|n'a|sera|et |qui|total|partiel|relatif|pour)|"
            r"\bavoirs? (?:rectificatif|correspondant|d'annulation|annulant)|\bnotes? de credit\b|"
            r"\ben attente (?:de l'|d'un )avoir\b"
        ),
        (
            r"\b(?:annul(?:er|ez|ation|ee|e)|retir(?:er|ez)|supprim(?:er|ez)|rectifi(?:er|ez|cation|cative|"
            r"catif|ee)|corrig(?:er|ez|ee)|revoir|reviser|recalculer|refaire|modifier|revoyez|revisez|"
            r"refaites)[- ](?:\w+ ){0,3}?(?:factures?|note|montant|penalites?|frais|honoraires|la|decompte|"
            r"a la baisse|total|somme)\b|\bfacture (?:rectificative|rectifiee|corrigee|conforme)\b|"
            r"\bl'annuler\b|\b(?:reduction|(?:une|cette|la|de) remise (?:de \d|commerciale|promise|convenue|"
            r"sur)|geste commercial|diminution|rabais|ristourne)\b"
        ),
        (
            r"\b(?:malfacons?|mal (?:fait|faite|realise|travaille|execute|rendu)\w*|bacle\w*|inexecution|"
            r"prestations? (?:\w+ )?(?:decevant|mediocre|incomplet|insuffisant|inexistant|nulle)|"
            r"travail (?:\w+ )?(?:pas (?:fait|termine)|decevant|incomplet|inacheve)|insatisf\w+|mecontent\w*|"
            r"pas satisfait\w*|decu\w*|aucun resultat|rien fait|aucune (?:diligence|prestation|nouvelle)|"
            r"perdu (?:mon|le|notre) (?:proces|affaire|dossier)|negligen\w+|incompeten\w+|inutilisable|"
            r"defectueu\w+|retard de livraison)\b"
        ),
        (
            r"\b(?:operons|opere|compensation|compenser|deduis|deduisons|deduire|imputons|"
            r"defalqu\w+)\b.{0,60}(?:\b(?:compensation|avec|de (?:la|votre|cette)|somme|facture|creance|"
            r"montant)\b)|\bvous nous devez\b|\brestez nous devoir\b|\bvous me devez\b"
        ),
        (
            r"\b(?:saisi\w*|saisir|prevenir|previens|alert\w+|contact\w+|ecri\w+|plainte|"
            r"porter plainte)\b.{0,40}\b(?:batonnier|mediateur|ordre des|justice|tribunal|dgccrf|ufc|"
            r"que choisir|juge|conciliateur|procureur|police|gendarmerie|avocat)\b|"
            r"\bmediateur de la consommation|\b(?:fixation|taxation) (?:des |d')honoraires"
        ),
        (
            r"\b(?:confondre|confondez|confusion|homonym\w*|trompe\w* de (?:personne|client|societe|"
            r"destinataire|adresse)|erreur de (?:personne|destinataire)|pas (?:ma|mon|notre) (?:facture|"
            r"dossier|societe|dette|affaire|client)|ne (?:me|nous) concerne (?:pas|en rien|nullement)|"
            r"(?:connais|connaissons) pas (?:votre|cette|ce|du tout)|jamais (?:mis les pieds|entendu parler|"
            r"ete (?:votre )?client)|aucun (?:lien|contrat|terrain|dossier)|ne (?:reconnais|"
            r"reconnaissons) pas)\b"
        ),
        (
            r"\bpas pris(?:e|es)? en charge\b|\b(?:plafonne|plafond\w*) (?:a|de|est)\b|\b(?:prescri(?:te?s?|"
            r"ption))\b|\bforclos\w*|\bautoliquidation|\bne pouvons (?:pas )?(?:la |l')?comptabiliser|"
            r"\bsous[- ]traitance non"
        ),
        (
            r"\b(?:aide juridictionnelle|protection juridique|assurance)\b.{0,40}\b(?:prend|prenait|devait|"
            r"doit|couvre|totale|regle tout|paye tout|prise en charge)"
        ),
        (
            r"\b(?:consid\w+|estim\w+|juge\w*|trouv\w+)\b.{0,50}\b(?:excessi\w+|injuste|injustifi\w+|trop|"
            r"abusi\w+|anormal|disproportionn\w+|indecent\w*|deja (?:paye|couvert\w*|regle))"
        ),
        (
            r"\b(?:moins|que) (?:\d|les? \d|la moitie|le forfait|le montant).{0,30}\b(?:convenu|prevu|annonce|"
            r"du devis)|\bparait (?:donc )?(?:deja )?(?:couverte|excessi\w+|elevee?|anormal\w*)|\b(?:heures|"
            r"diligences|lignes?|postes?)\b.{0,40}\b(?:n'ont|n'a) (?:jamais|pas) (?:ete|eu)"
        ),
        (
            r"\breclamation\b|\bje reclame\b|\bnous reclamons\b|\bdommages\b|\bprejudice\b|"
            r"\bmise? en demeure (?:de|abusive)|\bexception d'inexecution|\bretenue de garantie (?:appliquee|"
            r"de \d)"
        ),
    ), inside=r"\bnumero d'engagement|\bdelai de (?:reclamation|contestation)|\bapres avoir\b"),
)  # fmt: skip
