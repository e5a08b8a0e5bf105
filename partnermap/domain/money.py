"""Amounts of money, held in whole pence so that sums are exact."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from partnermap.domain.errors import BadValue

_CLEAN = re.compile(r"[£,\s]")


def read_pence(text: str) -> int:
    """Read `1234.5`, `£1,234.50`, `-12` or `(12.00)` as pence.

    Raises:
        BadValue: the text is no amount.
    """
    clean = _CLEAN.sub("", text)
    if clean.startswith("(") and clean.endswith(")"):
        clean = f"-{clean[1:-1]}"
    try:
        pounds = Decimal(clean)
    except InvalidOperation:
        raise BadValue(f"“{text.strip()}” is not an amount; write it as 1234.50.") from None
    if not pounds.is_finite() or abs(pounds) > Decimal("1e13"):
        raise BadValue(f"“{text.strip()}” is not an amount of money.")
    return int((pounds * 100).to_integral_value(ROUND_HALF_UP))


def pounds_text(pence: int) -> str:
    """Exact pounds for files: `1234.50`."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def money_in_words(pence: int) -> str:
    """Short form for screens and boards: `£14.2m`, `£120,000`, `£250`."""
    sign = "−" if pence < 0 else ""
    pounds = abs(pence) / 100
    if pounds >= 999_500_000:
        return f"{sign}£{pounds / 1e9:.1f}bn"
    if pounds >= 999_500:
        return f"{sign}£{pounds / 1e6:.1f}m"
    return f"{sign}£{round(pounds):,}"
