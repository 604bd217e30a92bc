// Says before it is sent that a file or a pasted text is too large, so that nothing typed is lost on the way.
const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-most]");
  if (!form) return;
  for (const field of form.querySelectorAll("input[type=file], textarea")) {
    const most = Number(field.dataset.most ?? form.dataset.most);
    const sizes = field.files ? [...field.files].map((file) => file.size) : [new Blob([field.value]).size];
    const size = Math.max(0, ...sizes);
    field.setCustomValidity(
      size > most ? `This is ${megabytes(size)} MB, and ${megabytes(most)} MB is the most. Split it.` : "",
    );
    if (size > most) {
      event.preventDefault();
      field.reportValidity();
      return;
    }
  }
}, { capture: true });

document.addEventListener("input", (event) => event.target.setCustomValidity?.(""));
