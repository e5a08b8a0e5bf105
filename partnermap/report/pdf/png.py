"""A picture of a PDF's first page: what is printed and what is shown come from one drawing."""

import io
from collections.abc import Callable
from typing import Any, cast


def pdf_to_png(pdf: bytes, dpi: int = 150) -> bytes:
    """The first page as a PNG of that many dots an inch."""
    import pypdfium2

    open_document = cast(Callable[[bytes], Any], pypdfium2.PdfDocument)
    document = open_document(pdf)
    try:
        image = document[0].render(scale=dpi / 72).to_pil()
        target = io.BytesIO()
        image.save(target, format="PNG", dpi=(dpi, dpi))
        return target.getvalue()
    finally:
        document.close()
