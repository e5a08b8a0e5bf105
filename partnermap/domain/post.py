"""Joint posts and the organisations that fund, host or direct them."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.record import Record, refers_to
from partnermap.domain.words import PostBasis, PostPartnerRole, PostStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A job that answers to more than one organisation; the holder's name is optional."""

    TABLE: ClassVar[str] = "posts"
    TITLE: ClassVar[str] = "Posts"

    title: str
    wte: float | None = None
    employer_id: str | None = refers_to("organisations")
    basis: PostBasis | None = None
    status: PostStatus | None = None
    status_since: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    funding_ends: PartialDate | None = None
    statutory: bool | None = None
    agreement_id: str | None = refers_to("agreements")
    if_dissolved: str | None = None
    lived_experience_role: bool | None = None
    holder: str | None = None
    strength: int | None = None
    function: str | None = None

    @property
    def period(self) -> Period:
        """From start to end of the post, both inclusive, whether or not it is filled."""
        return Period(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPartner(Record):
    """Another organisation of a joint post; `share` of its cost is 0 to 1, None not known."""

    TABLE: ClassVar[str] = "post_partners"
    TITLE: ClassVar[str] = "Post partners"

    post_id: str = refers_to("posts", required=True)
    organisation_id: str = refers_to("organisations", required=True)
    role: PostPartnerRole = PostPartnerRole.FUNDS
    share: float | None = None
