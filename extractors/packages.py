"""Open zip-based documents (docx, pptx, ofd…) and parse their XML without trusting them.

Parts are read with a limit on their unpacked size; XML is parsed without entities, external
references or network, so neither a billion laughs nor a local file can come in.
"""

from __future__ import annotations

import contextlib
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from lxml import etree

from extractors.errors import DamagedFileError, EncryptedFileError, ExtractionError, LimitError
from extractors.settings import Limits

BROKEN_STREAM = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError)
_TOO_LARGE = "文件内部的数据过大：请拆成几个文件，或另存为新文件后重新提交"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML from a hostile source; small faults are skipped over.

    Raises:
        DamagedFileError: when no element can be made of it.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError("文件内部的数据已损坏") from error
    if root is None:
        raise DamagedFileError("文件内部的数据已损坏")
    return root


class LimitedStream:
    """A stream that ends after so many bytes and remembers that it would have gone on."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._left = limit
        self.exceeded = False

    def read(self, size: int = 65536) -> bytes:
        """Give the next bytes, none at the end or beyond the limit."""
        if self._left <= 0:
            self.exceeded = self.exceeded or bool(self._stream.read(1))
            return b""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data


def _forget(element: etree._Element) -> None:
    """Take an element's content, and what stands before it, out of memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class Package:
    """A zip-based document: named parts and the relations between them.

    Use as a context manager. Part names have no leading slash.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the package.

        Raises:
            DamagedFileError: when it is not a readable zip.
        """
        self._limit = limits.xml_bytes
        self._tree_limit = limits.tree_bytes
        self._stream_limit = limits.streamed_bytes
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedFileError("文件不完整或已损坏") from error
        self._infos = {
            info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()
        }
        self._relations: dict[str, list[tuple[str, str, str]]] = {}
        self._lowered = {name.lower(): name for name in self._infos}

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The part names, sorted."""
        return sorted(self._infos)

    def has(self, name: str) -> bool:
        """Tell whether a part is there (names compare without regard to case)."""
        return name.lstrip("/").lower() in self._lowered

    def read(self, name: str, *, most: int | None = None) -> bytes | None:
        """Give a part's bytes, None if there is no such part; `most` lowers the limit.

        Raises:
            LimitError: when it unpacks to more than the limit.
            EncryptedFileError: when it is encrypted.
            DamagedFileError: when it cannot be unpacked.
        """
        info = self._infos.get(self._lowered.get(name.lstrip("/").lower(), ""))
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise EncryptedFileError
        limit = min(most or self._limit, self._limit)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except BROKEN_STREAM as error:
            raise DamagedFileError("文件不完整或已损坏") from error
        if len(data) > limit:
            raise LimitError(_TOO_LARGE)
        return data

    @contextlib.contextmanager
    def stream(self, name: str) -> Iterator[LimitedStream | None]:
        """Open a part to be read piece by piece up to the limit, None if there is no such part.

        Reading may raise `BROKEN_STREAM`.

        Raises:
            EncryptedFileError: when it is encrypted.
            DamagedFileError: when it cannot be opened.
        """
        info = self._infos.get(self._lowered.get(name.lstrip("/").lower(), ""))
        if info is None:
            yield None
            return
        if info.flag_bits & 0x1:
            raise EncryptedFileError
        try:
            stream = self._zip.open(info)
        except BROKEN_STREAM as error:
            raise DamagedFileError("文件不完整或已损坏") from error
        with stream:
            yield LimitedStream(stream, self._stream_limit)

    def elements(
        self, name: str, *tags: str, keep: Callable[[etree._Element], bool] | None = None
    ) -> Iterator[etree._Element]:
        """Give the elements of a part with these tags one after the other, then forget them.

        Those that `keep` tells of are not given and stay, being part of another one to come.

        The part is never in memory as a whole. A tag may be "{*}row" for any namespace; elements
        inside one that is given are still there, those before it are not.

        Raises:
            LimitError: when the part unpacks to more than the limit; what comes before was given.
            DamagedFileError: when it breaks off.
            EncryptedFileError: when it is encrypted.
        """
        with self.stream(name) as stream:
            if stream is None:
                return
            walked = etree.iterparse(
                stream,
                events=("end",),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                recover=True,
                remove_comments=True,
                remove_pis=True,
            )
            try:
                for _, element in walked:
                    if keep is None or not keep(element):
                        yield element
                        _forget(element)
            except (etree.XMLSyntaxError, *BROKEN_STREAM) as error:
                raise DamagedFileError("文件内部的数据已损坏") from error
            if stream.exceeded:
                raise LimitError(_TOO_LARGE)

    def is_long(self, name: str) -> bool:
        """Tell whether a part is too long to be made into a tree."""
        info = self._infos.get(self._lowered.get(name.lstrip("/").lower(), ""))
        return info is not None and info.file_size > self._tree_limit

    def xml(self, name: str) -> etree._Element | None:
        """Parse a part, None if there is no such part.

        Raises:
            ExtractionError: as `read` and `parse_xml`.
        """
        data = self.read(name, most=self._tree_limit)
        return None if data is None else parse_xml(data)

    def relations(self, name: str) -> list[tuple[str, str, str]]:
        """Give the relations of a part as (id, last word of the type, target part or address).

        `name` may be "" for the package itself. External targets keep their address.
        """
        known = self._relations.get(name)
        if known is not None:
            return known
        self._relations[name] = found = self._read_relations(name)
        return found

    def _read_relations(self, name: str) -> list[tuple[str, str, str]]:
        folder, _, base = name.lstrip("/").rpartition("/")
        data = self.read(posixpath.join(folder, "_rels", f"{base}.rels"))
        if data is None:
            return []
        found = []
        for relation in parse_xml(data).iter(_RELATION):
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            target = str(relation.get("Target", ""))
            if relation.get("TargetMode") != "External":
                joined = target if target.startswith("/") else posixpath.join("/", folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            found.append((str(relation.get("Id", "")), kind, target))
        return found

    @property
    def embedded_files(self) -> list[str]:
        """The parts that are whole files of their own (a workbook pasted into a document).

        The data behind charts is not among them: the charts show it.
        """
        charts = [name for name in self.names if "/charts/" in f"/{name.lower()}"]
        behind: set[str] = set()
        for chart in charts:
            if chart.lower().endswith(".xml"):
                with contextlib.suppress(ExtractionError):
                    behind.update(self.related(chart, "package"))
        inside = [name for name in self.names if "/embeddings/" in f"/{name.lower()}"]
        return [name for name in inside if name not in behind]

    @property
    def chunks(self) -> list[str]:
        """The documents that Word shows as part of this one and that are read on their own."""
        with contextlib.suppress(ExtractionError):
            return [name for name in self.related("word/document.xml", "aFChunk") if self.has(name)]
        return []

    def related(self, name: str, kind: str) -> list[str]:
        """Give the parts that `name` refers to by relations of this kind, in their order."""
        return [target for _, found, target in self.relations(name) if found == kind]
