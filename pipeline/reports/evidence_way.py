"""Where the evidence lies as seen from the web page; put in when the page is saved.

The page itself is the same wherever it is saved, so that it can be remembered.
"""

from __future__ import annotations

import html

_BLANK = b'data-material=""'


def with_way_to(page: bytes, address: str) -> bytes:
    """Give the page with the relative address of the material in its first tag."""
    filled = f'data-material="{html.escape(address)}"'.encode()
    return page.replace(_BLANK, filled, 1)
