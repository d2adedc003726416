// Keys for the queue, while its table has the focus (WCAG 2.1.4): j and k move, x marks; Enter follows the link itself.
const table = document.querySelector("[data-queue]");
const hint = document.querySelector(".affiant-keys");

const move = (step) => {
  const links = [...table.querySelectorAll("tbody th a")];
  const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
};

const mark = () => document.activeElement.closest("tr")?.querySelector("input[type=checkbox]")?.click();

const KEYS = { j: () => move(1), k: () => move(-1), x: mark };

if (table && hint) {
  hint.hidden = false;
  table.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}
