"use strict";
(function () {
  const all = function (selector) { return Array.from(document.querySelectorAll(selector)); };
  document.querySelector(".tools").hidden = false;
  all("[data-open]").forEach(function (button) {
    button.addEventListener("click", function () {
      all("details").forEach(function (part) { part.open = button.dataset.open === "true"; });
    });
  });
  document.querySelector("[data-print]").addEventListener("click", function () { window.print(); });

  // Paper cannot be clicked: print every item with its rules; passages only where opened by hand.
  let closed = [];
  window.addEventListener("beforeprint", function () {
    closed = all("details.item:not([open]), details.flag:not([open])");
    closed.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (part) { part.open = false; });
  });

  // A link to an item or event opens it.
  const openTarget = function () {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.hidden = false; target.open = true; target.scrollIntoView(); }
  };
  window.addEventListener("hashchange", openTarget);
  openTarget();

  const form = document.querySelector(".filter");
  const events = all("details.event");
  form.hidden = events.length === 0;
  const refresh = function () {
    const type = form.elements.type.value;
    const status = form.elements.status.value;
    const words = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    events.forEach(function (event) {
      const fits = (!type || event.dataset.types.split(" ").includes(type)) &&
        (!status || event.dataset.status === status) &&
        (!words || event.textContent.toLowerCase().includes(words));
      event.hidden = !fits;
      if (fits) { shown += 1; }
    });
    form.querySelector("output").textContent = "显示 " + shown + " 场，共 " + events.length + " 场";
  };
  form.addEventListener("input", refresh);
  form.addEventListener("submit", function (submit) { submit.preventDefault(); });
  refresh();
})();
