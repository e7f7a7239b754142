"""In a browser: own points and remarks, sums, saving, filters, and the way to the files.

Runs where a Chromium is installed; what it needs of the page's marks is tested without one too.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest

from matchers.annotation import Annotation, DocumentKind
from pipeline.assessment import Assessment
from pipeline.reports.evidence_way import with_way_to
from pipeline.reports.html_report import html_report
from tests.pipeline.made_assessment import MINUTES, made_assessment

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
if BROWSER is None:  # told once for all of them
    pytest.skip("没有安装 Chromium，不能在浏览器里试网页", allow_module_level=True)

NAMES = (
    "../../别处.docx",
    "a/../b.docx",
    "//主机/c.docx",
    "javascript:alert(1)",
    '" onmouseover="alert(1).docx',
    "50%#1?.pdf",
    "a\\b.docx",
    "材料.zip",
    "材料.zip/../d.docx",
    "\u202egnp.exe",
    "运行.LNK",
)

ACTIONS = """
const told = {};
const sum = () => document.querySelector(".desk [data-sum]").textContent;
const set = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
};
const item = document.querySelector(".entry > .adopt input");
const [first, second] = document.querySelectorAll(".rule .adopt input");
told.start = sum();
set(second, "1"); told.rule = sum(); told.placeholder = item.placeholder;
set(first, "2"); told.both = sum();
set(first, "9"); told.tooMuch = [sum(), first.getAttribute("aria-invalid")];
set(first, "");
set(item, "2.75"); told.item = sum();
set(document.querySelector(".item-body > .remark input"), "<img src=x onerror=alert(1)>");
told.images = document.images.length;
told.kept = Object.values(localStorage).length;
const show = document.getElementById("item-filter").elements.show;
set(show, "unmarked"); told.unmarked = document.querySelectorAll(".entry:not([hidden])").length;
set(show, "gap"); told.gap = document.querySelectorAll(".entry:not([hidden])").length;
told.names = Array.from(document.querySelectorAll(".ledger .path")).map(path => {
  const link = path.querySelector("a");
  return [path.textContent, link ? link.getAttribute("href") : null];
});
told.links = Array.from(document.querySelectorAll(".path a")).map(a => a.getAttribute("href"));
let saved = null;
URL.createObjectURL = blob => { saved = blob; return "#"; };
document.querySelector("[data-save]").click();
location.hash = "#rule-18.2";
const load = text => {
  const field = document.querySelector(".desk input[type=file]");
  const files = new DataTransfer();
  files.items.add(new File([text], "旧的.json"));
  field.files = files.files;
  const answer = document.querySelector(".desk [data-told]");
  answer.textContent = "";
  field.dispatchEvent(new Event("change"));
  return new Promise(resolve => {
    const wait = () => answer.textContent ? resolve() : setTimeout(wait, 10);
    wait();
  });
};
saved.text().then(async text => {
  told.saved = JSON.parse(text);
  told.opened = document.getElementById("item-18").open;
  told.loaded = [];
  for (const other of ["{}", "no", JSON.stringify({...told.saved, school: "别的学校"}), text]) {
    set(item, "1");
    await load(other);
    told.loaded.push([sum(), document.querySelector(".desk [data-told]").textContent]);
  }
  const result = document.createElement("textarea");
  result.id = "RESULT";
  result.textContent = JSON.stringify(told);
  document.body.appendChild(result);
});
"""


def _with_names(assessment: Assessment) -> Assessment:
    """Add files whose names try to lead elsewhere."""
    read = [replace(MINUTES, path=name, problems=()) for name in NAMES]
    notes = [Annotation(name, DocumentKind.OTHER, (), "") for name in NAMES]
    reading = assessment.reading
    documents, annotations = (*reading.documents, *read), (*reading.annotations, *notes)
    return replace(
        assessment, reading=replace(reading, documents=documents, annotations=annotations)
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Work through the page as an inspector would; give what was seen on the way."""
    place = tmp_path_factory.mktemp("网页")
    page = html_report(_with_names(made_assessment()), version="1", created=None)
    page = with_way_to(page.encode(), "../%E6%9D%90%E6%96%99/").decode()
    file = place / "核查报告.html"
    file.write_text(page.replace("</body>", f"<script>{ACTIONS}</script></body>"), encoding="utf-8")
    assert BROWSER is not None
    done = subprocess.run(
        [
            BROWSER,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={place / 'profile'}",
            "--virtual-time-budget=5000",
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    found = re.search(r'id="RESULT">(.*?)</textarea>', done.stdout.decode("utf-8"), re.DOTALL)
    assert found is not None, done.stdout[-500:]
    result: dict[str, Any] = json.loads(html.unescape(found.group(1)))
    return result


def test_the_sum_follows_rules_and_items(told: dict[str, Any]) -> None:
    assert told["start"] == "0.5"
    assert (told["rule"], told["placeholder"]) == ("1.5", "1.5")
    assert told["both"] == "3"
    assert told["item"] == "2.75"


def test_points_beyond_the_maximum_do_not_count(told: dict[str, Any]) -> None:
    assert told["tooMuch"] == ["1.5", "true"]


def test_what_was_filled_in_is_kept_and_saved(told: dict[str, Any]) -> None:
    assert told["kept"] == 1
    saved = told["saved"]
    assert (saved["schema"], saved["school"], saved["total"]) == (
        "zuozheng/adopted/1",
        "示例小学",
        2.75,
    )
    (item,) = saved["items"]
    assert (item["item"], item["adopted"], item["effective"]) == ("18", 2.75, 2.75)
    assert item["rules"] == [{"id": "18.2", "adopted": 1, "note": ""}]


def test_a_remark_never_becomes_markup(told: dict[str, Any]) -> None:
    assert told["images"] == 0
    assert told["saved"]["items"][0]["note"] == "<img src=x onerror=alert(1)>"


def test_only_what_was_saved_for_this_school_is_taken_back(told: dict[str, Any]) -> None:
    sums = [entry[0] for entry in told["loaded"]]
    assert sums == ["1", "1", "1", "2.75"]
    assert "别的学校" in told["loaded"][2][1]
    assert "已读入" in told["loaded"][3][1]


def test_the_list_can_be_narrowed(told: dict[str, Any]) -> None:
    assert (told["unmarked"], told["gap"]) == (0, 1)


def test_a_file_name_leads_to_the_file_and_nowhere_else(told: dict[str, Any]) -> None:
    assert (
        "../%E6%9D%90%E6%96%99/2.%E5%85%9A%E8%AF%BE/3%E6%9C%88%20%26%204%E6%9C%88.docx"
        in told["links"]
    )
    assert all(link.startswith("../%E6%9D%90%E6%96%99/") for link in told["links"])
    assert MINUTES.path.endswith("3月 & 4月.docx")


def test_a_hostile_name_stays_inside_the_material(told: dict[str, Any]) -> None:
    links = dict(told["names"])
    way = "../%E6%9D%90%E6%96%99/"
    assert {name: links[name] for name in NAMES} == {
        "../../别处.docx": None,
        "a/../b.docx": None,
        "//主机/c.docx": None,
        "javascript:alert(1)": f"{way}javascript%3Aalert(1)",
        '" onmouseover="alert(1).docx': f"{way}%22%20onmouseover%3D%22alert(1).docx",
        "50%#1?.pdf": f"{way}50%25%231%3F.pdf",
        "a\\b.docx": f"{way}a%5Cb.docx",
        "材料.zip": f"{way}%E6%9D%90%E6%96%99.zip",
        "材料.zip/../d.docx": f"{way}%E6%9D%90%E6%96%99.zip",
        "\u202egnp.exe": None,
        "运行.LNK": None,
    }


def test_a_link_to_a_rule_opens_its_item(told: dict[str, Any]) -> None:
    assert told["opened"] is True
