// A press on a claim of the picker sets its code at the caret of the briefing's text.
document.addEventListener("click", ({ target }) => {
  const pick = target.closest("[data-cite]");
  const body = document.querySelector("textarea[name=body]:not([readonly])");
  if (!pick || !body) return;
  const { selectionEnd: caret, value } = body;
  const before = value.slice(0, caret);
  const gap = before && !/\s$/.test(before) ? " " : "";
  body.focus();
  body.setRangeText(gap + pick.dataset.cite, caret, caret, "end");
  body.dispatchEvent(new Event("input", { bubbles: true }));
});
