"""Where groups stand: in the middle of their members, so that opening one moves nobody else far."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from partnermap.analysis.layout.graph import Anchors
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.spread import spread


def gathered(layout: Layout, ids: Sequence[str], members: Mapping[str, Sequence[str]]) -> Layout:
    """The layout of a grouped network: groups at the middle of their members, nobody over another.

    Args:
        layout: of all organisations.
        ids: what is drawn: organisations and groups.
        members: the organisations of each group.
    """
    if not members:
        return layout
    spots = np.array([_spot(layout, members.get(one, (one,))) for one in ids]).reshape(-1, 2)
    extent = float(np.ptp(spots, axis=0).max()) if len(spots) else 0.0
    # Middles lie close together; a map of few groups needs no less room than one of as many bodies.
    spots *= max(1.0, np.sqrt(len(spots)) / max(extent, 0.1))
    xy = spread(spots, Anchors.none(len(spots)), settled=False)
    return replace(layout, organisation_ids=tuple(ids), xy=xy, guides=())


def _spot(layout: Layout, ids: Sequence[str]) -> tuple[float, float]:
    rows = [layout.index[one] for one in ids if one in layout.index]
    x, y = layout.xy[rows].mean(axis=0).tolist() if rows else layout.xy.mean(axis=0).tolist()
    return x, y
