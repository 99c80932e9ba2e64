"""What tests of the loop look at."""

from sqlalchemy import select

from mailbot.store.tables import HoldRow
from tests.firm import Firm

CLIENT = "compta@dupont.example"


def holds(firm: Firm) -> list[HoldRow]:
    with firm.office.books.read() as session:
        return list(session.scalars(select(HoldRow).order_by(HoldRow.id)))
