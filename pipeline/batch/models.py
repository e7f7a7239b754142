"""The tables of a batch's ledger: what is done, and the marks by which schools are compared."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables of one batch."""


class School(Base):
    """One submission: `status` is "done" or "failed", `row` its `SchoolRow` as JSON when done.

    `key` is the digest of everything the result depends on.
    """

    __tablename__ = "schools"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    status: Mapped[str] = mapped_column(String(10))
    key: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(Text)
    row: Mapped[str | None] = mapped_column(Text)


class Own(Base):
    """One submission's own values for the statistics of the batch, as JSON; `base` is the digest
    of everything they depend on.
    """

    __tablename__ = "own_figures"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    base: Mapped[str | None] = mapped_column(String(64))
    period: Mapped[str] = mapped_column(String)
    figures: Mapped[str] = mapped_column(Text)


class Mark(Base):
    """A file by which schools are compared: digest of its bytes, digest of its text's sketch."""

    __tablename__ = "marks"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    school: Mapped[str] = mapped_column(ForeignKey("schools.id", ondelete="CASCADE"), index=True)
    file: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str | None] = mapped_column(String(64), index=True)


class Stretch(Base):
    """One hash of a text's sketch."""

    __tablename__ = "stretches"

    value: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    mark: Mapped[int] = mapped_column(
        ForeignKey("marks.number", ondelete="CASCADE"), primary_key=True, index=True
    )
