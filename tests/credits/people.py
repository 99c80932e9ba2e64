"""Clients' names: people, firms, associations, communes; namesakes, couples, groups with a holding."""

from __future__ import annotations

import random

FIRST = """
    JEAN MARIE PAUL CLAIRE LUC ANNE PIERRE SOPHIE HUGO ALICE JULIEN NATHALIE KARIM FATIMA THOMAS ELODIE BRUNO
    CORINNE MEHDI LAURENCE OLIVIER SANDRINE YVES MONIQUE ARNAUD CHLOE DENIS HELENE
""".split()  # noqa: SIM905  a word list
LAST = """
    MARTIN BERNARD DUBOIS THOMAS ROBERT RICHARD PETIT DURAND LEROY MOREAU SIMON LAURENT LEFEBVRE MICHEL GARCIA
    DAVID BERTRAND ROUX VINCENT FOURNIER MOREL GIRARD ANDRE LEFEVRE MERCIER DUPONT LAMBERT BONNET FRANCOIS MARTINEZ
    LEGRAND GARNIER FAURE ROUSSEAU BLANC GUERIN MULLER HENRY ROUSSEL NICOLAS PERRIN MORIN MATHIEU CLEMENT GAUTHIER
    DUMONT LOPEZ FONTAINE CHEVALIER ROBIN MASSON SANCHEZ GERARD NGUYEN BOYER DENIS LEMAIRE DUVAL JOLY GAUTIER ROGER
    ROCHE ROY NOEL MEYER LUCAS MEUNIER JEAN PEREZ MARCHAND DUFOUR BLANCHARD MARIE BARBIER BRUN DUMAS BRUNET SCHMITT
    LEROUX COLAS BENALI
""".split()  # noqa: SIM905  a word list
TRADES = """
    BATIMENT CONSEIL TRANSPORTS BOULANGERIE GARAGE MENUISERIE OPTIQUE FLEURS ATELIER EDITIONS PLOMBERIE TOITURES
    INFORMATIQUE IMMOBILIER PAYSAGES TRAITEUR PHARMACIE LOGISTIQUE ELECTRICITE PEINTURE RESTAURATION COIFFURE
""".split()  # noqa: SIM905  a word list
TOWNS = """
    LYON NANTES BREST LILLE DIJON METZ TOURS RENNES TOULON ANGERS NIMES CAEN REIMS PAU NANCY AVIGNON LIMOGES AMIENS
    VALENCE ANNECY COLMAR QUIMPER
""".split()  # noqa: SIM905  a word list
FORMS = ("SARL", "SAS", "SA", "EURL", "SCI", "SASU", "SNC", "SELARL", "SCP")
FANCY = """
    LUMIA NOVATEK ARCADIE SOLENIS VEXIN ORIGAMI TERRALIS OPALINE KALISTO ZEPHYR ALTEA BOREAL CYBELE DYNAMIS
""".split()  # noqa: SIM905  a word list
CLUBS = ("ASSOCIATION SPORTIVE", "AMICALE DES", "COMITE DES FETES DE", "CLUB DE JUDO", "LES AMIS DE")


def surname(chance: random.Random) -> str:
    """One of the hundred commonest, or a rarer one put together."""
    if chance.random() < 0.5:
        return chance.choice(LAST)
    heads, tails = ("BEL", "CHA", "FER", "GRA", "LOU", "MAU", "PEL", "RIV", "SAU", "TRE", "VAL", "COR"), (
        "LARD", "NIER", "TOUX", "VERT", "MOND", "SSET", "GNON", "RDIN", "QUET", "LLIER", "BOIS", "ZAN",
    )  # fmt: skip
    return chance.choice(heads) + chance.choice(("", "A", "E", "I", "O")) + chance.choice(tails)


def client_name(chance: random.Random) -> tuple[str, str]:
    """(name, kind)."""
    draw, pick = chance.random(), chance.choice
    if draw < 0.22:
        return f"{pick(FIRST)} {surname(chance)}", "person"
    if draw < 0.28:
        return f"{pick(('COMMUNE DE', 'VILLE DE', 'SYNDICAT DES EAUX DE'))} {surname(chance)}", "public"
    if draw < 0.35:
        return f"{pick(CLUBS)} {pick(TOWNS)}", "association"
    if draw < 0.5:
        return f"{pick(FANCY)}{pick(('', ' ' + pick(TRADES)))} {pick(FORMS)}", "company"
    middle = f" {pick(TOWNS)}" if chance.random() < 0.4 else ""
    first = f"{pick(FORMS)} " if chance.random() < 0.3 else ""
    last = "" if first else f" {pick(FORMS)}"
    return f"{first}{surname(chance)} {pick((pick(TRADES), 'ET FILS', '& ASSOCIES'))}{middle}{last}", "company"


def resembling(chance: random.Random, name: str, kind: str) -> str:
    """Another client that is easily taken for this one."""
    words = name.split()
    if kind == "person":
        return chance.choice((f"{chance.choice(FIRST)} {words[-1]}", f"{words[0]} {words[-1][:-1]}{words[-1][-1]}S"))
    other = chance.choice([form for form in FORMS if form not in words])
    changed = [other if word in FORMS else word for word in words]
    return chance.choice((
        " ".join(changed), f"{name} {chance.choice(TOWNS)}", " ".join([words[0], chance.choice(TRADES), words[-1]]),
    ))  # fmt: skip
