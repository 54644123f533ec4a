"""The text of a PDF as a reader would copy it, page by page; pypdf tells the structure of the same file."""

from __future__ import annotations

import pypdfium2


def page_texts(made: bytes) -> list[str]:
    """The text of each page, lines ending with a line feed."""
    document = pypdfium2.PdfDocument(made)
    try:
        return [
            document[number].get_textpage().get_text_range().replace("\r\n", "\n") for number in range(len(document))
        ]
    finally:
        document.close()
