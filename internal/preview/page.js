// Shows the pack's files in tabs and follows the server's events.
"use strict";

const $ = (id) => document.getElementById(id);
const kinds = { ".pdf": "PDF", ".html": "HTML" };
const frames = new Map(); // by file name
let shown = null; // the tab in front: a file's name or "problems"
let pack = 0; // the version of the pack that the frames show

const extension = (name) => name.slice(name.lastIndexOf("."));

const isPage = (name) => extension(name) in kinds;

// A report in another language has its tag in the name: report.de.pdf.
function titleOf(name) {
  const [, language] = name.match(/^[^.]+\.(.+)\.[^.]+$/) ?? [];
  return `Report (${kinds[extension(name)]}${language ? ", " + language : ""})`;
}

function element(tag, properties, ...children) {
  const e = Object.assign(document.createElement(tag), properties);
  e.append(...children);
  return e;
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

// A frame is made when its tab is first opened, and again when the pack is new.
function show(tab) {
  shown = tab;
  $("problems").hidden = tab !== "problems";
  for (const [name, frame] of frames) frame.hidden = name !== tab;
  if (tab !== null && tab !== "problems" && !frames.has(tab)) {
    const frame = element("iframe", { title: titleOf(tab), src: `/files/${encodeURIComponent(tab)}?pack=${pack}` });
    frames.set(tab, frame);
    $("view").append(frame);
  }
  $("empty").hidden = tab !== null;
  for (const button of $("tabs").children) {
    const front = button.dataset.tab === tab;
    button.setAttribute("aria-selected", front);
    button.tabIndex = front ? 0 : -1;
  }
}

function renewTabs(state) {
  const pages = state.files.filter((f) => isPage(f.name));
  const tabs = pages.map((f) => [f.name, titleOf(f.name)]);
  if (state.pack || state.problems.length) tabs.push(["problems", `Problems (${state.problems.length})`]);
  $("tabs").replaceChildren(...tabs.map(([tab, title]) => {
    const button = element("button", { type: "button", textContent: title, onclick: () => show(tab) });
    button.setAttribute("role", "tab");
    button.dataset.tab = tab;
    return button;
  }));
  $("files").replaceChildren(...state.files.filter((f) => !isPage(f.name)).map((f) =>
    element("a", { href: `/files/${encodeURIComponent(f.name)}`, download: f.name, title: size(f.bytes), textContent: f.name })));
  if (!tabs.some(([tab]) => tab === shown)) shown = tabs.length ? tabs[0][0] : null;
}

function renewProblems(state) {
  const rows = state.problems.map((p) => element("tr", {},
    element("td", { className: p.severity, textContent: p.severity }),
    element("td", { textContent: p.code }),
    element("td", {}, element("p", { textContent: p.text }), ...(p.hint ? [element("p", { textContent: p.hint })] : []))));
  const head = element("thead", {}, element("tr", {}, ...["Severity", "Code", "What was found, and what to do"].map((t) => element("th", { scope: "col", textContent: t }))));
  $("problems").replaceChildren(element("table", {}, element("caption", { textContent: state.counts }), head, element("tbody", {}, ...rows)));
}

function renew(state) {
  document.title = (state.failure ? "✕ " : "") + (state.title || "compack") + " – preview";
  $("title").textContent = state.title || "compack preview";
  $("failure").hidden = !state.failure;
  $("why").textContent = state.failure;
  if (state.pack !== pack) {
    pack = state.pack;
    for (const frame of frames.values()) frame.remove();
    frames.clear();
  }
  $("status").textContent = state.making ? "making the pack …" : state.failure ? (pack ? "showing the last good pack" : "") : pack ? `made at ${new Date().toLocaleTimeString()}` : "";
  $("empty").textContent = state.failure ? "There is no pack yet." : "The first pack is being made.";
  renewTabs(state);
  renewProblems(state);
  show(shown);
}

async function fetchState() {
  try {
    const answer = await fetch("/state");
    renew(await answer.json());
  } catch {
    $("status").textContent = "the preview has ended";
  }
}

document.addEventListener("keydown", (e) => {
  const tabs = [...$("tabs").children];
  const at = tabs.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
  if (at < 0 || !step) return;
  const next = tabs[(at + step + tabs.length) % tabs.length];
  show(next.dataset.tab);
  next.focus();
});

const events = new EventSource("/events");
events.onmessage = fetchState;
events.onerror = () => { $("status").textContent = "the preview has ended; it goes on where it is started again on this port"; };
