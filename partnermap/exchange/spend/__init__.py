"""Public spending files: payments summed by payer, payee name and month, and the ties they make."""

from partnermap.exchange.spend.planning import plan
from partnermap.exchange.spend.tables import recognises

__all__ = ["plan", "recognises"]
