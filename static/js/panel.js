// The panel beside the text: one form at a time, fetched by links marked data-tool, sent without leaving the page.
import { article } from "./places.js";
import { ask, place, Refused, tell } from "./parts.js";
import { send } from "./outbox.js";

export const panel = document.getElementById("tool");

const announce = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

export function open(node, { start = null, end = null, focus = "" } = {}) {
  panel.replaceChildren(node);
  for (const [name, value] of Object.entries({ start, end })) {
    if (value === null) delete panel.dataset[name];
    else panel.dataset[name] = value;
  }
  announce("panel-opened");
  const first = panel.querySelector("[aria-invalid=true], .fault ~ :is(input, textarea)") ?? (focus && panel.querySelector(focus));
  (first || panel.querySelector("input:not([type=hidden]):checked, input:not([type=hidden]), textarea, select"))?.focus({ preventScroll: true });
}

export function close() {
  if (!panel.childElementCount) return;
  const held = panel.contains(document.activeElement);
  panel.replaceChildren();
  delete panel.dataset.start;
  announce("panel-closed");
  if (held) article.focus({ preventScroll: true });
}

const ofGroup = (link) => link.closest(".group")?.dataset ?? {};

export async function fetchTool(link) {
  const { start = null, end = null } = ofGroup(link);
  try {
    const page = await ask(link.href);
    open(page.body.firstElementChild, { start, end });
  } catch (error) {
    tell(error instanceof TypeError ? "No connection. Try again when it is back." : error.message, "fault");
  }
}

export async function submit(form, submitter) {
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  try {
    const page = await send(form.action, new FormData(form, submitter));
    announce("form-sent", form);
    if (panel.contains(form)) close();
    if (page) place(page);
  } catch (error) {
    refuse(form, error);
  } finally {
    delete form.dataset.sending;
  }
}

function refuse(form, error) {
  if (error instanceof Refused && error.page && panel.contains(form)) {
    const { start = null, end = null } = panel.dataset;
    open(error.page.body.firstElementChild, { start, end });
  } else if (error instanceof Refused) tell(error.message, "fault");
  else if (error instanceof TypeError) tell("No connection. Nothing is lost: send it again when it is back.", "fault");
  else throw error;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-tool], a[data-close]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if ("close" in link.dataset) {
    announce("panel-cancelled");
    close();
  } else fetchTool(link);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-part]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  submit(form, event.submitter);
});

document.addEventListener("came-back", ({ detail }) => open(detail.body.firstElementChild));

panel.addEventListener("keydown", (event) => {
  const form = event.target.closest("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) form.requestSubmit();
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
