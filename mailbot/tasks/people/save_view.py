"""Saves the filters of a list under a name, and forgets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.core.errors import Refused
from mailbot.store import history
from mailbot.store.access_tables import SavedViewRow
from mailbot.store.people import saved_views
from mailbot.tasks.desk.decider import Decider

LONGEST_NAME = 60
# So many on one page are more than anybody finds again.
MOST = 40
_LONGEST_QUERY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewOrder:
    """The filters of a page, as its address says, under a name; `shared`: for everybody in the firm."""

    page: str
    name: str
    query: str
    shared: bool = False


def save_view(session: Session, order: ViewOrder, by: Decider, now: datetime) -> SavedViewRow:
    """Save it; one of the same name is replaced. Raises Refused without a name, or for one too many."""
    name, email = " ".join(order.name.split()), by.email.lower()
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"Donnez un nom à cette vue, de {LONGEST_NAME} signes au plus.")
    if len(order.query) > _LONGEST_QUERY:
        raise Refused("Ces filtres sont trop longs pour être gardés.")
    owner = "" if order.shared else email
    row = saved_views.named(session, order.page, owner, name)
    if row is not None:
        row.query, row.author = order.query, email
    elif len(saved_views.of_page(session, order.page, email)) >= MOST:
        raise Refused(f"Il y a déjà {MOST} vues : oubliez-en une d'abord.")
    else:
        row = SavedViewRow(page=order.page, name=name, query=order.query, owner=owner, author=email)
        saved_views.add(session, row, now)
    _tell(session, row, by, "view_saved", now)
    return row


def forget_view(session: Session, key: int, by: Decider, now: datetime) -> None:
    """Forget a view of one's own, or one that everybody has. Raises Refused for somebody else's, or when it is gone."""
    row = session.get(SavedViewRow, key)
    if row is None or row.owner not in ("", by.email.lower()):
        raise Refused("Cette vue n'existe plus.")
    _tell(session, row, by, "view_forgotten", now)
    session.delete(row)


def _tell(session: Session, row: SavedViewRow, by: Decider, kind: str, now: datetime) -> None:
    data = {"page": row.page, "query": row.query, "shared": not row.owner}
    history.append(session, history.Entry(at=now, actor=by.email, kind=kind, text=row.name, data=data))
