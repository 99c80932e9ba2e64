"""What a text may say: each fact with its meaning, as it is written between its braces, and the filters."""

from __future__ import annotations

from collections.abc import Sequence

from admin.language import mark

Facts = Sequence[tuple[str, str]]

REMINDER: Facts = (
    ("f.total", mark("ce que la relance réclame, avoirs et acomptes déduits")),
    ("f.deadline_on", mark("dernier jour pour régler ; vide s'il n'est pas imprimé de délai")),
    ("f.today", mark("le jour de la relance")),
    ("f.level", mark("le niveau, en chiffre")),
    ("f.text_level", mark("le texte employé : 0 avant l'échéance, 1 courtois, 2 ferme, 3 mise en demeure")),
    ("f.texts", mark("le dossier de ces textes")),
    ("f.formal", mark("vrai pour une mise en demeure")),
    ("f.language", mark("la langue du client : fr ou en")),
    ("f.addressee", mark("la personne saluée : le contact, ou un particulier par son nom")),
    ("f.reply_to", mark("l'adresse où répondre")),
    ("f.lines", mark("toutes les lignes : factures, puis avoirs")),
    ("f.debts", mark("les factures seules")),
    ("f.credits", mark("les avoirs à déduire")),
    ("f.only", mark("la facture quand il n'y en a qu'une ; vide sinon")),
    ("f.invoiced", mark("le total des factures")),
    ("f.deducted", mark("ce qui en est déjà réglé")),
    ("f.credited", mark("les avoirs, en négatif")),
    ("f.received", mark("un règlement reçu, pas encore affecté ; vide s'il n'y en a pas")),
    ("f.carried", mark("le total reporté, ligne après ligne")),
    ("f.part_paid", mark("vrai si une facture est réglée en partie")),
    ("f.netted", mark("vrai si des avoirs ou un règlement sont déduits")),
    ("f.several_levels", mark("vrai si les factures sont à des niveaux différents")),
    ("f.consumer", mark("vrai pour un particulier : ni frais ni pénalités")),
    ("f.public", mark("vrai pour une personne publique")),
    ("f.penalties", mark("vrai si l'on peut rappeler pénalités et 40 €")),
    ("f.claimed", mark("les pénalités réclamées, avec leur détail ; vide s'il n'y en a pas")),
    ("f.earlier", mark("les relances déjà envoyées : level_name, sent_on")),
    ("f.copies", mark("les numéros des factures jointes")),
    ("f.too_large", mark("les numéros des factures trop lourdes pour être jointes")),
    ("f.letter_attached", mark("vrai si la lettre est jointe au mail")),
    ("f.registered", mark("vrai si la lettre part en recommandé")),
    ("f.notice_follows", mark("vrai si le niveau suivant est une mise en demeure")),
    ("f.first", mark("vrai pour un premier envoi : rien n'est encore relancé")),
    ("f.quotes", mark("vrai quand les lignes sont des devis")),
    ("f.pay", mark("le moyen de régler : holder, iban, bic, bank, label, reference, qr ; vide sans compte")),
    ("f.client", mark("le client : name, contact, code, kind, address, postcode, city, country")),
    ("f.firm", mark("le cabinet : name, address, postcode, city, phone, email, website, bar, iban")),
    ("f.signatory", mark("qui signe : name, title, email, phone")),
)
LINE: Facts = (
    ("line.number", mark("son numéro")),
    ("line.issued_on", mark("le jour de son émission")),
    ("line.due_on", mark("son échéance")),
    ("line.total", mark("son montant")),
    ("line.open", mark("ce qui en reste dû")),
    ("line.deducted", mark("ce qui en est déjà réglé")),
    ("line.days_overdue", mark("ses jours de retard")),
    ("line.level", mark("son niveau")),
    ("line.advanced", mark("vrai si elle monte d'un niveau ; sinon elle est seulement citée")),
    ("line.credit", mark("vrai pour un avoir")),
    ("line.matter", mark("le dossier ; vide pour un avocat, que le secret lie")),
)
AROUND: Facts = (
    ("civility", mark("la formule d'appel : Madame, Monsieur…")),
    ("medium", mark("mail ou letter : où le texte paraît")),
    ("address", mark("l'adresse postale, ligne par ligne")),
    ("subject", mark("l'objet (dans les mises en page)")),
    ("before", mark("le texte au-dessus des factures (dans les mises en page)")),
    ("after", mark("le texte au-dessous des factures (dans les mises en page)")),
    ("closing", mark("la formule finale (dans les mises en page)")),
    ("privacy", mark("la mention sur les données personnelles (dans les mises en page)")),
    ("enclosures", mark("la liste des pièces jointes (dans les mises en page)")),
)
FILTERS: Facts = (
    ("f.total | money", mark("un montant : 1 234,56 €")),
    ("f.today | day", mark("un jour : 12 novembre 2026")),
    ("f.today | weekday", mark("le jour de la semaine et le jour")),
    ("f.today | short_day", mark("un jour en court : 12 nov. 2026")),
    ("f.today | day_month", mark("un jour sans son année")),
    ("f.level | number", mark("un nombre")),
    ('f.debts | length | plural("facture")', mark("le mot, accordé")),
    ('f.debts | length | counted("facture")', mark("le nombre et le mot, accordé")),
    ("f.copies | listed", mark("une liste : F-1, F-2 et F-3")),
    ("f.pay.iban | grouped", mark("un IBAN par groupes de quatre")),
    ("f.client.name | first_up", mark("avec une capitale au début")),
)
GROUPS: Sequence[tuple[str, Facts]] = (
    (mark("La relance"), REMINDER),
    (mark("Une facture (for line in f.debts)"), LINE),
    (mark("Autour"), AROUND),
    (mark("Comment l'écrire"), FILTERS),
)
