"""Text as XML can hold it: control characters, halves of pairs and non-characters are dropped."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(text: str) -> str:
    """The text without what no XML file may hold."""
    return _NOT_IN_XML.sub("", text)
