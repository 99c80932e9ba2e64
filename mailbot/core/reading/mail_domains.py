"""Domains under which strangers have their mailboxes: sharing one says nothing about being colleagues.

Mailbox providers and access providers of the countries whose languages are read, by what stands before the last dot
where one provider has the same name in many countries, and by whole domain otherwise.
"""

from __future__ import annotations

# yahoo.fr, yahoo.co.uk, hotmail.de …: the same mailboxes under every ending.
_FAMILIES = frozenset({
    "yahoo", "ymail", "rocketmail", "hotmail", "outlook", "live", "msn", "gmail", "googlemail", "gmx", "aol",
    "protonmail", "zoho", "yandex",
})  # fmt: skip
_DOMAINS = frozenset({
    # Everywhere
    "icloud.com", "me.com", "mac.com", "proton.me", "pm.me", "tutanota.com", "tuta.io", "tutamail.com", "mail.com",
    "email.com", "usa.net", "fastmail.com", "fastmail.fm", "hey.com", "hushmail.com", "inbox.com", "mail.ru",
    "qq.com", "163.com", "duck.com", "passmail.net", "passinbox.com", "mailo.com", "skynet.com", "windowslive.com",
    "passport.com",
    # France
    "orange.fr", "wanadoo.fr", "voila.fr", "free.fr", "aliceadsl.fr", "libertysurf.fr", "freesurf.fr",
    "worldonline.fr", "infonie.fr", "sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr", "9online.fr",
    "9business.fr", "numericable.fr", "numericable.com", "noos.fr", "laposte.net", "bbox.fr", "netcourrier.com",
    "caramail.com", "caramail.fr", "francite.com", "nordnet.fr", "gmx.fr", "ovh.fr", "mailo.fr", "net-c.com",
    "sfr.com", "evhr.net", "ozone.net", "mediaserv.net", "lagoon.nc", "mls.nc", "mail.pf", "vini.pf", "only.fr",
    "zeop.re", "monaco.mc", "libello.com",
    # Belgium, Switzerland, Luxembourg, Canada
    "skynet.be", "telenet.be", "proximus.be", "scarlet.be", "voo.be", "brutele.be", "belgacom.net", "swing.be",
    "bluewin.ch", "sunrise.ch", "hispeed.ch", "vtxnet.ch", "netplus.ch", "pt.lu", "internet.lu", "vo.lu",
    "videotron.ca", "videotron.qc.ca", "sympatico.ca", "bell.net", "rogers.com", "shaw.ca", "telus.net", "cogeco.ca",
    # United Kingdom, Ireland, United States
    "btinternet.com", "btopenworld.com", "sky.com", "talktalk.net", "talk21.com", "virginmedia.com", "virgin.net",
    "ntlworld.com", "blueyonder.co.uk", "tiscali.co.uk", "plus.net", "plus.com", "o2.co.uk", "eircom.net",
    "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net",
    "earthlink.net", "juno.com", "optonline.net", "frontier.com", "roadrunner.com",
    # Germany, Austria
    "web.de", "t-online.de", "freenet.de", "arcor.de", "1und1.de", "online.de", "posteo.de", "mailbox.org",
    "email.de", "mail.de", "vodafone.de", "kabelmail.de", "aon.at", "chello.at", "a1.net", "gmx.at",
    # Spain, Italy, Netherlands, Portugal
    "telefonica.net", "terra.es", "ono.com", "movistar.es", "libero.it", "virgilio.it", "alice.it", "tin.it",
    "tiscali.it", "fastwebnet.it", "inwind.it", "iol.it", "email.it", "pec.it", "legalmail.it", "arubapec.it",
    "ziggo.nl", "kpnmail.nl", "kpnplanet.nl", "planet.nl", "hetnet.nl", "home.nl", "upcmail.nl", "casema.nl",
    "xs4all.nl", "chello.nl", "quicknet.nl", "sapo.pt", "mail.telepac.pt", "netcabo.pt",
})  # fmt: skip
# Of a country with a second level: the name stands third from the end.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "qc"})


def is_public(domain: str) -> bool:
    """Has anybody a mailbox there? An empty domain is nobody's: it says as little."""
    wanted = domain.strip().strip(".").lower()
    if not wanted or "." not in wanted or wanted in _DOMAINS:
        return True
    parts = wanted.split(".")
    if len(parts) == 3 and parts[1] in _SECOND_LEVEL:
        return parts[0] in _FAMILIES
    return len(parts) == 2 and parts[0] in _FAMILIES


def domain_of(address: str) -> str:
    """What stands after the @, lower case; empty when there is none."""
    return address.rpartition("@")[2].strip().lower() if "@" in address else ""
