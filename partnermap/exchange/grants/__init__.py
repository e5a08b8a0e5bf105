"""360Giving files of grants, JSON or spreadsheets: agreements between funders and recipients."""

from partnermap.exchange.grants.files import recognises
from partnermap.exchange.grants.planning import plan

__all__ = ["plan", "recognises"]
