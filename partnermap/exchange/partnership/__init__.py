"""The ODS partner-mapping workbook: one partnership of it as a forum with its members."""

from partnermap.exchange.partnership.planning import plan, recognises

__all__ = ["plan", "recognises"]
