// Places of the article: from the page to offsets in its text, in code points, and back. Each line of the text is an
// element that knows where it begins, so nothing longer than a line is ever counted.
import { pointsBefore, pointsUpTo, unitsBefore } from "./codepoints.js";

export const article = document.getElementById("text");
export const length = Number(article.dataset.length);
const starts = Array.from(article.querySelectorAll("[data-start]"), (line) => Number(line.dataset.start));

export const lineNumber = (point) => {
  let [low, high] = [0, starts.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= point) low = middle;
    else high = middle;
  }
  return low;
};
export const lineStart = (number) => starts[number] ?? length;
export const lineCount = () => starts.length;
export const line = (number) => document.getElementById(`b${starts[number]}`);
const lineOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");

function pointAt(node, offset, count) {
  if (node.nodeType === Node.ELEMENT_NODE && !lineOf(node)) return beside(node, offset);
  const inside = lineOf(node);
  if (!inside || !article.contains(inside)) return null;
  const before = document.createRange();
  before.setStart(inside, 0);
  before.setEnd(node, offset);
  return Number(inside.dataset.start) + count(inside.textContent, before.toString().length);
}

// A place between lines: where the next one begins.
function beside(node, offset) {
  if (!article.contains(node)) return null;
  const next = node.children[offset]?.matches("[data-start]") ? node.children[offset] : node.children[offset]?.firstElementChild;
  if (next) return Number(next.dataset.start);
  const last = node.querySelectorAll("[data-start]");
  const number = last.length ? lineNumber(Number(last[last.length - 1].dataset.start)) : starts.length - 1;
  return lineStart(number + 1);
}

// The stretch of text a range covers, {start, end}, without the blanks at its ends; null where it is none.
export function stretchOf(range) {
  const whole = document.createRange();
  whole.selectNodeContents(article);
  const from = range.compareBoundaryPoints(Range.START_TO_START, whole) < 0 ? whole : range;
  const to = range.compareBoundaryPoints(Range.END_TO_END, whole) > 0 ? whole : range;
  const start = pointAt(from.startContainer, from.startOffset, pointsBefore);
  const end = pointAt(to.endContainer, to.endOffset, pointsUpTo);
  if (start === null || end === null || start >= end) return null;
  return trimmed(start, end);
}

function trimmed(start, end) {
  const words = quote(start, end);
  const kept = words.trim();
  if (!kept) return null;
  const begin = start + pointsBefore(words, words.length - words.trimStart().length);
  return { start: begin, end: begin + pointsBefore(kept, kept.length) };
}

function nodeAt(point, closing) {
  const number = lineNumber(closing ? Math.max(point - 1, 0) : point);
  const inside = line(number);
  let rest = unitsBefore(inside.textContent, point - starts[number]);
  const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && (closing ? rest > node.length : rest >= node.length)) {
    const next = walker.nextNode();
    if (!next) break;
    rest -= node.length;
    node = next;
  }
  return [node ?? inside, node ? Math.min(rest, node.length) : 0];
}

export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...nodeAt(start, false));
  range.setEnd(...nodeAt(end, true));
  return range;
}

export const quote = (start, end) => rangeOf(start, end).toString();

// The code point under a place of the screen, null beside the text.
export function pointUnder(x, y) {
  const at = document.caretPositionFromPoint?.(x, y);
  const [node, offset] = at ? [at.offsetNode, at.offset] : rangeUnder(x, y);
  return node && article.contains(node) ? pointAt(node, offset, pointsBefore) : null;
}

function rangeUnder(x, y) {
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : [null, 0];
}

// What the reader has selected within the text, {start, end} or null.
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return range.intersectsNode(article) ? stretchOf(range) : null;
}

export function select({ start, end }) {
  const range = rangeOf(start, end);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

// Bring a stretch into sight, as little as needed.
export function show({ start, end }) {
  let box = rangeOf(start, end).getBoundingClientRect();
  if (!box.height) {
    line(lineNumber(start)).scrollIntoView({ block: "center", behavior: "instant" });
    box = rangeOf(start, end).getBoundingClientRect();
  }
  const [top, bottom] = [80, innerHeight - 120];
  if (box.top < top || box.bottom > bottom) scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
}
