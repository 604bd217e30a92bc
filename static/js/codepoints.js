// JavaScript counts UTF-16 units, the site counts Unicode code points. The two meet here and nowhere else.
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
const splits = (text, units) => /[\ud800-\udbff]/.test(text[units - 1] ?? "") && /[\udc00-\udfff]/.test(text[units] ?? "");

// How many code points stand before this unit. An offset inside a pair is that of the pair's beginning.
export function pointsBefore(text, units) {
  const head = text.slice(0, splits(text, units) ? units - 1 : units);
  return head.length - (head.match(PAIR)?.length ?? 0);
}

// The same, but an offset inside a pair is that of the pair's end.
export function pointsUpTo(text, units) {
  return pointsBefore(text, splits(text, units) ? units + 1 : units);
}

// Where the code point of this index begins, in units; the text's length past its end.
export function unitsBefore(text, points) {
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen += 1) units += text.codePointAt(units) > 0xffff ? 2 : 1;
  return units;
}
