"""The organisations that a saved view names, under the ids that they have in this file.

A view keeps what was chosen as JSON whose form is the map's affair. Whatever its form, an id in it is a
text by itself, alone or behind the mark of a group; what a user typed to look for is never an id.
"""

import json
from collections.abc import Mapping

from partnermap.network.grouping import MARK

_TYPED = "words"
"""The one setting that holds what a user typed."""


def with_ids(settings: str, ids: Mapping[str, str]) -> str:
    """The settings of a view with other ids; as they are where they name none of these or make no sense.

    Args:
        settings: of a saved view.
        ids: of organisations in the other copy, and what each is in this file.
    """
    if not any(key in settings for key in ids):
        return settings
    try:
        found = json.loads(settings)
    except (ValueError, RecursionError):
        return settings
    renamed = _renamed(found, ids)
    return settings if renamed == found else json.dumps(renamed, ensure_ascii=False)


def _renamed(value: object, ids: Mapping[str, str]) -> object:
    if isinstance(value, str):
        mark = MARK if value.startswith(MARK) else ""
        key = value.removeprefix(mark)
        return mark + ids.get(key, key)
    if isinstance(value, dict):
        return {name: part if name == _TYPED else _renamed(part, ids) for name, part in value.items()}
    if isinstance(value, list):
        parts = [_renamed(part, ids) for part in value]
        # Views list what has no order sorted, so that equal choices are equal texts.
        return parts if parts == value else sorted(parts, key=str)
    return value
