// A warning in good time before a visit ends, and a way to stay. Without scripts the page says the same in a sentence.
(() => {
  const region = document.querySelector("[data-visit]");
  const WARNING = 20 * 60 * 1000;
  const LOOK = 15 * 1000; // a telephone that slept looks as soon as it wakes
  const length = Number(region.dataset.visit) * 1000;
  let ends = Date.now() + length;
  let shown = "";

  const say = (id) => {
    if (shown === id) return;
    shown = id;
    region.replaceChildren(...(id ? [document.getElementById(id).content.cloneNode(true)] : []));
    region.querySelector("button")?.addEventListener("click", stay);
  };

  const stay = async () => {
    const answer = await fetch(region.dataset.stay, { cache: "no-store" }).catch(() => null);
    if (!answer) return; // no connection: the button stays
    ends = answer.ok ? Date.now() + length : 0;
    look();
  };

  const look = () => {
    const left = ends - Date.now();
    if (left <= 0) say("visit-ended");
    else say(left <= WARNING ? "visit-ending" : "");
  };

  setInterval(look, LOOK);
  addEventListener("visibilitychange", look);
})();
