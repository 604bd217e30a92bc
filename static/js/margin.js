// The margin: each passage's claims level with it, in order, none over another. Of a long article only what is near
// the screen is there at all; it is fetched as one scrolls.
import { article, lineNumber, lineStart, line, rangeOf } from "./places.js";
import { ask, passages, place } from "./parts.js";
import { panel } from "./panel.js";
import { group as currentGroup } from "./current.js";

const GAP = 14;
const NEAR = 200;
const FOOT = 60;
const MOST_KEPT = 150;
const margin = document.getElementById("margin");
const groups = document.getElementById("groups");
// What stands above the claims: what was told, the suggestions.
const heads = ["told", "hints"].map((id) => document.getElementById(id));
const wide = matchMedia("(min-width: 60rem)");
const asked = new Set();
let lifted = null;
let planned = false;

document.body.dataset.live = "";

// Exact near the screen. Farther off the line's own place will do until one scrolls there: to ask for more would make
// the browser lay out what it has been spared.
function topOf(start, origin) {
  const run = line(lineNumber(start)).parentElement.getBoundingClientRect();
  if (run.bottom < -NEAR || run.top > innerHeight + NEAR) return run.top - origin;
  return rangeOf(start, start + 1).getBoundingClientRect().top - origin;
}

function items() {
  const all = Array.from(groups.children, (node) => ({ node, start: Number(node.dataset.start) }));
  if (panel.childElementCount && panel.dataset.start) all.push({ node: panel, start: Number(panel.dataset.start) - 0.5 });
  return all.sort((a, b) => a.start - b.start);
}

// Downwards, each as near to its passage as the one above lets it; then upwards from the one that matters most.
function stack(all, firm, head) {
  let bottom = head;
  for (const item of all) {
    item.top = Math.max(item.wanted, bottom);
    bottom = item.top + item.height + GAP;
  }
  const index = all.indexOf(firm);
  if (index < 0 || all[index].top === all[index].wanted) return;
  let ceiling = Math.max(all[index].wanted, head) + all[index].height + GAP;
  for (let above = index; above >= 0; above -= 1) {
    all[above].top = Math.min(all[above].top, ceiling - all[above].height - GAP);
    ceiling = all[above].top;
  }
  bottom = all[index].top + all[index].height + GAP;
  for (const item of all.slice(index + 1)) {
    item.top = Math.max(item.wanted, bottom);
    bottom = item.top + item.height + GAP;
  }
}

// A form is lifted so far that its foot, with the button, is on the screen; and stays there while one scrolls.
function lift({ wanted, height }, origin) {
  if (lifted?.height !== height) {
    const lowest = innerHeight - FOOT - height - origin;
    lifted = { height, top: Math.min(lifted?.top ?? wanted, Math.max(lowest, GAP - origin)) };
  }
  return lifted.top;
}

function layOut() {
  planned = false;
  margin.toggleAttribute("data-level", wide.matches);
  panel.toggleAttribute("data-level", wide.matches && Boolean(panel.dataset.start));
  if (!wide.matches) return;
  const all = items();
  const origin = margin.getBoundingClientRect().top;
  for (const item of all) {
    item.wanted = topOf(Math.ceil(item.start), origin);
    item.height = item.node.offsetHeight;
    if (item.node === panel) item.wanted = lift(item, origin);
  }
  const firm = all.find(({ node }) => node === panel) ?? all.find(({ node }) => node === currentGroup());
  stack(all, firm, Math.max(0, ...Array.from(heads, (node) => node.offsetHeight && node.offsetTop + node.offsetHeight)) + GAP);
  for (const { node, top } of all) node.style.setProperty("--top", `${Math.round(top)}px`);
  const last = Math.max(0, ...all.map(({ top, height }) => top + height));
  margin.style.setProperty("--reach", `${Math.round(last)}px`);
}

export function plan() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(layOut);
}

// The lines within a screen of what is seen, as a stretch of the text.
function near() {
  const seen = Array.from(article.children).filter((run) => {
    const { top, bottom } = run.getBoundingClientRect();
    return bottom > -NEAR && top < innerHeight + NEAR;
  });
  if (!seen.length) return [0, 0];
  const first = Array.from(seen[0].children).find((one) => one.getBoundingClientRect().bottom > -innerHeight) ?? seen[0].firstElementChild;
  const last = Array.from(seen.at(-1).children).findLast((one) => one.getBoundingClientRect().top < innerHeight * 2) ?? seen.at(-1).lastElementChild;
  return [first, last].map((one) => lineNumber(Number(one.dataset.start))).map((number, index) => lineStart(number + index));
}

async function fill() {
  const [low, high] = near();
  const missing = [...passages.values()].filter(
    ({ pk, start }) => start >= low && start < high && !asked.has(pk) && !document.getElementById(`p${pk}`),
  );
  if (!missing.length) return;
  missing.forEach(({ pk }) => asked.add(pk));
  const starts = missing.map(({ start }) => start);
  drop(low, high);
  place(await ask(`${article.dataset.margin}?low=${Math.min(...starts)}&high=${Math.max(...starts) + 1}`), { quietly: true });
}

function drop(low, high) {
  if (groups.childElementCount < MOST_KEPT) return;
  for (const node of Array.from(groups.children)) {
    const start = Number(node.dataset.start);
    if ((start >= low && start < high) || node.contains(document.activeElement) || "current" in node.dataset) continue;
    asked.delete(Number(node.dataset.passage));
    node.remove();
  }
}

let resting = 0;
addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(() => fill().then(plan), 80);
}, { passive: true });
for (const name of ["parts-placed", "passage-chosen", "panel-opened", "panel-closed"]) document.addEventListener(name, plan);
for (const name of ["panel-opened", "panel-closed"]) document.addEventListener(name, () => (lifted = null));
wide.addEventListener("change", plan);
new ResizeObserver(plan).observe(article);
for (const node of [panel, ...heads]) new ResizeObserver(plan).observe(node);
document.fonts.ready.then(plan);
fill().then(plan);
plan();
