"""Documents that are evidence by being there: plans, rules, duty lists, signed agreements…

A document is of a type when its title, file name or one of its headings *is* that type's name
(the name ends it: a notice about a plan is no plan), its kind allows it and its text holds what
such a paper must hold. That a text speaks of a paper never makes it one.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from extractors.document import Document
from matchers.annotation import DocumentEvidence, DocumentKind
from matchers.document_evidence import describe
from matchers.document_lexicon import document_matchers
from matchers.document_titles import file_title, visible
from matchers.papers import find_papers, types_of_title


def find_documents(
    document: Document,
    *,
    kind: DocumentKind,
    title: str,
    template: bool,
    years: tuple[int, ...],
    lexicon: Path | None = None,
    own_names: tuple[str, ...] = (),
) -> tuple[DocumentEvidence, ...]:
    """Find which papers of the lexicon a file is or holds, in reading order.

    Args:
        document: what was read.
        kind: the document's kind; types that cannot be of this kind are not given.
        title: its title as far as known, or "".
        template: whether it is a model text or a blank form as a whole.
        years: years of its folder or name: used last, and the reasons then say so.
        lexicon: a bureau's own document lexicon, or None.
        own_names: the names that mean this school, to tell other bodies' papers.
    """
    blocks = visible(document)
    if not blocks:
        return _by_name(document, kind, years, lexicon)
    papers = find_papers(document_matchers(lexicon), kind, title, document.path, blocks)
    return tuple(describe(document, paper, template, years, own_names) for paper in papers)


def _by_name(
    document: Document, kind: DocumentKind, years: tuple[int, ...], lexicon: Path | None
) -> tuple[DocumentEvidence, ...]:
    """Give what the name of a photograph without words says it shows; it has no quotation."""
    if kind is not DocumentKind.PHOTO:
        return ()
    found = types_of_title(document_matchers(lexicon), kind, file_title(document.path))
    if not found:
        return ()
    return (
        DocumentEvidence(
            file=document.path,
            types=tuple(sorted({matcher.entry.id for matcher, _ in found})),
            title=PurePosixPath(document.path).stem,
            years=years,
            issued=None,
            issuer=None,
            signed=False,
            clauses=(),
            citations=(),
            reasons=("照片，按文件名认定，请看原图",),
        ),
    )
