"""Organisations drawn together: what stands behind the symbols and lines, counted and in words."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from partnermap.network.grouping import Grouping
from partnermap.network.network import NetworkTie
from partnermap.scene.model import Ints
from partnermap.shell.words import counted, text


def links_behind(ties: Iterable[NetworkTie], groups: Grouping) -> Iterator[NetworkTie]:
    """The links that some drawn ties stand for, then those that lie within the groups."""
    for tie in ties:
        yield from groups.sums.get(tie.id, (tie,))
    yield from groups.inside


def links_in_each(ties: Sequence[NetworkTie], groups: Grouping) -> Ints:
    """How many links each of m drawn ties stands for, shape (m,)."""
    return np.array([len(groups.sums.get(tie.id, (tie,))) for tie in ties], dtype=np.int32)


def organisations_in_words(ids: Collection[str], groups: Grouping) -> str:
    """`56 organisations, 50 of them in 6 groups`: who stands behind some drawn symbols."""
    sizes = [len(groups.members[key]) for key in ids if key in groups.members]
    every, within = len(ids) - len(sizes) + sum(sizes), sum(sizes)
    whole = counted(every, "organisation")
    if not sizes:
        return whole
    number = counted(len(sizes), "group")
    if within == every:
        return text("{whole} in {groups}", whole=whole, groups=number)
    return text("{whole}, {share:,} of them in {groups}", whole=whole, share=within, groups=number)


def links_in_words(ties: Iterable[NetworkTie], groups: Grouping) -> str:
    """`121 links, 64 of them within groups`: what stands behind some drawn ties."""
    every, within = sum(1 for _ in links_behind(ties, groups)), len(groups.inside)
    whole = counted(every, "link")
    if not within:
        return whole
    where = text("within groups") if len(groups.members) > 1 else text("within the group")
    if within == every:
        share = text("all {where}", where=where) if every > 1 else where
    else:
        share = text("{within:,} of them {where}", within=within, where=where)
    return f"{whole}, {share}"
