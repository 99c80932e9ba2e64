"""French: another contact, a receipt, a question. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import Weight, rule

RULES = (
    rule(Intent.CONTACT_CHANGE, "names another contact or address", (
        (
            r"\bqui (?:gere|traite|suit|paie|regle|s'occupe de) (?:desormais |maintenant )?(?:nos|mes|les|"
            r"toutes nos) (?:factures|comptes|reglements|paiements|affaires)\b.{0,40}@"
        ),
        (
            r"\bpersonne a contacter\b|\b(?:exerce|travaille|se trouve|reside|habite|habitons) (?:maintenant|"
            r"desormais|a present|aujourd'hui)\b|\bmon adresse (?:pro|professionnelle|perso) (?:est|:)"
        ),
        (
            r"\b(?:n'utilis\w+ plus|ne (?:plus )?utilis\w+ (?:plus )?|n'est plus (?:utilisee?|valable|valide|"
            r"active|relevee?|consultee?|la bonne|en service|d'actualite))\b.{0,40}(?:adresse|mail|boite|"
            r"e-?mail|messagerie)?|\b(?:adresse|boite|mail|messagerie).{0,40}\b(?:ne fonctionne plus|"
            r"sera (?:fermee|desactivee|supprimee)|a change|va (?:etre|disparaitre)|n'existe plus|obsolete)"
        ),
        (
            r"\b(?:nouvelle?|nouveau|nouvelles|nouveaux) (?:adresses?|mails?|e-?mails?|coordonnees|"
            r"interlocut\w+|contacts?|gerante?|syndic|comptable|siege|domicile|domiciliation|responsable|boite|"
            r"numero|proprietaire|cabinet comptable|prestataire|gestionnaire|dirigeante?|"
            r"direction)\b(?! (?:tresorerie|facture|fois|au courant))"
        ),
        (
            r"\b(?:change(?:ment|r|)?s?|changee?s?|changeons) (?:d'|de |nos |mon |notre )(?:adresse|mail|"
            r"coordonnees|interlocut\w+|contact|siege|domicile|gerant|syndic|messagerie|prestataire|e-?mail|"
            r"locaux)|\bdemenag\w+|\bchangement d'adresse"
        ),
        (
            r"\b(?:ne (?:suis|sommes|travaille|travaillons|fais|gere|gerons|fait|fera) plus|n'est plus|"
            r"ne sont plus|ne fait plus|ne travaille plus)\b.{0,40}\b(?:gerante?s?|syndic|partie|dans|chez|"
            r"en charge|responsable|presidente?|tresori\w+|directeur|directrice|comptable|mandatee?|"
            r"votre (?:interlocut\w+|client)|la personne|salariee?|au sein|des effectifs|l'entreprise|"
            r"la societe|employee?|titulaire|proprietaire|representante?|dirigeante?|de notre|cette societe|"
            r"ce dossier|s'occupe|aux commandes|administrateur)"
        ),
        (
            r"\ble bon (?:contact|interlocuteur|mail|service|destinataire)\b|\bla bonne (?:personne|adresse|"
            r"interlocutrice)\b|\b(?:c'est|est) (?:desormais|maintenant|dorenavant)\b.{0,40}\bqui (?:gere|"
            r"s'en occupe|traite|suit|s'occupe|reprend)|\b(?:rachete|repris|absorbe|fusionne)e?s? (?:par|"
            r"avec)\b|\bfactures? (?:sont|est|seront) a (?:envoyer|adresser|transmettre) a\b|"
            r"\bpasser par (?:notre|le) portail|\bsiege (?:social )?(?:\w+ )?(?:a ete |est |sera )?transfer\w+|"
            r"\btransfere(?:e|s|es)? (?:au|a|dans|vers) (?:\d|notre nouve|de nouveaux)|\bje la remplace\b|"
            r"\bje le remplace\b|\ba quitte (?:la|l'|notre|nos|le|ses|son poste|definitivement)|\b(?:ai|avons|"
            r"a) (?:vendu|cede) (?:la|l'|ma|mon|notre|le|les|mes|nos)? ?(?:societe|entreprise|fonds|commerce|"
            r"parts|affaire|restaurant|magasin|activite|boutique|garage)|\bl'ai cedee?\b|\b(?:repreneur|"
            r"successeur|remplacant|remplacante|remplacee? par)\b|\b(?:geree?|suivie?|traitee?|reprise?|"
            r"pris en charge) (?:maintenant |desormais |dorenavant )?par (?:mon|ma|notre|m\.|mme|monsieur|"
            r"madame|un|une|le|la)\b|\bvoici (?:son|sa|leur|ses) (?:mail|adresse|contact|numero|e-?mail|"
            r"coordonnees)|\best partie? (?:a la|en) retraite|\bpris (?:sa|ma|ma) retraite"
        ),
        (
            r"\b(?:desormais|dorenavant|a l'avenir|pour la prochaine fois|la prochaine fois|pour la suite|"
            r"a compter d[ue]|a partir d[ue]|maintenant|plutot|uniquement|exclusivement|"
            r"directement)\b.{0,80}\b(?:adress\w+|envoy\w+|ecri\w+|transmet\w+|contact\w+|utilis\w+|joindre|"
            r"a l'adresse|factures?).{0,60}(?:@|\b(?:a (?:l'adresse|m\.|mme|notre|mon|me |la|monsieur|madame)|"
            r"lui|adresse|service|comptab\w+|portail|boite))"
        ),
        (
            r"\b(?:adress\w+|envoy\w+|ecri(?:re|vez)|transmet\w+|contact\w+|joindre|tourner vers|voir (?:avec|"
            r"ca avec|directement avec)|voyez (?:avec|cela avec)|passer par|adresser a|vous adresser a|"
            r"rediriger|rapprocher de)\b.{0,90}(?:[\w.+-]+@[\w-]+\.|\b(?:repreneur|notaire|successeur|"
            r"liquidateur|nouveau syndic|nouvelle adresse|mon (?:fils|mari|avocat|conseil|tuteur|curateur)|"
            r"ma (?:fille|femme|curatrice|tutrice|banque)|notre (?:siege|service comptab\w+|"
            r"expert[- ]comptable|cabinet comptable|maison mere|avocat|conseil|successeur)))"
        ),
        (
            r"\b(?:mauvais(?:e)?|pas (?:le|la) bon(?:ne)?|erreur d(?:e|'))\s?(?:adresse|destinataire|"
            r"interlocut\w+|personne|service|contact|boite)|\b(?:c'est|il s'agit de) (?:ma|mon|notre|"
            r"une) (?:adresse|boite|mail) (?:perso\w*|privee?)|\bplus (?:utiliser|ecrire (?:sur|a)|a) (?:mon|"
            r"ma|cette|mes|notre) (?:mail|adresse|boite|messagerie)"
        ),
        (
            r"\b(?:ma|notre|la|mon) (?:nouvelle |bonne |seule )?(?:adresse|mail|e-?mail)(?: \w+){0,4} (?:est|:|"
            r"sera)\b|\bla bonne adresse\b|\b(?:tutelle|curatelle|tutrice|tuteur|curateur|curatrice)\b.{0,60}"
        ),
    ), inside=(
        r"\b(?:change|changer) de banque|\bchange.{0,20}(?:iban|rib)|\bnouvel(?:le)? (?:ordre|facture|iban|rib|"
        r"delai)|\bplus de ce monde"
    )),
    rule(Intent.ACKNOWLEDGEMENT, "has received it, will look", (
        (
            r"\b(?:est|sont) bien (?:arrivee?s?|parvenue?s?)\b|\b(?:avons|ai) (?:bien )?enregistre votre "
            r"(?:demande|message|courrier|reclamation)\b"
        ),
        r"\bmessage recu\b|^transmis (?:a|au)\b|\bpour suite a donner\b",
        (
            r"\bbien (?:recu|recue|recus|note|notes|pris (?:en )?note|enregistre|vu|compris)\b|"
            r"\baccus\w+ (?:bonne )?reception|\bbonne reception de|\bprends? (?:bonne )?note|"
            r"\bprenons (?:bonne )?note|\bc'est note\b|\bnoter? et\b|\bmerci (?:pour|de) (?:ce|votre|cette|"
            r"vos) (?:\w+ )?(?:rappel|relance|message|mail|retour|courriel|alerte|information|vigilance)|"
            r"\bmerci (?:de m'|de nous |d')avoir (?:rappele|alerte|prevenu|relance)|^(?:ok|d'accord|entendu|"
            r"recu|note|vu|parfait|tres bien|bien recu|compris|👍|okay)\b"
        ),
        (
            r"\b(?:je|j'|nous|on)(?: l'| le| la| vous| y| en| m'| nous)*(?: ai| avons| a)? ?(?:transmets|"
            r"transmettons|transmis|fais suivre|fait suivre|faisons suivre|regarde|regardons|m'en (?:occupe|"
            r"charge)|en (?:occupe|charge)|verifie|verifions|vais (?:voir|regarder|verifier|faire le point|"
            r"transmettre|me renseigner|m'en occuper)|allons (?:voir|regarder|verifier|faire le point|"
            r"transmettre)|reviens|revenons|reviendrai|reviendrons|repondrai|repondrons|tiens au courant|"
            r"tiendrai|recontacte|rappelle|fais le point|faisons le point|fais le necessaire|"
            r"faisons le necessaire|ferai le necessaire|ferons le necessaire|consulte|etudie|etudions|"
            r"demande a|me renseigne|renseigne|traite|traitons|rapproche de|soumets|soumettons)\b"
        ),
        (
            r"\b(?:a|ont) (?:bien )?ete transmise?s? (?:a|au|aux)|\best transmise? (?:a|au)|"
            r"\ben cours de (?:traitement|validation|verification|examen|circulation|signature)|\b(?:sera|"
            r"seront) (?:traitee?s?|examinee?s?|etudiee?s?|verifiee?s?|transmise?s?)\b|\bdans la pile\b|"
            r"\bje (?:l'ai|les ai|la) (?:vue?s?|recue?s?|sous les yeux)\b|\breviens? vers vous|\bje (?:vois|"
            r"vais voir) (?:ca|cela|avec)|\ben (?:prends|avons pris|ai pris|prenons) connaissance|"
            r"\bje suis (?:au courant|en (?:arret|conges|vacances))|\bj'espere (?:pouvoir|vous|etre)|"
            r"\besp(?:ere|erons) pouvoir|\bfais passer|\bje (?:n'ai|ne l'ai) pas oublie|\bpas oublie"
        ),
        (
            r"\b(?:s'en occupe|me charge de|m'en charge|est prevenue?|ai prevenu|relance (?:mon|notre|la|"
            r"ma) (?:comptable|comptabilite|banque|service)|vous tiens? (?:au courant|informe)|"
            r"vous tiendr\w+ (?:au courant|informe))\b"
        ),
        (
            r"\bc'est (?:vu|transmis|parti a la compta|en cours)\b|\bl'etudi\w+|\bpris connaissance\b|"
            r"\b(?:regarderai|verrai|m'occuperai|verifierai|regarderons|verrons|verifierons|etudierai|"
            r"traiterai)\b|\bsorti de (?:la|ma) tete|\b(?:completement|totalement|tout simplement) (?:oublie|"
            r"zappe)|\b(?:ai|avons|avais) (?:oublie|zappe)\b|\bvais (?:en )?parler|\ben parle(?:r|"
            r"rai)?\b.{0,20}\b(?:a mon|a ma|avec|au)|\bvous (?:r?appelle|r?appellerai|contacte|recontacte|"
            r"contacterai|tiens|tiendrai|ecris|ecrirai|reponds|repondrai)\b|\bfeu vert\b|\ben attente (?:de|"
            r"d'un|d'une|du) (?:validation|accord|retour|reponse|signature|bon a payer)|"
            r"\brien (?:vous )?(?:promettre|garantir)\b"
        ),
    ), inside=r"\b(?:avez|ont|a)[- ]vous\b"),
    rule(Intent.QUESTION, "asks something", (
        (
            r"\bdites[- ](?:le[- ])?(?:moi|nous)\b(?! (?:si|s') ?(?:il|vous|besoin|quelque))|\b(?:j'aimerais|"
            r"je voudrais|je souhaiterais|nous aimerions|nous souhaiterions|nous voudrions|merci de (?:me|"
            r"nous)|pouvez[- ]vous (?:me|nous)) (?:savoir|comprendre|dire|expliquer|preciser|confirmer|"
            r"eclairer|indiquer)\b|\b(?:je|nous) ne compren(?:ds|ons) pas\b|\bm'expliquer\b|"
            r"\ba quoi correspond|\bje me demande\b|\b(?:une|autre|petite|simple) question\b"
        ),
    ), weight=Weight.WEAK),
)  # fmt: skip
