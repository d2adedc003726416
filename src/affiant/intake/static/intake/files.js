// Adding files: tus with progress, pause and resume. The server knows what has arrived: nothing is stored in the browser.
(() => {
  const form = document.getElementById("files");
  const list = document.getElementById("files-list");
  const news = document.getElementById("files-news");
  const words = document.getElementById("files-words").dataset;
  const row = document.getElementById("file-row");
  const input = form.querySelector("input[type=file]");
  const token = form.elements.csrfmiddlewaretoken.value;
  const language = document.documentElement.lang;
  const CHUNK = 8 * 1024 * 1024;
  const RETRIES = [0, 1000, 3000, 5000, 10000, 20000, 30000];

  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const size = (bytes) => {
    const step = Math.min(units.length - 1, bytes ? Math.floor(Math.log2(bytes) / 10) : 0);
    const digits = step > 1 ? 1 : 0;
    // The digits that the server writes, in every language.
    const format = { style: "unit", unit: units[step], maximumFractionDigits: digits, numberingSystem: "latn" };
    return new Intl.NumberFormat(language, format).format(bytes / 1024 ** step);
  };
  const fill = (sentence, values) => sentence.replace(/<(\w+)>/g, (mark, name) => values[name] ?? mark);

  let underway = 0;
  const queue = [];

  const unfinished = (file) =>
    [...list.querySelectorAll("[data-unfinished]")].find(
      (item) => item.dataset.name === file.name && Number(item.dataset.length) === file.size,
    );

  const show = (file) => {
    const item = row.content.firstElementChild.cloneNode(true);
    item.querySelector(".files__name").textContent = file.name;
    const before = unfinished(file);
    if (before) before.replaceWith(item);
    else list.append(item);
    return { item, id: before?.dataset.id };
  };

  const finished = (item, file, id) => {
    item.querySelector(".files__progress").remove();
    item.querySelector(".files__pause").remove();
    item.querySelector(".files__state").textContent = file.size ? `${size(file.size)} · ${words.done}` : words.empty;
    news.textContent = fill(words.arrived, { name: file.name });
    item.dataset.id = id;
    item.append(removal(id, file.name));
  };

  const removal = (id, name) => {
    const button = document.getElementById("file-remove").content.firstElementChild.cloneNode(true);
    button.value = id;
    button.querySelector("span").textContent = `: ${name}`;
    return button;
  };

  const refuse = (item, sentence) => {
    item.querySelector(".files__progress")?.remove();
    item.querySelector(".files__pause")?.remove();
    item.querySelector(".files__state").textContent = sentence;
    item.classList.add("files__file--refused");
  };

  const sentenceFor = (status) => ({ 403: words.lost, 413: words.large, 507: words.full })[status] ?? words.failed;

  const next = () => {
    underway -= 1;
    queue.shift()?.();
  };

  const send = (file) => {
    const { item, id } = show(file);
    const state = item.querySelector(".files__state");
    const progress = item.querySelector(".files__progress");
    const pause = item.querySelector(".files__pause");
    let sent = 0;
    let address = id ? form.dataset.tus + id : null;
    const amounts = () => ({ got: size(sent), all: size(file.size) });
    const upload = new tus.Upload(file, {
      endpoint: form.dataset.tus,
      uploadUrl: address,
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      headers: { "X-CSRFToken": token },
      metadata: { filename: file.name, filetype: file.type || "application/octet-stream" },
      onProgress: (bytes) => {
        sent = bytes;
        progress.value = file.size ? (100 * bytes) / file.size : 100;
        state.textContent = fill(words.going, amounts());
      },
      onUploadUrlAvailable: () => {
        address = upload.url;
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || (status >= 500 && status !== 507) || status === 409 || status === 423;
        if (again) state.textContent = words.waiting;
        return again;
      },
      onError: (error) => {
        refuse(item, sentenceFor(error.originalResponse?.getStatus()));
        next();
      },
      onSuccess: () => {
        finished(item, file, address.replace(/\/$/, "").split("/").pop());
        next();
      },
    });
    let paused = false;
    pause.addEventListener("click", () => {
      paused = !paused;
      pause.textContent = paused ? pause.dataset.resume : pause.dataset.pause;
      if (paused) {
        upload.abort();
        state.textContent = fill(words.paused, amounts());
      } else {
        upload.start();
      }
    });
    const begin = () => {
      underway += 1;
      upload.start();
    };
    state.textContent = fill(words.going, amounts());
    if (underway === 0) begin();
    else queue.push(begin);
  };

  // With scripts a choice is enough: the button is for browsers without them.
  form.querySelector("button").hidden = true;
  input.addEventListener("change", () => {
    for (const file of input.files) send(file);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // Leaving at once must never be held up by a question: nothing asks before the page goes.
  document.getElementById("answers").addEventListener("submit", (event) => {
    if (underway === 0 || event.submitter?.name === "later") return;
    event.preventDefault();
    news.textContent = words.busy;
    news.focus();
  });
})();
