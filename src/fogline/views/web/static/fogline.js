// Nothing here is needed: pages are whole without it.
for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    button.textContent = button.dataset.done;
  });
}

// Files by drag and drop, and how far their sending is.
const upload = document.querySelector("form.upload");
if (upload) {
  const drop = upload.querySelector(".drop");
  const files = upload.querySelector("input[type=file]");
  const sending = upload.querySelector(".sending");
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") files.files = event.dataTransfer.files;
    });
  }
  upload.addEventListener("submit", (event) => {
    event.preventDefault();
    sending.hidden = false;
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) sending.firstElementChild.value = step.loaded / step.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) location = request.responseURL;
      else sending.textContent = `${request.status} ${request.statusText}`;
    });
    request.open("POST", upload.action);
    request.send(new FormData(upload));
  });
}
