// What could not be sent stays in this browser and goes out when the connection is back: once, for each form has a key.
import { article } from "./places.js";
import { ask, place, Refused, tell } from "./parts.js";

const NAME = `outbox:${article.dataset.user}`;
const EVERY = 5_000;
const sign = document.getElementById("outbox");
let sending = false;

const waiting = () => JSON.parse(localStorage.getItem(NAME) ?? "[]");

function keep(letters) {
  localStorage.setItem(NAME, JSON.stringify(letters));
  const number = letters.length;
  sign.textContent = number ? `${number} not sent yet, kept in this browser` : "";
}

// Send a form's fields. Returns the page of parts, or null where they wait in this browser.
export async function send(address, fields) {
  try {
    return await ask(address, fields);
  } catch (error) {
    if (!(error instanceof TypeError) || !fields.get("key")) throw error;
    keep([...waiting(), { address, fields: new URLSearchParams(fields).toString() }]);
    tell("No connection. It is kept in this browser and will be sent.");
    return null;
  }
}

async function flush() {
  if (sending || !waiting().length) return;
  sending = true;
  try {
    while (waiting().length) await sendFirst();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  } finally {
    sending = false;
  }
}

async function sendFirst() {
  const [{ address, fields }] = waiting();
  try {
    const page = await ask(address, new URLSearchParams(fields));
    keep(waiting().slice(1));
    // It may have been written on another article than the one that is open.
    if (address.startsWith(location.pathname)) place(page, { quietly: true });
    tell("The connection is back. What waited was sent.");
  } catch (error) {
    if (!(error instanceof Refused) || !error.page) throw error;
    keep(waiting().slice(1));
    document.dispatchEvent(new CustomEvent("came-back", { detail: error.page }));
  }
}

keep(waiting());
addEventListener("online", flush);
setInterval(flush, EVERY);
flush();
