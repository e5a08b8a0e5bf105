"""What of a place an audience may see: for the public every post loses what points at its holder."""

from dataclasses import replace

from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.report.audience import Audience

PUBLIC_TITLE = "a joint post"


def place_for(place: Place, audience: Audience) -> Place:
    """The place itself, or a copy in which posts have no title, state, size or holder.

    The links that posts make stay on the map and in every count, with their dates, because they are
    links between organisations.
    """
    if audience.sees_posts:
        return place
    posts = {key: _anonymous(post) for key, post in place.posts.items()}
    return place.with_tables({Post.TABLE: posts}, place.version)


def _anonymous(post: Post) -> Post:
    return replace(
        post,
        title=PUBLIC_TITLE,
        holder=None,
        status=None,
        status_since=None,
        funding_ends=None,
        agreement_id=None,
        wte=None,
        if_dissolved=None,
        function=None,
        notes=None,
    )
