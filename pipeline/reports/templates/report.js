"use strict";
(function () {
  const all = function (selector, from) { return Array.from((from || document).querySelectorAll(selector)); };
  document.querySelector(".tools").hidden = false;
  all("[data-open]", document.querySelector(".tools")).forEach(function (button) {
    button.addEventListener("click", function () {
      all("details").forEach(function (part) { part.open = button.dataset.open === "true"; });
    });
  });

  // On paper stands what is open: the summary as a rule, every item's rules when asked for.
  let closed = [];
  all("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () {
      const whole = button.dataset.print === "items";
      document.body.classList.toggle("whole", whole);
      closed = whole ? all("details.item:not([open]), details.flag:not([open])") : [];
      closed.forEach(function (part) { part.open = true; });
      window.print();
    });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (part) { part.open = false; });
    closed = [];
    document.body.classList.remove("whole");
  });

  // A link to an item, rule or event opens it and all around it.
  const openTarget = function () {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    const target = document.getElementById(name);
    if (!target || !target.closest("details")) { return; }
    for (let part = target; part && part !== document.body; part = part.parentElement) {
      part.hidden = false;
      if (part.tagName === "DETAILS") { part.open = true; }
    }
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", openTarget);
  openTarget();

  // File names lead to the files where the report lies beside the material. A file inside an
  // archive or a mail leads to that. Names are text: each part is escaped, none may climb, and
  // what would be started rather than read gets no link.
  const material = document.documentElement.dataset.material;
  const known = new Set(all(".ledger .path").map(function (path) { return path.textContent; }));
  const program = /\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs?|vbe|jse?|wsf|hta|msi|reg|lnk|url|jar|cpl|dll)$/i;
  const onDisk = function (path) {
    const parts = path.split("/");
    for (let count = 1; count < parts.length; count += 1) {
      const outer = parts.slice(0, count).join("/");
      if (known.has(outer)) { return outer; }
    }
    return path;
  };
  const address = function (path) {
    if (!material.endsWith("/")) { return material; }
    const parts = onDisk(path).split("/");
    if (program.test(parts[parts.length - 1])) { return ""; }
    if (parts.some(function (part) { return part === "" || part === "." || part === ".."; })) { return ""; }
    try { return material + parts.map(encodeURIComponent).join("/"); } catch (error) { return ""; }
  };
  const pageOf = function (figure) {
    const place = figure && figure.querySelector(".place");
    const found = place && /^第(\d+)页/.exec(place.textContent);
    return found ? "#page=" + found[1] : "";
  };
  (material ? all(".path") : []).forEach(function (place) {
    const name = place.firstChild;
    const path = name ? name.textContent : "";
    const href = known.has(path) ? address(path) : "";
    if (!href) { return; }
    const link = document.createElement("a");
    link.href = href + (/\.pdf$/i.test(href) ? pageOf(place.closest("figure")) : "");
    link.target = "_blank";
    link.rel = "noopener";
    link.title = "打开原文件";
    place.replaceChild(link, name);
    link.appendChild(name);
  });

  const filtering = function (id, entries, unit, fits) {
    const form = document.getElementById(id);
    form.hidden = entries.length === 0;
    const refresh = function () {
      let shown = 0;
      entries.forEach(function (entry) {
        entry.hidden = !fits(form.elements, entry);
        shown += entry.hidden ? 0 : 1;
      });
      form.querySelector("output").textContent = "显示 " + shown + " " + unit + "，共 " + entries.length + " " + unit;
    };
    form.addEventListener("input", refresh);
    form.addEventListener("submit", function (submit) { submit.preventDefault(); });
    refresh();
    return form;
  };
  const says = function (words, entry) {
    const wanted = words.value.trim().toLowerCase();
    return !wanted || entry.textContent.toLowerCase().includes(wanted);
  };
  filtering("event-filter", all("details.event"), "场", function (asked, event) {
    return (!asked.type.value || event.dataset.types.split(" ").includes(asked.type.value)) &&
      (!asked.status.value || event.dataset.status === asked.status.value) && says(asked.words, event);
  });
  filtering("file-filter", all(".ledger tbody tr"), "个", function (asked, row) {
    const marks = row.classList;
    const shown = {
      unread: marks.contains("unreadable") || marks.contains("skipped") || marks.contains("empty"),
      doubt: marks.contains("doubt"),
      empty: row.lastElementChild.textContent === ""
    };
    return (!asked.show.value || shown[asked.show.value]) && says(asked.words, row);
  });

  const entries = all(".entry");
  const list = document.getElementById("entries");
  const inOrder = Array.from(list.children);
  const filter = filtering("item-filter", entries, "项", function (asked, entry) {
    const show = asked.show.value;
    if (show === "gap") { return "gap" in entry.dataset; }
    if (show === "unmarked") { return !entry.classList.contains("marked"); }
    return !show || entry.dataset.status === show;
  });
  const worth = {
    open: function (entry) { return Number(entry.dataset.open || 0); },
    lost: function (entry) { return Number(entry.dataset.max || 0) - Number(entry.dataset.told || 0); }
  };
  const arrange = function () {
    const measure = filter.elements.sort && worth[filter.elements.sort.value];
    const narrowed = measure || filter.elements.show.value;
    all(".group").forEach(function (heading) { heading.hidden = Boolean(narrowed); });
    const sorted = measure ? entries.slice().sort(function (a, b) { return measure(b) - measure(a); }) : [];
    list.append.apply(list, measure ? sorted : inOrder);
  };
  filter.addEventListener("input", arrange);
})();
