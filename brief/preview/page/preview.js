// The page of the preview: receives each view from the server, and passes it to the parts of the page.

import { Edit } from "./edit.js";
import { Pages } from "./pages.js";
import { Side } from "./side.js";

const $ = (id) => document.getElementById(id);
const kept = (name, otherwise) => localStorage.getItem(name) ?? otherwise;

const SHORTCUTS = [
  ["j", "next page", () => pages.go(1)],
  ["k", "page before", () => pages.go(-1)],
  ["n", "next finding", () => side.next()],
  ["+", "larger", () => step(1)],
  ["-", "smaller", () => step(-1)],
  ["w", "fit width", () => zoom("width")],
  ["f", "fit page", () => zoom("page")],
  ["s", "side by side", () => $("pairs").click()],
  ["g", "grey, as photocopied", () => $("grey").click()],
  ["c", "compare with the start", () => $("compare").click()],
  ["e", "choose an edition", () => $("edition").focus()],
  ["p", "open the PDF, to print it", () => $("print").hidden || $("print").click()],
  ["d", "download the PDF", () => $("download").hidden || $("download").click()],
  ["l", "the list of all passages", () => $("outline").querySelector("summary").focus()],
  ["?", "this list", () => $("help").showModal()],
];

const IN_A_PASSAGE = [
  ["Ctrl+Enter", "save the passage"],
  ["Ctrl+B, Ctrl+I", "bold, italic"],
  ["Escape", "close the passage"],
];

let whole = null;
let paper = "";
const pages = new Pages($("pages"), $("sheets"), (block) => {
  if (block) edit.show(block);
  else $("status").textContent = "This stands in brief.yaml, or is added by the layout: change it there.";
});
const edit = new Edit((block) => pages.mark(block));
const side = new Side(
  (number, block) => pages.show(number, block),
  (block) => edit.show(block),
  (number) => edit.mend(number),
);

async function post(path, data) {
  return fetch(path, { method: "POST", body: JSON.stringify(data ?? {}) });
}

function hear(view) {
  const news = view.whole;
  whole = news ?? whole;
  if (news) {
    document.title = `${news.title} – preview`;
    $("title").textContent = news.title;
    choices($("edition"), news.editions, news.edition);
    choices($("paper"), news.papers, news.paper);
    side.show(news);
    edit.sources(news.sources);
  }
  side.remarks(view.remarks);
  side.card($("card"), view.error, view.pages.length > 0);
  $("undo").hidden = !view.undo;
  $("undo").textContent = `Undo the last edit in ${view.undo}`;
  for (const id of ["print", "download"]) $(id).hidden = !whole?.good || view.error.length > 0;
  $("open-editor").hidden = !view.editor;
  $("compare").disabled = view.before.length === 0;
  pages.take(view, news);
  $("status").textContent = status(view);
}

function status(view) {
  if (view.settling) return `Settling: ${view.stage || "waiting"}…`;
  if (view.stage) return `Busy: ${view.stage}…`;
  if (view.error.length) return "The brief has an error: these are its last good pages.";
  if (whole && !whole.good) return "Not to be handed out: among the findings is an error, so there is no PDF.";
  return whole ? `Up to date: these are the pages of the PDF, copy code ${whole.hash}.` : "Opening the brief…";
}

function choices(select, names, chosen) {
  if (select.options.length !== names.length || [...select.options].some((one, at) => one.value !== names[at])) {
    select.replaceChildren(...names.map((name) => new Option(name, name)));
  }
  if (document.activeElement !== select || select.value === chosen) select.value = chosen;
}

function zoom(value) {
  $("zoom").value = value;
  localStorage.setItem("zoom", value);
  pages.zoom = value;
}

function step(by) {
  const options = [...$("zoom").options].map((one) => one.value).slice(2);
  const at = options.findIndex((value) => Number(value) >= pages.scale - 0.01);
  const next = Math.min(Math.max((at < 0 ? options.length - 1 : at) + by, 0), options.length - 1);
  zoom(options[next]);
}

function toggle(id, on, use) {
  $(id).setAttribute("aria-pressed", String(on));
  localStorage.setItem(id, String(on));
  use(on);
}

for (const [id, use] of [
  ["pairs", (on) => { pages.pairs = on; }],
  ["grey", (on) => document.body.classList.toggle("grey", on)],
  ["compare", (on) => { pages.compare = on; }],
]) {
  $(id).addEventListener("click", () => toggle(id, $(id).getAttribute("aria-pressed") !== "true", use));
  if (id !== "compare") toggle(id, kept(id, "false") === "true", use);
}

zoom(kept("zoom", "width"));
$("zoom").addEventListener("change", () => zoom($("zoom").value));
$("edition").addEventListener("change", () => post("show", { edition: $("edition").value, paper }));
$("paper").addEventListener("change", () => {
  paper = $("paper").value;
  post("show", { edition: $("edition").value, paper });
});
$("undo").addEventListener("click", async () => {
  const answer = await post("undo");
  if (!answer.ok) $("status").textContent = "The file was changed since, so that edit cannot be taken back here.";
});

$("help-open").addEventListener("click", () => $("help").showModal());
$("keys").replaceChildren(
  ...[...SHORTCUTS, ...IN_A_PASSAGE].flatMap(([key, sense]) => {
    const [term, what, kbd] = ["dt", "dd", "kbd"].map((name) => document.createElement(name));
    kbd.textContent = key;
    term.append(kbd);
    what.textContent = sense;
    return [term, what];
  }),
);
$("keys-on").checked = kept("keys", "true") === "true";
$("keys-on").addEventListener("change", () => localStorage.setItem("keys", String($("keys-on").checked)));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog, #passage");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !$("keys-on").checked) return;
  const shortcut = SHORTCUTS.find(([key]) => key === event.key);
  if (shortcut) {
    event.preventDefault();
    shortcut[2]();
  }
});

const events = new EventSource("events");
events.onmessage = (event) => {
  $("ended").hidden = true;
  hear(JSON.parse(event.data));
};
events.onerror = () => {
  $("ended").hidden = false;
  $("status").textContent = "The preview has ended. Start it again in the terminal: brief preview";
};
