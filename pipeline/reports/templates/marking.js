// The inspector's own points and remarks: kept in this browser, saved to a file, never sent.
(function () {
  const SCHEMA = "zuozheng/adopted/1";
  const about = document.body.dataset;
  const desk = document.querySelector(".desk");
  const told = desk.querySelector("[data-told]");
  const store = ["zuozheng", location.pathname, about.school, about.rubric, about.period].join("|");
  const all = function (selector, from) { return Array.from((from || document).querySelectorAll(selector)); };
  const round = function (points) { return Math.round(points * 1000) / 1000; };
  const say = function (text) { told.textContent = text; };

  const field = function (label, kind, most) {
    const frame = document.createElement("label");
    const input = document.createElement("input");
    frame.className = kind;
    frame.textContent = label + " ";
    input.type = kind === "remark" ? "text" : "number";
    if (kind !== "remark") {
      input.min = 0;
      input.max = most;
      input.step = "any";
      input.inputMode = "decimal";
    }
    frame.appendChild(input);
    return { frame: frame, input: input };
  };
  const marks = function (name, most) {
    return {
      points: most === undefined ? null : field("核定", "adopt", most),
      remark: field("核查意见", "remark"),
      name: name
    };
  };
  const points = function (one) {
    if (!one.points) { return null; }
    const input = one.points.input;
    const value = input.value.trim() === "" ? null : Number(input.value);
    const wrong = input.validity.badInput || (value !== null && !(value >= 0 && value <= Number(input.max)));
    input.setAttribute("aria-invalid", String(wrong));
    input.title = wrong ? "请填 0 到 " + input.max + " 之间的数字" : "";
    return wrong ? null : value;
  };

  const items = all(".entry").map(function (entry) {
    const own = marks(entry.dataset.item, entry.dataset.max);
    const body = entry.querySelector(".item-body");
    if (own.points) {
      own.points.input.setAttribute("aria-label", "指标 " + own.name + " 核定得分，满分 " + entry.dataset.max);
      own.points.input.placeholder = entry.dataset.told || "—";
      entry.appendChild(own.points.frame);
    }
    body.insertBefore(own.remark.frame, body.firstChild);
    const paper = document.createElement("p");
    paper.className = "on-paper said";
    entry.appendChild(paper);
    const rules = all(".rule[data-rule]", entry).map(function (rule) {
      const one = marks(rule.dataset.rule, rule.dataset.max);
      const line = document.createElement("p");
      line.className = "mark-line";
      line.append(one.points.frame, one.remark.frame);
      one.points.input.setAttribute("aria-label", "规则 " + one.name + " 核定得分，满分 " + rule.dataset.max);
      one.points.input.placeholder = rule.dataset.told || "—";
      rule.insertBefore(line, rule.children[1] || null);
      one.told = Number(rule.dataset.told || 0);
      return one;
    });
    return { entry: entry, own: own, rules: rules, paper: paper };
  });

  // An item's own points win; else its rules' points change what was suggested for it.
  const effective = function (item) {
    const own = points(item.own);
    const most = Number(item.entry.dataset.max || 0);
    let value = Number(item.entry.dataset.told || 0);
    let entered = own !== null;
    item.rules.forEach(function (rule) {
      const given = points(rule);
      if (given !== null) { value += given - rule.told; entered = true; }
    });
    return { entered: entered, value: own !== null ? own : Math.max(0, Math.min(most, value)) };
  };
  const scored = items.some(function (item) { return item.own.points; });
  const refresh = function () {
    let sum = 0;
    let count = 0;
    items.forEach(function (item) {
      const now = effective(item);
      const remark = item.own.remark.input.value.trim();
      const marked = item.own.points ? now.entered : remark !== "";
      sum += now.value;
      count += marked ? 1 : 0;
      item.entry.classList.toggle("marked", marked);
      item.paper.textContent = remark ? "核查意见：" + remark : "";
      if (item.own.points) {
        item.own.points.input.placeholder = now.entered ? String(round(now.value)) : item.entry.dataset.told || "—";
      }
    });
    all("[data-sum]").forEach(function (place) { place.textContent = round(sum); });
    all("[data-count]").forEach(function (place) {
      place.textContent = scored ?
        "已核定 " + count + " 项，其余 " + (items.length - count) + " 项按建议得分" :
        "已写核查意见 " + count + " 项，共 " + items.length + " 项";
    });
    all(".adopted").forEach(function (place) { place.hidden = count === 0; });
    return round(sum);
  };

  const written = function (one) {
    const entry = { id: one.name, adopted: points(one), note: one.remark.input.value.trim() };
    return entry.adopted === null && !entry.note ? null : entry;
  };
  const result = function () {
    const content = {
      schema: SCHEMA, school: about.school, rubric: about.rubric, version: about.version,
      fingerprint: about.fingerprint, period: about.period, total: refresh(), items: []
    };
    items.forEach(function (item) {
      const rules = item.rules.map(written).filter(Boolean);
      const own = written(item.own);
      if (own || rules.length) {
        content.items.push({
          item: item.own.name, adopted: own ? own.adopted : null, note: own ? own.note : "",
          effective: round(effective(item).value), rules: rules
        });
      }
    });
    return content;
  };
  const fill = function (one, given) {
    const adopted = given && typeof given.adopted === "number" ? given.adopted : null;
    if (one.points) { one.points.input.value = adopted === null ? "" : adopted; }
    one.remark.input.value = given && typeof given.note === "string" ? given.note : "";
  };
  const show = function (content) {
    const given = new Map((content.items || []).map(function (item) { return [item.item, item]; }));
    items.forEach(function (item) {
      const found = given.get(item.own.name);
      const rules = new Map((found && found.rules || []).map(function (rule) { return [rule.id, rule]; }));
      fill(item.own, found);
      item.rules.forEach(function (rule) { fill(rule, rules.get(rule.name)); });
    });
    refresh();
  };
  const keep = function () {
    try { localStorage.setItem(store, JSON.stringify(result())); } catch (error) { refresh(); }
  };
  const read = function (text) {
    try {
      const content = JSON.parse(text);
      return content && content.schema === SCHEMA && Array.isArray(content.items) ? content : null;
    } catch (error) { return null; }
  };

  desk.querySelector("[data-save]").addEventListener("click", function () {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(result(), null, 1) + "\n"], { type: "application/json" }));
    link.download = ("核定-" + about.school + "-" + about.period + ".json").replace(/[\\/:*?"<>|\s]/g, "_");
    link.click();
    URL.revokeObjectURL(link.href);
    say("已存到浏览器的下载文件夹。");
  });
  const file = desk.querySelector("input[type=file]");
  desk.querySelector("[data-load]").addEventListener("click", function () { file.click(); });
  file.addEventListener("change", function () {
    const chosen = file.files[0];
    if (!chosen) { return; }
    chosen.text().then(function (text) {
      const content = read(text);
      if (!content) { say("“" + chosen.name + "”不是从这里保存的核定结果。"); return; }
      if (content.rubric !== about.rubric || content.school !== about.school || content.period !== about.period) {
        say("没有读入：它是“" + content.school + "”" + content.period + "的，用的标准是 " + content.rubric + "。");
        return;
      }
      show(content);
      keep();
      say("已读入“" + chosen.name + "”。" + (content.fingerprint === about.fingerprint ? "" : "评分标准后来改过，请核对。"));
    });
    file.value = "";
  });
  desk.querySelector("[data-clear]").addEventListener("click", function () {
    if (!window.confirm("清空全部核定得分和核查意见？")) { return; }
    show({});
    keep();
    say("已清空。");
  });

  document.addEventListener("input", function (input) {
    if (input.target.closest(".adopt, .remark")) { keep(); }
  });
  document.body.classList.add("marking");
  desk.hidden = false;
  let before = null;
  try { before = read(localStorage.getItem(store) || ""); } catch (error) { before = null; }
  if (before && before.items.length) {
    show(before);
    say("已恢复上次在这台电脑上填写的内容。");
  } else {
    refresh();
  }
})();
