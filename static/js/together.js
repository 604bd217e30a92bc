// What others mark and claim on this article appears within seconds.
import { article } from "./places.js";
import { ask, place, Refused } from "./parts.js";

const EVERY = 3_000;

async function look() {
  if (document.hidden) return;
  try {
    const page = await ask(`${article.dataset.news}?since=${article.dataset.since}`);
    if (!page) return;
    article.dataset.since = page.body.dataset.since;
    place(page, { quietly: true });
  } catch (error) {
    // Without a connection, or signed out: the next look may do better, and what is typed stays.
    if (!(error instanceof TypeError) && !(error instanceof Refused)) throw error;
  }
}

const next = () => setTimeout(() => look().finally(next), EVERY);
next();
