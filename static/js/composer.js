// Writing a claim: the form opens at once with what is known, and says as one types how it reads and whom it contradicts.
import { article, quote } from "./places.js";
import { ask, Refused, tell } from "./parts.js";
import { open, panel } from "./panel.js";
import { within } from "./suggest.js";
import { paint } from "./highlights.js";

const PAUSE = 200;
const LONGEST_ANSWER = 80;
const blank = document.getElementById("blank");
const options = () => Array.from(document.getElementById("questions")?.options ?? []);
const composer = () => panel.querySelector("form[data-composer]");
const folded = (text) => text.trim().toLowerCase();
let timer = 0;
let asked = 0;

const kept = {
  name: ({ start, end }) => `draft:${article.dataset.user}:${article.dataset.snapshot}:${start}-${end}`,
  last: `draft:${article.dataset.user}:${article.dataset.snapshot}`,
};

// Open the composer on a stretch {start, end}, with what is known of it: says, question.
export function compose(stretch, known = {}) {
  if (!blank) return;
  const form = blank.content.firstElementChild.cloneNode(true);
  const words = quote(stretch.start, stretch.end);
  const hint = known.says ? known : within(stretch) ?? {};
  const says = hint.says ?? hint.text ?? (words.length <= LONGEST_ANSWER ? words : "");
  fill(form, { ...stretch, quote: words, says, question: hint.question ?? "", key: crypto.randomUUID() });
  const draft = localStorage.getItem(kept.name(stretch));
  if (draft) fill(form, JSON.parse(draft));
  open(form, { ...stretch, focus: form.elements.question.value && !draft ? "button[type=submit]" : "[name=question]" });
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = value;
}

function values(form) {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  return fields;
}

function arrange(form) {
  const fields = form.elements;
  const option = options().find(({ value }) => folded(value) === folded(fields.question.value));
  const kind = option?.dataset.kind ?? fields.kind.value;
  const isNew = Boolean(folded(fields.question.value)) && !option;
  form.querySelector("[data-new-question]").hidden = !isNew;
  form.querySelector("[data-by-hand]").hidden = !["date", "quantity"].includes(kind);
  form.querySelector("[data-reason]").hidden = !fields.credibility.value;
  for (const one of ["date", "quantity", "text"]) {
    for (const part of form.querySelectorAll(`.for-${one}`)) part.hidden = kind !== one;
  }
  const placed = fields.start.value !== "";
  form.querySelector("[data-context]").hidden = placed;
  if (placed && !form.querySelector("[data-quote] .fault")) form.querySelector("[data-quote]").hidden = true;
}

async function foresee(form) {
  const turn = (asked += 1);
  try {
    const page = await ask(form.dataset.outlook, new FormData(form));
    const here = form.querySelector("[data-outlook-here]");
    if (turn === asked && here) here.replaceChildren(...page.body.firstElementChild.childNodes);
  } catch (error) {
    // How it reads is told again with the next letter; what is typed is kept.
    if (!(error instanceof TypeError) && !(error instanceof Refused)) throw error;
  }
}

function remember(form) {
  const fields = values(form);
  if (!fields.start || !form.action.endsWith("/compose/")) return;
  localStorage.setItem(kept.name(fields), JSON.stringify(fields));
  localStorage.setItem(kept.last, JSON.stringify({ start: Number(fields.start), end: Number(fields.end) }));
}

function forget(form) {
  localStorage.removeItem(kept.name(values(form)));
  localStorage.removeItem(kept.last);
}

document.addEventListener("panel-opened", () => {
  const form = composer();
  const { start, end } = panel.dataset;
  paint("composing", form && start ? [{ start: Number(start), end: Number(end) }] : []);
  if (!form) return;
  arrange(form);
  if (!form.querySelector(".fault")) foresee(form);
});
document.addEventListener("panel-closed", () => {
  localStorage.removeItem(kept.last);
  paint("composing", []);
});
document.addEventListener("panel-cancelled", () => composer() && forget(composer()));
document.addEventListener("form-sent", ({ detail }) => detail.matches("[data-composer]") && forget(detail));

for (const kind of ["input", "change"]) {
  panel.addEventListener(kind, () => {
    const form = composer();
    if (!form) return;
    arrange(form);
    remember(form);
    clearTimeout(timer);
    timer = setTimeout(() => form.isConnected && foresee(form), PAUSE);
  });
}

// A page loaded anew finds the form as it was.
if (composer()) document.dispatchEvent(new CustomEvent("panel-opened"));
else if (localStorage.getItem(kept.last)) {
  const stretch = JSON.parse(localStorage.getItem(kept.last));
  if (localStorage.getItem(kept.name(stretch))) {
    compose(stretch);
    tell("What you were writing is here again.");
  }
}
