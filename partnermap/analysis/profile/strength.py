"""How strong the evidence for a domain is, A to D (MEASURES E2, a matter of judgement)."""

from enum import StrEnum


class Strength(StrEnum):
    """A is the strongest; a domain is coloured from C on."""

    A = "a dated document is attached"
    B = "somebody in a named role confirmed it in the last 12 months"
    C = "five or more people rated it"
    D = "one view only, or older than 24 months"

    @property
    def letter(self) -> str:
        """A to D."""
        return self.name

    @property
    def may_be_coloured(self) -> bool:
        """Whether it is strong enough for a colour."""
        return self is not Strength.D
