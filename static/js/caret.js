// Selecting by key: by word and by sentence, forward and back, longer and shorter.
import { pointsBefore } from "./codepoints.js";
import { article, line, lineCount, lineNumber, lineStart, select, selected, show } from "./places.js";
import { current } from "./current.js";

const language = article.lang || "en";
const by = {
  word: new Intl.Segmenter(language, { granularity: "word" }),
  sentence: new Intl.Segmenter(language, { granularity: "sentence" }),
};
const known = new Map();
let anchor = null;
let head = null;

// The words or sentences of a line, as stretches of the text.
function units(number, kind) {
  const name = `${kind} ${number}`;
  if (!known.has(name)) known.set(name, Array.from(cut(number, kind)));
  return known.get(name);
}

function* cut(number, kind) {
  let start = lineStart(number);
  for (const { segment, isWordLike } of by[kind].segment(line(number).textContent)) {
    const size = pointsBefore(segment, segment.length);
    const bare = segment.trimEnd();
    if (kind === "word" ? isWordLike : bare) yield { start, end: start + pointsBefore(bare, bare.length) };
    start += size;
  }
}

export function after(point, kind) {
  for (let number = lineNumber(point); number < lineCount(); number += 1) {
    const found = units(number, kind).find(({ start }) => start >= point);
    if (found) return found;
  }
  return null;
}

export function before(point, kind) {
  for (let number = lineNumber(Math.max(point - 1, 0)); number >= 0; number -= 1) {
    const found = units(number, kind).findLast(({ end }) => end <= point);
    if (found) return found;
  }
  return null;
}

const sentenceAt = (point) => units(lineNumber(point), "sentence").find(({ start, end }) => start <= point && point < end);
const below = (node) => node.getBoundingClientRect().bottom > 90;
// The first line on the screen.
function seen() {
  const run = Array.from(article.children).find(below);
  return Number(Array.from(run?.children ?? []).find(below)?.dataset.start ?? 0);
}

// Where the keys go on from: what is selected now, by whatever means it was.
function take() {
  const now = selected();
  if (!now) return false;
  const ours = anchor && head && Math.min(anchor.start, head.start) === now.start && Math.max(anchor.end, head.end) === now.end;
  if (!ours) anchor = head = now;
  return true;
}

function draw() {
  const stretch = { start: Math.min(anchor.start, head.start), end: Math.max(anchor.end, head.end) };
  select(stretch);
  show(head);
}

export function move(forward, kind, extend) {
  const going = take();
  const from = going ? head : null;
  const next = from
    ? (forward ? after(extend ? from.end : Math.max(anchor.end, head.end), kind) : before(extend ? from.start : Math.min(anchor.start, head.start), kind))
    : after(current()?.start ?? seen(), kind);
  if (!next) return;
  head = next;
  if (!extend || !going) anchor = next;
  draw();
}

export function sentence() {
  const now = selected();
  const whole = sentenceAt(now ? now.start : current()?.start ?? seen());
  if (!whole) return;
  anchor = head = whole;
  draw();
}
