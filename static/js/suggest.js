// Dates and figures nobody has claimed: underlined, gone through by key in the order of their weight.
import { article, pointUnder, select, show } from "./places.js";
import { ask, mayWrite, passages, place, tell } from "./parts.js";
import { paint } from "./highlights.js";

const hints = document.getElementById("hints");
const MOST_PAINTED = 3_000;
let found = [];
let at = -1;
let loaded = false;

export const suggestion = () => found[at] ?? null;
export const within = ({ start, end }) => found.find((one) => one.start >= start && one.end <= end) ?? null;
export const covering = (point) => found.findIndex((one) => one.start <= point && point <= one.end);

function draw() {
  paint("suggested", found.slice(0, MOST_PAINTED));
  const against = found.filter(({ rank }) => rank === 0).length;
  hints.hidden = !found.length || !mayWrite;
  hints.querySelector("span").textContent =
    `${found.length} suggestion${found.length === 1 ? "" : "s"}` + (against ? `, ${against} would contradict a claim` : "") + ".";
}

export function step(by) {
  if (!found.length) return tell(loaded ? "Nothing is left to suggest." : "The text is still being read.");
  goTo((at + by + found.length) % found.length);
}

export function goTo(index) {
  at = index;
  const one = found[at];
  article.focus({ preventScroll: true });
  show(one);
  select(one);
  const why = one.rank === 0 ? " Would contradict a claim." : "";
  tell(`${one.text}: ${one.reads}.${one.question ? ` ${one.question}` : ""}${why}`, "hint");
}

export function drop(gone) {
  found = found.filter((one) => one !== gone);
  at = Math.min(at, found.length) - 1;
  draw();
}

export async function dismiss() {
  const gone = suggestion();
  if (!gone) return;
  place(await ask(article.dataset.dismiss, new URLSearchParams({ start: gone.start, end: gone.end })));
  drop(gone);
  if (found.length) step(1);
}

async function load() {
  for (let low = 0; low !== null; ) {
    const answer = await ask(`${article.dataset.suggestions}?low=${low}`);
    found = [...found, ...answer.found].sort((a, b) => a.rank - b.rank || a.start - b.start);
    low = answer.next;
  }
  loaded = true;
  draw();
}

// What a new claim says needs no suggestion any more.
document.addEventListener("form-sent", ({ detail }) => {
  const fields = detail.elements;
  if (!detail.matches("[data-composer]") || !fields.start?.value) return;
  const [start, end, says] = [Number(fields.start.value), Number(fields.end.value), fields.says.value.trim()];
  const done = found.find((one) => one.start >= start && one.end <= end && one.text === says);
  if (done) drop(done);
});

article.addEventListener("click", ({ clientX, clientY }) => {
  if (!getSelection().isCollapsed) return;
  const point = pointUnder(clientX, clientY);
  const index = point === null ? -1 : covering(point);
  const marked = index >= 0 && [...passages.values()].some(({ start, end }) => start <= point && point < end);
  if (index >= 0 && !marked) goTo(index);
});

const later = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200));
if (mayWrite) later(() => load().catch(() => tell("Suggestions could not be loaded.")));
