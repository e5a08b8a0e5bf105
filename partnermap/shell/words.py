"""The words of the screen: every sentence a user reads in the window passes through one function."""


def text(template: str, **values: object) -> str:
    """The words of a template with its named placeholders filled in.

    Args:
        template: English text with placeholders such as `{count}`.
        values: what stands in for each placeholder; never parsed again.

    Raises:
        KeyError: a placeholder has no value.
    """
    return template.format_map(values)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: `1 link`, `44 links`."""
    noun = singular if count == 1 else plural or f"{singular}s"
    return f"{count:,} {noun}"
