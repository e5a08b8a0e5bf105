"""Words from files where Qt would read marks in them: markup in tooltips, & on buttons and in menus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Markup


def tip(words: str) -> str:
    """Words for a tooltip exactly as they are: a name such as `<img src=…>` would load a picture."""
    if not Markup.mightBeRichText(words):
        return words
    return Markup.convertFromPlainText(words, Qt.WhiteSpaceMode.WhiteSpaceNormal)


def caption(words: str) -> str:
    """Words for a button or a menu exactly as they are: a single & would only underline what follows."""
    return words.replace("&", "&&")
