"""Where the names of invented clients come from. Companies, people and places do not exist together like this."""

from __future__ import annotations

TRADES: tuple[str, ...] = (
    "Menuiserie {}", "Garage {}", "Boulangerie {}", "Imprimerie {}", "Ateliers {}", "Transports {}", "Pépinières {}",
    "Conserverie {}", "Électricité {}", "Brasserie {}", "Charpentes {}", "Ébénisterie {}", "Maçonnerie {}",
    "Chantiers {}", "Vignobles {}", "Hôtel {}", "Pharmacie {}", "Librairie {}", "Voilerie {}", "Plomberie {}",
    "Fonderie {}", "Biscuiterie {}", "Laiterie {}", "Couverture {}", "Domaine {}", "Clinique {}", "Traiteur {}",
)  # fmt: skip
BRANCHES: tuple[str, ...] = ("et Fils", "Atlantique", "Ouest", "Littoral", "Frères", "Centre", "Nord")
FORMS: tuple[str, ...] = ("SARL", "SAS", "SA", "EURL", "SARL", "SAS")

SURNAMES: tuple[str, ...] = (
    "Kerbrat", "Le Goff", "Hamon", "Lefèvre", "Guérin", "Béchu", "Le Bihan", "Hénaff", "Rousselot", "Tanguy",
    "Château", "Le Cœur", "Quéméneur", "Pélissier", "Gautreau", "Dréano", "Façonnet", "Maréchal", "Lhôpitau",
    "Corbineau", "Évanno", "Trévisan", "Boisdron", "Pasquereau", "Noël", "Frémont", "Gicquel", "Le Maître", "Ollivaud",
    "Chauvière", "Delaunay", "Rabréau", "Sébille", "Thébaud", "Ménoret", "Viollet", "Abgrall", "Bréhier", "Cadiou",
    "Guillou", "Jégou", "Lécuyer", "Morizur", "Nicolazo", "Pérennès", "Quélen", "Rivoalen", "Salaün", "Urvoy",
)  # fmt: skip
FIRST_NAMES: tuple[tuple[str, str], ...] = (
    ("Mme", "Aurélie"), ("M.", "Benoît"), ("Mme", "Céline"), ("M.", "Didier"), ("Mme", "Émilie"), ("M.", "François"),
    ("Mme", "Gaëlle"), ("M.", "Hervé"), ("Mme", "Inès"), ("M.", "Jérôme"), ("Mme", "Karine"), ("M.", "Loïc"),
    ("Mme", "Maëlle"), ("M.", "Noël"), ("Mme", "Océane"), ("M.", "Pascal"), ("Mme", "Régine"), ("M.", "Stéphane"),
    ("Mme", "Thérèse"), ("M.", "Yann"),
)  # fmt: skip
PUBLIC_BODIES: tuple[str, ...] = (
    "Mairie de Saint-Aubin-des-Marais", "Communauté de communes du Pays de Ré-sur-Vilaine", "Collège Anne-Éléonore",
    "Syndicat mixte des Eaux de Guérande-Nord", "Mairie de La Chapelle-aux-Ormes", "Office de l'Estuaire",
    "Régie des Transports de Cordemais-Plage", "Établissement du Port des Noës",
)  # fmt: skip
TOWNS: tuple[tuple[str, str], ...] = (
    ("44000", "Nantes"), ("44600", "Saint-Nazaire"), ("49000", "Angers"), ("35000", "Rennes"), ("56000", "Vannes"),
    ("29000", "Quimper"), ("85000", "La Roche-sur-Yon"), ("44500", "La Baule-Escoublac"), ("49300", "Cholet"),
    ("56100", "Lorient"), ("44110", "Châteaubriant"), ("72000", "Le Mans"), ("79000", "Niort"), ("35400", "Saint-Malo"),
)  # fmt: skip
STREETS: tuple[str, ...] = (
    "rue des Tisserands", "place de l'Église", "quai des Goélands", "route de la Forêt", "avenue du Général-Hoche",
    "impasse des Châtaigniers", "boulevard de l'Océan", "chemin du Moulin-Brûlé", "zone artisanale des Fresnes",
)  # fmt: skip

ABROAD: tuple[tuple[str, str, str, str], ...] = (  # name, country, postcode, city
    ("Hartwell Marine Supplies Ltd", "GB", "BS1 6XN", "Bristol"),
    ("Penrose & Daughters Ltd", "GB", "PL4 0DW", "Plymouth"),
    ("Ballyglen Foods DAC", "IE", "T12 X8N6", "Cork"),
    ("Ashdown Textiles Ltd", "GB", "BN2 9SA", "Brighton"),
    ("Kilcarrow Timber DAC", "IE", "H91 W2R5", "Galway"),
    ("Ostrander Logistics BV", "BE", "2000", "Antwerp"),
    ("Wetherby Instruments Ltd", "GB", "LS22 6LN", "Wetherby"),
    ("Northmoor Cycles Ltd", "GB", "OX29 5TB", "Northmoor"),
)
ENGLISH_NAMES: tuple[tuple[str, str], ...] = (
    ("Ms", "Alice Harding"), ("Mr", "Conor Fahey"), ("Ms", "Deirdre Walsh"), ("Mr", "Edmund Pryce"),
    ("Ms", "Fiona Gallacher"), ("Mr", "Gareth Lloyd"), ("Ms", "Hester Vane"), ("Mr", "Ian Moffat"),
)  # fmt: skip

MATTERS: tuple[str, ...] = (
    "Bail commercial", "Cession de fonds de commerce", "Conseil en droit social", "Contentieux fournisseur",
    "Constitution de société", "Procédure prud'homale", "Secrétariat juridique annuel", "Contrat de distribution",
    "Recouvrement de loyers", "Marché public", "Propriété intellectuelle", "Transmission d'entreprise",
)  # fmt: skip
MATTERS_PRIVATE: tuple[str, ...] = (
    "Succession",
    "Divorce",
    "Vente immobilière",
    "Litige de voisinage",
    "Droit de la famille",
)
