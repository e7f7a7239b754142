"""Words in pictures: an engine behind a protocol, upright pages, lines in reading order."""
