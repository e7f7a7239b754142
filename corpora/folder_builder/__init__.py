"""Builds made-up evidence folders from content files, byte for byte the same each time."""
