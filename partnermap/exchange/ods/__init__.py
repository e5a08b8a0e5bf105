"""ODS CSV files: names, types, dates and status of organisations by their code."""

from partnermap.exchange.ods.planning import plan, recognises

__all__ = ["plan", "recognises"]
