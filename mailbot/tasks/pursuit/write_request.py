"""Write a request: once as Word for the firm to complete, once as PDF to read; both from the same blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailbot.outbound.docx_paper import docx_bytes
from mailbot.outbound.letter_pdf import PAPER_SHEET
from mailbot.outbound.request_facts import RequestFacts
from mailbot.tasks.desk.office import Office
from mailbot.tasks.pursuit.request_facts import LANGUAGE


@dataclass(frozen=True, slots=True)
class Written:
    """The same document twice."""

    title: str
    docx: bytes
    pdf: bytes


def write_request(office: Office, facts: RequestFacts, now: datetime) -> Written:
    """The request of the way that `facts` names. Raises InputError when a template is at fault."""
    paper = office.texts.paper(f"request/{facts.way}/{LANGUAGE}/body.txt", LANGUAGE, {"f": facts})
    docx = docx_bytes(paper.blocks, title=paper.title, author=office.firm.name, language=LANGUAGE, now=now)
    return Written(paper.title, docx, office.press().pdf(paper.html, PAPER_SHEET))
