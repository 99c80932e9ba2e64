"""The description as a file: `python -m admin.api > docs/openapi.json`."""

from __future__ import annotations

import sys

from admin.api.described import text

if __name__ == "__main__":
    sys.stdout.write(text())
