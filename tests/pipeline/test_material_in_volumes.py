"""A submission in volumes is the same only while all of its volumes are."""

from __future__ import annotations

import zipfile
from pathlib import Path

from pipeline.material import material_of
from pipeline.submission import open_submission


def test_a_changed_later_volume_makes_another_submission(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "whole", "w") as archive:
        archive.writestr("记录.txt", "记录" * 50)
    data = (tmp_path / "whole").read_bytes()
    (tmp_path / "育才小学.zip.001").write_bytes(data[:90])
    digests = set()
    for later in (data[90:], data[90:] + b"x"):
        (tmp_path / "育才小学.zip.002").write_bytes(later)
        (tmp_path / "其他.zip.002").write_bytes(later + b"y")
        submission = open_submission(tmp_path / "育才小学.zip.001")
        assert submission.name == "育才小学"
        material = material_of(submission)
        assert material is not None
        assert set(material.digests) == {"育才小学.zip.001", "育才小学.zip.002"}
        digests.add(material.digest)
    assert len(digests) == 2
