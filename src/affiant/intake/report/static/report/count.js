// How many characters of a long answer are written: seen at once, and read aloud after a pause in typing.
(() => {
  const area = document.querySelector("textarea[data-most]");
  const sentence = document.getElementById("count");
  if (!area || !sentence) return;
  const language = document.documentElement.lang;
  const most = Number(area.dataset.most);
  const PAUSE = 1500; // milliseconds
  const said = document.createElement("span");
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  sentence.after(said);

  const number = (count) => count.toLocaleString(language, { numberingSystem: "latn" });
  // The server counts characters, not the halves that a script counts.
  const count = () => [...area.value.replace(/\r\n/g, "\n")].length;
  const say = () => sentence.dataset.now.replace("<count>", number(count())).replace("<all>", number(most));

  let timer = 0;
  let counting = 0;
  const show = () => {
    counting = 0;
    sentence.textContent = say();
    sentence.classList.toggle("count--over", count() > most);
  };
  area.addEventListener("input", () => {
    if (!counting) counting = requestAnimationFrame(show);
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = say(); }, PAUSE);
  });
  show();
})();
