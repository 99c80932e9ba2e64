"""The JSON API: what an invoicing program brings and asks, by the same tasks and the same rules as the pages."""

from __future__ import annotations

from admin.api import described, events, intake, status
from admin.api.door import blueprint, furnish

__all__ = ["blueprint", "described", "events", "furnish", "intake", "status"]
