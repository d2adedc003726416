// Keys for people who search all day: / goes to the search, j and k walk through the results.
(() => {
  const box = document.getElementById("id_text");
  const links = [...document.querySelectorAll(".affiant-found__one h3 a")];
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  document.getElementById("search-keys")?.removeAttribute("hidden");

  const walk = (step) => {
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      box?.focus();
      box?.select();
    } else if (event.key === "j") {
      walk(1);
    } else if (event.key === "k") {
      walk(-1);
    }
  });
})();
