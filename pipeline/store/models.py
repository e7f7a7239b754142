"""The store's one table, for SQLite and PostgreSQL alike."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables of this program; a change of their shape takes new names, never new columns."""


class StoredValue(Base):
    """What one stage gave for one key.

    `digest` is the SHA-256 of the kept (compressed) bytes. They lie in `content`, or in the blob
    folder under their digest when `content` is None. `size` counts the kept bytes, `used` is
    the day of the last use as days since 1970-01-01.
    """

    __tablename__ = "zuozheng1_values"

    stage: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    used: Mapped[int] = mapped_column(Integer, index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, nullable=True)
