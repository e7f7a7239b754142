"""One file in, one `Document` out: blocks of text, each with its place on the page."""
