// Parts of the page as the server draws them: asked for, and put where they belong.
import { article, lineNumber, line, lineStart, select, selected } from "./places.js";

export const passages = new Map(JSON.parse(document.getElementById("passages").textContent).map(([pk, start, end]) => [pk, { pk, start, end }]));
const groups = document.getElementById("groups");
const SIGN_IN = "/accounts/login/";

export class Refused extends Error {
  constructor(words, page) {
    super(words);
    this.page = page;
  }
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// Ask for parts. A POST where `fields` (URLSearchParams or FormData) are given. Throws TypeError without a
// connection, Refused where the server says no: with the page it answered, where that holds a form to mend.
export async function ask(address, fields) {
  const options = { headers: { "X-Part": "1" } };
  if (fields) {
    options.method = "POST";
    options.body = new URLSearchParams(fields);
    options.headers["X-CSRFToken"] = token();
  }
  const answer = await fetch(address, options);
  if (new URL(answer.url).pathname === SIGN_IN) throw new Refused("You were signed out. Sign in again in another tab, then send it once more.");
  if (answer.status === 204) return null;
  const isJSON = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (isJSON && answer.ok) return answer.json();
  if (isJSON) throw new Refused((await answer.json()).detail);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.ok) return page;
  throw new Refused(page.querySelector("h1")?.textContent ?? "The site could not do this.", answer.status === 422 ? page : null);
}

function placeLine(drawn) {
  const number = lineNumber(Number(drawn.dataset.start));
  if (line(number).isEqualNode(drawn)) return [];
  line(number).replaceWith(drawn);
  return [{ start: lineStart(number), end: lineStart(number + 1) }];
}

const before = (a, b) => a.dataset.start - b.dataset.start || a.dataset.end - b.dataset.end;

function placeGroup(drawn) {
  const pk = Number(drawn.id.slice(1));
  const there = document.getElementById(drawn.id);
  if ("gone" in drawn.dataset) {
    passages.delete(pk);
    there?.remove();
    return;
  }
  passages.set(pk, { pk, start: Number(drawn.dataset.start), end: Number(drawn.dataset.end) });
  if (there?.isEqualNode(drawn)) return;
  const held = there?.contains(document.activeElement);
  there?.remove();
  const next = Array.from(groups.children).find((group) => before(drawn, group) < 0);
  groups.insertBefore(drawn, next ?? null);
  if (held) drawn.focus();
}

// Put the parts of a page where they belong, and tell the other scripts. Returns the id of the passage it is about.
export function place(page, { quietly = false } = {}) {
  const kept = selected();
  const lines = [];
  for (const part of Array.from(page.body.children)) {
    const drawn = document.adoptNode(part);
    if (drawn.matches("p[data-start]")) lines.push(...placeLine(drawn));
    else if (/^p\d+$/.test(drawn.id)) placeGroup(drawn);
    else if (drawn.id) document.getElementById(drawn.id)?.replaceChildren(...drawn.childNodes);
  }
  if (kept && lines.length) select(kept);
  document.getElementById("no-claims").hidden = groups.childElementCount > 0;
  const current = Number(page.body.dataset.current) || null;
  document.dispatchEvent(new CustomEvent("parts-placed", { detail: { current: quietly ? null : current, lines } }));
  return current;
}

export function tell(words, look = "") {
  const line = document.createElement("span");
  line.textContent = words;
  line.className = look;
  document.getElementById("told").replaceChildren(line);
}

export const mayWrite = "compose" in article.dataset;
