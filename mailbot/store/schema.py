"""The whole declared schema: every module of tables, so that none is missing from the metadata.

Migrations must produce exactly this.
"""

from __future__ import annotations

from mailbot.store import (
    access_tables,
    call_tables,
    money_tables,
    own_tables,
    post_tables,
    program_tables,
    pursuit_tables,
    reading_tables,
    settling_tables,
    tables,
)
from mailbot.store.base import Base

MODULES = (
    tables, settling_tables, pursuit_tables, reading_tables, access_tables, money_tables, post_tables, program_tables,
    own_tables, call_tables,
)  # fmt: skip
METADATA = Base.metadata
