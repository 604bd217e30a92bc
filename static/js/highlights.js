// Stretches painted over the text without touching it (CSS Custom Highlight API; where there is none, nothing is lost).
import { rangeOf } from "./places.js";

const painted = new Map();

export function paint(name, stretches) {
  if (!globalThis.Highlight) return;
  painted.set(name, stretches);
  CSS.highlights.set(name, new Highlight(...stretches.map(({ start, end }) => rangeOf(start, end))));
}

// Lines that are drawn anew lose their ranges.
document.addEventListener("parts-placed", () => painted.forEach((stretches, name) => paint(name, stretches)));
