"""A firm with everything that a page can show: reminders to decide, sent ones, money to place, messages to read."""

from __future__ import annotations

import mailbox
import os
from pathlib import Path

from sqlalchemy import select

from mailbot.store.tables import EventRow
from mailbot.tasks.planning.plan_reminders import dry_run
from tests.firm import ASSISTANT, BOT, CONFIG, DEPUTY, PARTNER, Firm

HOSTILE = "Écrou & Fils <script>alert('x')</script>"
BOSS = "b.dumas@etude.example"
VIEWER = "v.leroy@etude.example"
PEOPLE = (PARTNER, DEPUTY, ASSISTANT, BOSS, VIEWER)
PASSWORD = "une phrase assez longue"

_MORE = f"""
  - {{email: {BOSS}, name: Béatrice Dumas, role: admin}}
  - {{email: {VIEWER}, name: Victor Leroy, role: viewer}}
"""

_CLIENTS = f"""code;name;kind;email;contact;partner;address;postcode;city;language
C1;Dupont Bâtiment;professional;compta@dupont.example;Anne Dupont;{PARTNER};12 rue des Carriers;69007;Lyon;fr
C2;{HOSTILE};professional;achats@ecrou.example;;{PARTNER};3 allée Nord;38000;Grenoble;fr
C3;Boulangerie Żółkiewski-Łukasz;professional;pain@zolkiewski.example;;{PARTNER};1 place du Marché;69001;Lyon;fr
C4;Harbour & Sons Ltd;professional;accounts@harbour.example;Mary Harbour;{PARTNER};8 Quay Street;BS1;Bristol;en
C5;SCI Les Lilas;professional;gerance@lilas.example;;{PARTNER};40 cours Lafayette;69003;Lyon;fr
C6;Mairie de Saint-Étienne-du-Bois;public;finances@mairie.example;;{PARTNER};Grand-Place;01370;Saint-Étienne;fr
C7;Menuiserie Aubépine;professional;;;{PARTNER};5 chemin Vert;69100;Villeurbanne;fr
C8;Garage du Pont;professional;garage@pont.example;;{PARTNER};2 quai du Rhône;69002;Lyon;fr
"""

_INVOICES = f"""number;client;issued_on;due_on;total;partner
F-2026-0031;C1;2026-09-02;2026-10-02;3120,00;{PARTNER}
F-2026-0042;C1;2026-10-01;2026-10-31;1200,00;{PARTNER}
F-2026-0057;C1;2026-11-02;2026-12-02;840,50;{PARTNER}
F-2026-0033;C2;2026-09-05;2026-10-05;980,00;{PARTNER}
F-2026-0036;C3;2026-09-10;2026-10-10;456,78;{PARTNER}
F-2026-0037;C4;2026-09-12;2026-10-12;12750,00;{PARTNER}
F-2026-0038;C5;2026-09-14;2026-10-14;2310,00;{PARTNER}
F-2026-0039;C6;2026-09-15;2026-10-15;6480,00;{PARTNER}
F-2026-0040;C7;2026-09-16;2026-10-16;730,00;{PARTNER}
F-2026-0041;C8;2026-09-18;2026-10-18;1999,99;{PARTNER}
F-2026-0044;C8;2026-10-05;2026-11-04;250,00;{PARTNER}
"""


def a_config(*, language: str = "fr", extra: str = "") -> str:
    """The firm's configuration: two more people, no old debts."""
    people, rest = CONFIG.split("banks:")
    firm = people.replace("profession: lawyer", f"profession: lawyer, language: {language}")
    return f"{firm.rstrip()}{_MORE}banks:{rest}import: {{started_on: 2026-09-01}}\n{extra}"


class Town(Firm):
    """A firm whose mails arrive when its clock says so."""

    def drops(self, raw: bytes) -> None:
        """Bytes arrive in the shared mailbox, now."""
        box = mailbox.Maildir(self.folder / "mail" / BOT)
        key = box.add(raw)
        arrived = self.now.timestamp()
        os.utime(self.folder / "mail" / BOT / "new" / key, (arrived, arrived))


def a_town(folder: Path, config: str = "") -> Firm:
    """The firm on Wednesday 18 November 2026 at ten: first reminders are out, answers came in, a new batch waits."""
    firm = Town(folder, config or a_config())
    firm.at("2026-10-20T06:00")
    assert not firm.takes_in("clients.csv", _CLIENTS).errors
    assert not firm.takes_in("invoices.csv", _INVOICES).errors
    for moment in ("2026-10-26T07:45", "2026-10-26T08:05"):
        firm.at(moment).tick()
    digest = firm.inbox_of(PARTNER)[-1]
    firm.at("2026-10-26T09:00").answers(PARTNER, digest, "OK")
    firm.tick()
    _answers_come_in(firm)
    firm.at("2026-11-18T08:05").tick()
    firm.at("2026-11-18T10:00").tick()
    return firm


def _answers_come_in(firm: Firm) -> None:
    """Clients and the bank write over the following weeks."""
    firm.at("2026-10-28T11:00").bank_writes("456,78", "BOULANGERIE ZOLKIEWSKI", "FACT F-2026-0036")
    firm.tick()
    reminder = firm.inbox_of("gerance@lilas.example")[-1]
    dispute = "Bonjour,\n\nNous contestons cette facture : le chantier n'a pas été livré.\n"
    firm.at("2026-11-03T15:12").answers("gerance@lilas.example", reminder, dispute)
    firm.tick()
    reminder = firm.inbox_of("finances@mairie.example")[-1]
    firm.at("2026-11-16T09:40").answers(
        "finances@mairie.example", reminder, "Bonjour,\n\nLe règlement partira le 30 novembre.\n\nCordialement\n"
    )
    firm.writes("inconnu@ailleurs.example", "Votre courrier", "Bonjour,\n\nDe quoi s'agit-il ? Merci de m'appeler.\n")
    firm.at("2026-11-17T10:00").bank_writes("2000,00", "M OU MME PONT", "VIREMENT GARAGE")
    firm.bank_writes("75,00", "ASSURANCE DU RHONE", "REMBOURSEMENT 4471")
    firm.writes(
        "avis@banque-lugdunienne.example", "Avis de virement reçu",
        "Vous avez reçu un virement de 980,00 EUR de ECROU ET FILS, motif : F-2026-0033, le 17/11/2026.", proven=False,
    )  # fmt: skip
    firm.tick()


def decision(town: Firm, number: str) -> str:
    """What the plan says of an invoice."""
    return next(v.decision.value for v in dry_run(town.office, town.now) if v.standing.invoice.number == number)


def told(town: Firm, kind: str) -> list[EventRow]:
    """The lines of the history of this kind, newest first."""
    with town.office.books.read() as session:
        return list(session.scalars(select(EventRow).where(EventRow.kind == kind).order_by(EventRow.id.desc())))
