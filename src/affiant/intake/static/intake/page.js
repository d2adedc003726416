// Every public page: the way out, and small conveniences. Nothing is stored in the browser.
(() => {
  const exit = document.querySelector("[data-exit]");
  const PATIENCE = 1500; // milliseconds that the server has to end the visit before we go without it
  const SHIFTS = 3;
  const SHIFT_WINDOW = 5000;

  // The page vanishes first; then the server ends the visit and sends us on; `replace` leaves no way back.
  const leave = () => {
    document.documentElement.hidden = true;
    setTimeout(() => location.replace(exit.dataset.exit), PATIENCE);
    location.replace(exit.href);
  };

  let shifts = [];
  const countShifts = (event) => {
    if (event.key !== "Shift") {
      shifts = [];
      return;
    }
    const now = Date.now();
    shifts = [...shifts.filter((at) => now - at < SHIFT_WINDOW), now];
    if (shifts.length >= SHIFTS) leave();
  };

  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing) return;
    if (event.key === "Escape") leave();
    else countShifts(event);
  });
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // A page that the browser kept in memory is asked for again: the visit may have ended.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.hidden = false;
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) button.hidden = true; // only where the connection is secure
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim().replace(/\s+/g, " ");
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
    });
  }

  // One press, one form: a second press within a moment is taken for a slip of the finger.
  for (const form of document.querySelectorAll("form")) {
    let sentAt = 0;
    form.addEventListener("submit", (event) => {
      const now = Date.now();
      if (now - sentAt < 1000) event.preventDefault();
      sentAt = now;
    });
  }

  const summary = document.querySelector(".govuk-error-summary");
  if (summary) {
    summary.tabIndex = -1;
    summary.focus();
  }
})();
