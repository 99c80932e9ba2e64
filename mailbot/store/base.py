"""What every table is declared on: the metadata with its naming rule, and the types of its columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from mailbot.store.columns import Instant

# SQLite numbers rows by itself only for INTEGER PRIMARY KEY.
KEY = BigInteger().with_variant(Integer, "sqlite")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declared schema; migrations must produce exactly this."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant(), date: Date(), dict[str, Any]: JSON(), list[Any]: JSON(), str: Text()}
