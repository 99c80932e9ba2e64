"""The creditor reference (ISO 11649) of an invoice: `RF`, two check digits, the number's letters and figures.

Printed on every reminder and in the QR code, recognised in bank labels. Check digits alone prove little (one random
text in a hundred passes), so a reference read in a label must also equal one that was issued.
"""

from __future__ import annotations

import re
import unicodedata

from stdnum.iso7064 import mod_97_10

_MAX_BODY = 21


def creditor_reference(number: str) -> str:
    """The reference of that invoice number, compact and upper case; "" when the number has no letter or figure.

    ISO 11649 allows 21 characters after the check digits; of a longer number the last 21 count, because numbers
    differ at their end.

    >>> creditor_reference("F-2026-0042")
    'RF69F20260042'
    """
    plain = unicodedata.normalize("NFKD", number).encode("ascii", "ignore").decode().upper()
    body = re.sub(r"[^0-9A-Z]", "", plain)[-_MAX_BODY:]
    if not body:
        return ""
    return f"RF{mod_97_10.calc_check_digits(body + 'RF')}{body}"
