// Stretches painted over the text without touching it (CSS Custom Highlight API; where there is none, nothing is lost).
import { rangeOf } from "./places.js";

const painted = new Map();

export function paint(name, stretches) {
  if (!globalThis.Highlight) return;
  const ranges = new Map(stretches.map((stretch) => [stretch, rangeOf(stretch.start, stretch.end)]));
  painted.set(name, ranges);
  CSS.highlights.set(name, new Highlight(...ranges.values()));
}

// Lines that are drawn anew lose their ranges: those alone are made again.
document.addEventListener("parts-placed", ({ detail }) => {
  for (const [name, ranges] of painted) {
    const highlight = CSS.highlights.get(name);
    for (const [stretch, range] of ranges) {
      if (!detail.lines.some(({ start, end }) => stretch.start < end && stretch.end > start)) continue;
      highlight.delete(range);
      ranges.set(stretch, rangeOf(stretch.start, stretch.end));
      highlight.add(ranges.get(stretch));
    }
  }
});
