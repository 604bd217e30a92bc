// A form marked data-unsaved asks before the page with its unsent words is left.
let changed = document.querySelector("form[data-unsaved=changed]") !== null;

document.addEventListener("input", ({ target }) => {
  if (target.closest("form[data-unsaved]")) changed = true;
});

document.addEventListener("submit", ({ target }) => {
  if (target.closest("form[data-unsaved]")) changed = false;
});

window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
