// The passage one is at: chosen by a press on it or its claims, or by key; its claims come level with it.
import { article, lineNumber, line, show } from "./places.js";
import { passages } from "./parts.js";

let pk = null;

export const current = () => passages.get(pk) ?? null;
export const group = () => document.getElementById(`p${pk}`);
const ordered = () => [...passages.values()].sort((a, b) => a.start - b.start || a.end - b.end);

function draw() {
  for (const mark of article.querySelectorAll("mark[aria-current]")) mark.removeAttribute("aria-current");
  document.querySelector(".group[data-current]")?.removeAttribute("data-current");
  const passage = current();
  if (!passage) return;
  for (let number = lineNumber(passage.start); number <= lineNumber(passage.end - 1); number += 1) {
    for (const mark of line(number).querySelectorAll("mark")) {
      const from = Number(mark.dataset.at);
      if (from >= passage.start && from < passage.end) mark.setAttribute("aria-current", "true");
    }
  }
  group()?.setAttribute("data-current", "");
}

export function choose(which, { scroll = true } = {}) {
  pk = which;
  draw();
  if (scroll && current()) show({ start: current().start, end: Math.min(current().end, current().start + 200) });
  document.dispatchEvent(new CustomEvent("passage-chosen"));
}

export function step(by) {
  const all = ordered();
  if (!all.length) return;
  const index = all.findIndex((passage) => passage.pk === pk);
  choose(all[index < 0 ? (by > 0 ? 0 : all.length - 1) : (index + by + all.length) % all.length].pk);
}

// The innermost at the place pressed; pressed again, the one around it.
function next(mark) {
  const point = Number(mark.dataset.at);
  const around = ordered().filter(({ start, end }) => start <= point && point < end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  const index = around.findIndex((passage) => passage.pk === pk);
  return around[(index + 1) % around.length].pk;
}

article.addEventListener("click", ({ target }) => {
  const mark = target.closest("mark");
  if (mark && getSelection().isCollapsed) choose(next(mark), { scroll: false });
});
document.getElementById("groups").addEventListener("click", ({ target }) => {
  const pressed = target.closest(".group");
  if (pressed && !target.closest("a, button")) choose(Number(pressed.dataset.passage));
});
document.getElementById("groups").addEventListener("focusin", ({ target }) => {
  const held = Number(target.closest(".group")?.dataset.passage);
  if (held && held !== pk) choose(held, { scroll: false });
});
// An address may name a passage: #p12.
function named() {
  const wanted = Number(/^#p(\d+)$/.exec(location.hash)?.[1]);
  if (passages.has(wanted)) choose(wanted);
}
addEventListener("hashchange", named);
named();

document.addEventListener("parts-placed", ({ detail }) => (detail.current ? choose(detail.current) : draw()));
