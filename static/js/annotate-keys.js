// The keys of the annotate page. They work while the text has the focus, and single ones can be turned off
// (WCAG 2.1.4): then only those with Ctrl or Alt, and the arrows, remain.
import { article, quote, selected } from "./places.js";
import { mayWrite, place, Refused, tell } from "./parts.js";
import { send } from "./outbox.js";
import { after, before, move, sentence } from "./caret.js";
import { choose, current, group, step } from "./current.js";
import { close, fetchTool, panel, submit } from "./panel.js";
import { compose } from "./composer.js";
import * as suggest from "./suggest.js";

const dialog = document.getElementById("keys");
const button = document.querySelector("[data-keys]");
const switched = dialog.querySelector("[data-single-keys]");
const NAME = "single-keys";
const ARROWS = { ArrowRight: [true, "word"], ArrowLeft: [false, "word"], ArrowDown: [true, "sentence"], ArrowUp: [false, "sentence"] };

function claim() {
  const stretch = selected() ?? current();
  if (!stretch) return tell("Select words of the text first.");
  getSelection().removeAllRanges();
  compose(stretch);
}

async function post(address, fields) {
  try {
    const page = await send(address, new URLSearchParams(fields));
    if (page) place(page);
  } catch (error) {
    complain(error);
  }
}

function mark() {
  const stretch = selected();
  if (!stretch) return tell("Select words of the text first.");
  getSelection().removeAllRanges();
  return post(article.dataset.mark, { ...stretch, quote: quote(stretch.start, stretch.end), key: crypto.randomUUID() });
}

function stretch(edge, longer) {
  const passage = current();
  if (!passage) return;
  const { start, end } = passage;
  const outwards = edge === "end" ? after(end, "word")?.end : before(start, "word")?.start;
  const inwards = edge === "end" ? before(end - 1, "word")?.end : after(start + 1, "word")?.start;
  const moved = { start, end, [edge]: longer ? outwards : inwards };
  if (moved[edge] === undefined || moved.start >= moved.end) return;
  post(article.dataset.stretch.replace("/0/", `/${passage.pk}/`), moved);
}

function accept() {
  const one = suggest.suggestion();
  if (!one) return suggest.step(1);
  getSelection().removeAllRanges();
  compose({ start: one.start, end: one.end }, { says: one.text, question: one.question });
}

async function dismiss() {
  try {
    await suggest.dismiss();
  } catch (error) {
    complain(error);
  }
}

function complain(error) {
  if (error instanceof Refused) tell(error.message, "fault");
  else if (error instanceof TypeError) tell("No connection. Try again when it is back.", "fault");
  else throw error;
}

function follow(key) {
  const link = group()?.querySelector(key === "o" ? "a[href$='/note/']" : `a[data-key="${key}"]`);
  if (link) fetchTool(link);
  else tell("Choose a passage with a claim first: j goes to the next.");
}

function undo() {
  const form = document.querySelector("form[data-undo]");
  if (form) submit(form);
  else tell("There is nothing to undo.");
}

function letGo() {
  if (!getSelection().isCollapsed) getSelection().removeAllRanges();
  else if (panel.childElementCount) close();
  else choose(null);
}

const READING = {
  j: () => step(1), k: () => step(-1), n: () => suggest.step(1), p: () => suggest.step(-1), s: sentence,
  g: () => group()?.focus(), "?": () => dialog.showModal(),
};
const WRITING = {
  c: claim, m: mark, a: accept, x: dismiss, u: undo,
  "]": () => stretch("end", true), "[": () => stretch("end", false),
  "{": () => stretch("start", true), "}": () => stretch("start", false),
  r: () => follow("r"), e: () => follow("e"), w: () => follow("w"), o: () => follow("o"),
};

function act(event) {
  if (event.key in ARROWS) {
    const [forward, kind] = ARROWS[event.key];
    const rightToLeft = kind === "word" && getComputedStyle(getSelection().anchorNode?.parentElement ?? article).direction === "rtl";
    move(forward !== rightToLeft, kind, event.shiftKey);
    return true;
  }
  if (event.key === "Escape") letGo();
  else if (event.key === "Enter" && mayWrite) claim();
  else if (!switched.checked) return false;
  else if (event.key in READING) READING[event.key]();
  else if (event.key in WRITING && mayWrite) WRITING[event.key]();
  else return false;
  return true;
}

article.addEventListener("keydown", (event) => {
  if (event.target === article && !event.ctrlKey && !event.metaKey && !event.altKey && act(event)) event.preventDefault();
});
document.getElementById("groups").addEventListener("keydown", (event) => {
  if (event.key === "Escape") article.focus({ preventScroll: true });
});
document.getElementById("selected").addEventListener("click", ({ target }) => {
  const what = target.closest("[data-do]")?.dataset.do;
  if (what === "claim") claim();
  else if (what === "mark") mark();
  else if (what === "dismiss") dismiss();
});
document.getElementById("hints").addEventListener("click", ({ target }) => {
  if (target.closest("[data-do]")) suggest.step(1);
});

switched.checked = localStorage.getItem(NAME) !== "off";
switched.addEventListener("change", () => localStorage.setItem(NAME, switched.checked ? "on" : "off"));
button.hidden = false;
button.addEventListener("click", () => dialog.showModal());
dialog.addEventListener("close", () => article.focus({ preventScroll: true }));

