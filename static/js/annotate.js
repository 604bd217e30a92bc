// The annotate page: each of these does one thing, and the page reads and works without any of them.
import "./current.js";
import "./furniture.js";
import "./margin.js";
import "./selecting.js";
import "./composer.js";
import "./annotate-keys.js";
import "./together.js";

const saved = document.getElementById("tally");
document.addEventListener("form-sent", () => {
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  setTimeout(() => saved.querySelector("[data-saved-at]")?.replaceChildren(`Saved ${time} · `), 0);
});
