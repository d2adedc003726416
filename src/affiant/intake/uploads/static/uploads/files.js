// The page of files: rows with progress, time left, pause and removal. What is sent how is in sending.js.
(() => {
  const form = document.getElementById("files");
  if (!window.Sending || !window.Worker) return; // the plain form does it
  const list = document.getElementById("files-list");
  const news = document.getElementById("files-news");
  const awake = document.getElementById("files-awake");
  const words = document.getElementById("files-words").dataset;
  const row = document.getElementById("file-row");
  const input = form.querySelector("input[type=file]");
  const language = list.closest("[lang]").lang;
  const hasher = new Sending.Hasher(form.dataset);

  // The digits that the server writes, in every language.
  const measure = (number, unit, more) =>
    new Intl.NumberFormat(language, { style: "unit", unit, numberingSystem: "latn", ...more }).format(number);

  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const size = (bytes) => {
    const step = Math.min(units.length - 1, bytes ? Math.floor(Math.log2(bytes) / 10) : 0);
    const digits = step > 1 ? 1 : 0;
    return measure(bytes / 1024 ** step, units[step], { minimumFractionDigits: digits, maximumFractionDigits: digits });
  };

  const time = (seconds) => {
    const minutes = Math.ceil(seconds / 60);
    if (minutes < 90) return measure(minutes, "minute", { unitDisplay: "long" });
    return measure(seconds / 3600, "hour", { unitDisplay: "long", maximumFractionDigits: 1 });
  };

  const fill = (sentence, values) => sentence.replace(/<(\w+)>/g, (mark, name) => values[name] ?? mark);
  const label = (name) => (/[^\s\p{C}]/u.test(name) ? name : words.unnamed);

  // A phone that sleeps stops sending: while something leaves, the screen stays on, and the page says so.
  const light = {
    lock: null,
    async set(wanted) {
      try {
        if (wanted && !this.lock && !document.hidden) {
          this.lock = await navigator.wakeLock.request("screen");
          this.lock.addEventListener("release", () => {
            this.lock = null;
            awake.hidden = true;
          });
        }
        if (!wanted) await this.lock?.release();
      } catch {
        // not offered here, or not now
      }
      awake.hidden = !this.lock;
    },
  };

  const queue = [];
  let leaving = null;

  const busy = () => leaving !== null;

  const next = () => {
    leaving = queue.shift() ?? null;
    light.set(busy());
    leaving?.begin();
  };

  const removal = (id, name) => {
    const button = document.getElementById("file-remove").content.firstElementChild.cloneNode(true);
    button.value = id;
    button.querySelector("span").textContent = `: ${name}`;
    return button;
  };

  // One file that was chosen, and its row.
  class Row {
    constructor(file) {
      this.file = file;
      this.name = label(file.name);
      this.item = row.content.firstElementChild.cloneNode(true);
      this.find("name").textContent = this.name;
      this.before = [...list.querySelectorAll("[data-unfinished]")].filter(
        (item) => !item.hidden && item.dataset.name === file.name && Number(item.dataset.length) === file.size,
      );
      if (this.before.length) {
        this.before[0].before(this.item);
        this.before[0].hidden = true;
      } else {
        list.append(this.item);
      }
      this.say(words.queued);
      this.find("pause").addEventListener("click", () => this.turn());
    }

    find(part) {
      return this.item.querySelector(`.files__${part}`);
    }

    say(sentence, values) {
      const text = fill(sentence, { all: size(this.file.size), ...values });
      if (this.find("state").textContent !== text) this.find("state").textContent = text;
    }

    async begin() {
      this.sending = new Sending(this.file, {
        endpoint: form.dataset.tus,
        before: this.before.map((item) => item.dataset.id),
        hasher,
        tell: (what, about) => this.hear(what, about),
      });
      if (this.isPaused) this.sending.pause();
      this.going(0);
      try {
        await this.sending.run();
        this.finish();
      } catch (error) {
        this.refuse(error.reason ?? "failed");
      }
      next();
    }

    hear(what, about) {
      if (what === "resumed") this.before.find((item) => item.dataset.id === about)?.remove();
      else if (this.isPaused) return;
      else if (what === "going") this.going(about);
      else if (what === "comparing") this.say(words.comparing, { got: size(about) });
      else this.say(words.waiting);
    }

    going(bytes) {
      const left = this.sending.left;
      this.find("progress").value = this.file.size ? (100 * bytes) / this.file.size : 100;
      if (left === null) this.say(words.going, { got: size(bytes) });
      else if (left < 60) this.say(words.soon, { got: size(bytes) });
      else this.say(words.left, { got: size(bytes), time: time(left) });
    }

    turn() {
      this.isPaused = !this.isPaused;
      const pause = this.find("pause");
      pause.textContent = this.isPaused ? pause.dataset.resume : pause.dataset.pause;
      if (this.isPaused) {
        this.say(words.paused, { got: size(this.sending?.sent ?? 0) });
        this.sending?.pause();
      } else {
        this.say(words.going, { got: size(this.sending?.sent ?? 0) });
        this.sending?.resume();
      }
      light.set(busy() && !leaving.isPaused);
    }

    end() {
      this.find("progress").remove();
      this.find("pause").remove();
      for (const item of this.before) item.hidden = false; // another file of the same name and length
    }

    finish() {
      this.end();
      this.find("state").textContent = this.file.size ? `${size(this.file.size)} · ${words.done}` : words.empty;
      news.textContent = fill(words.arrived, { name: this.name });
      this.item.dataset.id = this.sending.id;
      this.item.append(removal(this.sending.id, this.name));
    }

    refuse(reason) {
      this.end();
      this.say(words[reason]);
      this.item.classList.add("files__file--refused");
      if (reason === "otherwise") news.textContent = fill(words.spoiled, { name: this.name });
      this.keep(reason);
    }

    // What stands unfinished on the server can be gone on with from this row, or removed.
    keep(reason) {
      const { address, id } = this.sending;
      if (!address || reason === "otherwise") return;
      Object.assign(this.item.dataset, { id, name: this.file.name, length: this.file.size, unfinished: "" });
      this.item.append(removal(id, this.name));
    }
  }

  // While files leave, another one is removed without leaving the page.
  document.getElementById("remove").addEventListener("submit", (event) => {
    if (!busy()) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("DELETE", form.dataset.tus + event.submitter.value);
    request.setRequestHeader("Tus-Resumable", "1.0.0");
    request.addEventListener("load", () => event.submitter.closest(".files__file").remove());
    request.send();
  });

  const add = (file) => {
    queue.push(new Row(file));
    if (!busy()) next();
  };

  // With scripts a choice is enough: the button is for browsers without them.
  form.querySelector("button").hidden = true;
  document.getElementById("files-plainly").hidden = true;
  document.getElementById("files-scripted").hidden = false;
  for (const again of list.querySelectorAll(".files__again")) again.textContent = words.again;
  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("visibilitychange", () => light.set(busy() && !leaving.isPaused));
  // Leaving at once must never be held up by a question: nothing asks before the page goes.
  document.getElementById("answers").addEventListener("submit", (event) => {
    if (!busy() || ["later", "language", "asked"].includes(event.submitter?.name)) return;
    event.preventDefault();
    news.textContent = words.busy;
    news.focus();
  });
})();
