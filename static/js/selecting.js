// What can be done with selected words, offered beside them for mouse and touch.
import { article, selected } from "./places.js";
import { mayWrite } from "./parts.js";
import { suggestion } from "./suggest.js";

const bar = document.getElementById("selected");

function draw() {
  const stretch = mayWrite ? selected() : null;
  bar.hidden = !stretch;
  if (!stretch) return;
  const one = suggestion();
  bar.querySelector("[data-do=dismiss]").hidden = !(one && one.start === stretch.start && one.end === stretch.end);
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const left = Math.min(Math.max(box.left, 8), document.documentElement.clientWidth - bar.offsetWidth - 8);
  bar.style.setProperty("--left", `${Math.round(left + scrollX)}px`);
  bar.style.setProperty("--top", `${Math.round(box.bottom + scrollY + 8)}px`);
}

document.addEventListener("selectionchange", draw);
// A press on the bar must not let go of the words.
bar.addEventListener("pointerdown", (event) => event.preventDefault());
addEventListener("resize", draw);
article.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !bar.contains(relatedTarget)) bar.hidden = true;
});
