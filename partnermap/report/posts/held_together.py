"""What single joint posts hold together: who would be cut off without the links one makes."""

import datetime as dt

from partnermap.analysis.measure.dependency import Dependency, dependencies
from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.network.build import network_on


def held_by_posts(place: Place, on: dt.date) -> tuple[Dependency, ...]:
    """For every joint post that makes a link, what is lost with it, the most first."""
    origins = [About(Post.TABLE, post.id) for post in joint_posts(place, on)]
    return dependencies(network_on(place, on), origins) if origins else ()
