// Telling it by voice: each few seconds go to the server while they are spoken, and nothing is stored in the browser.
(() => {
  const byId = (id) => document.getElementById(id);
  const page = byId("voice");
  const words = page.dataset;
  const [record, pause, stop, remove] = ["record", "pause", "stop", "delete"].map((name) => byId(`voice-${name}`));
  const [news, time, level, made, audio] = ["news", "time", "level", "made", "audio"].map((name) => byId(`voice-${name}`));
  const SLICE = 5000; // milliseconds of speech that an empty battery can cost
  const AGAIN = [1000, 2000, 4000, 8000, 15000];
  const BITS = 32000; // a second: speech stays clear
  const TYPES = { "audio/webm;codecs=opus": "webm", "audio/mp4": "m4a", "audio/ogg;codecs=opus": "ogg" };
  const TUS = { "Tus-Resumable": "1.0.0" };
  const REFUSED = { 403: words.lost, 404: words.lost, 413: words.full, 507: words.full };

  const type = globalThis.MediaRecorder && Object.keys(TYPES).find((each) => MediaRecorder.isTypeSupported(each));
  if (!type || !navigator.mediaDevices?.getUserMedia) return; // the page says how to add a file instead
  page.hidden = false;
  byId("voice-without").hidden = true;

  let following = Number(words.following);
  const say = (sentence) => {
    news.textContent = sentence;
  };
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

  // One recording's way to the server. What it has confirmed stands in `offset`; the rest is asked for again.
  class Sending {
    constructor() {
      this.name = `${words.name}${following}.${TYPES[type]}`;
      this.pieces = [];
      this.offset = 0;
      this.ended = this.closed = false;
      this.running = null;
    }

    get whole() {
      return new Blob(this.pieces, { type: type.split(";")[0] });
    }

    add(piece) {
      if (piece.size) this.pieces.push(piece);
      this.run();
    }

    end() {
      this.ended = true;
      return this.run();
    }

    run() {
      this.running ??= this.send().finally(() => {
        this.running = null;
      });
      return this.running;
    }

    async send() {
      let failures = 0;
      while (!this.closed && (this.offset < this.whole.size || (this.ended && this.whole.size))) {
        const status = await this.step().catch(() => 0);
        if (status in REFUSED) throw new Error(REFUSED[status]);
        if (status >= 200 && status < 300) {
          if (failures) say(this.ended ? words.arriving : words.recording);
          failures = 0;
        } else {
          say(words.waiting);
          await wait(AGAIN[Math.min(failures, AGAIN.length - 1)]);
          failures += 1;
          await this.ask().catch(() => 0);
        }
      }
    }

    async step() {
      if (!this.address) return this.create();
      const whole = this.whole;
      const piece = whole.slice(this.offset);
      const last = this.ended;
      const digest = await crypto.subtle.digest("SHA-256", await piece.arrayBuffer());
      const headers = {
        ...TUS,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Checksum": `sha256 ${base64(digest)}`,
        "Upload-Offset": String(this.offset),
      };
      if (last) headers["Upload-Length"] = String(whole.size);
      const answer = await fetch(this.address, { method: "PATCH", headers, body: piece });
      if (answer.ok) {
        this.offset = Number(answer.headers.get("Upload-Offset"));
        this.closed = last && this.offset === whole.size;
      }
      return answer.status;
    }

    async create() {
      const named = `filename ${btoa(this.name)},filetype ${btoa(type.split(";")[0])}`;
      const headers = { ...TUS, "Upload-Defer-Length": "1", "Upload-Metadata": named };
      const answer = await fetch(words.files, { method: "POST", headers });
      if (answer.ok) this.address = answer.headers.get("Location");
      return answer.status;
    }

    // Where does the server stand? An answer may have been lost on its way.
    async ask() {
      if (!this.address) return;
      const answer = await fetch(this.address, { method: "HEAD", headers: TUS });
      if (!answer.ok) return;
      this.offset = Number(answer.headers.get("Upload-Offset"));
      this.closed = this.ended && answer.headers.get("Upload-Length") === String(this.offset);
    }

    async delete() {
      this.closed = true;
      await this.running?.catch(() => 0);
      if (this.address) await fetch(this.address, { method: "DELETE", headers: TUS });
    }
  }

  let recorder, sending, clock, awake, ear;
  let seconds = 0;

  const show = (state) => {
    record.hidden = state === "live" || state === "paused" || state === "arriving";
    pause.hidden = stop.hidden = time.hidden = level.hidden = !(state === "live" || state === "paused");
    made.hidden = state !== "made";
    if (state === "made") record.textContent = record.dataset.again;
    record.classList.toggle("govuk-button--secondary", state === "made");
    byId("voice-onward").hidden = state !== "idle";
    pause.textContent = state === "paused" ? pause.dataset.resume : pause.dataset.pause;
  };
  pause.dataset.pause = pause.textContent;

  const tick = () => {
    if (recorder.state !== "recording") return;
    seconds += 1;
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= 60 * Number(words.minutes)) finish(words.limit);
  };

  // A moving bar shows that the microphone hears something.
  const listen = (stream) => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    const samples = new Uint8Array(analyser.fftSize);
    context.createMediaStreamSource(stream).connect(analyser);
    const moving = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      level.value = Math.min(100, 3 * Math.max(...samples.map((sample) => Math.abs(sample - 128))));
    }, 200);
    return () => {
      clearInterval(moving);
      context.close();
    };
  };

  const failed = (error) => {
    say(error.message || words.broken);
    if (recorder?.state !== "inactive") recorder?.stop();
    release();
    show("idle");
  };

  const release = () => {
    clearInterval(clock);
    ear?.();
    ear = null;
    for (const track of recorder?.stream.getTracks() ?? []) track.stop();
    awake?.release().catch(() => 0);
    awake = null;
  };

  const begin = async () => {
    record.disabled = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      start(stream);
    } catch (error) {
      const why = { NotAllowedError: words.refused, SecurityError: words.refused, NotFoundError: words.missing };
      say(why[error.name] ?? words.broken);
    } finally {
      record.disabled = false;
    }
  };

  const start = (stream) => {
    URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
    const current = new Sending();
    sending = current;
    seconds = 0;
    time.textContent = "0:00";
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS });
    recorder.addEventListener("dataavailable", (event) => {
      current.add(event.data);
      current.running?.catch((error) => current === sending && failed(error));
    });
    recorder.addEventListener("stop", () => arrive(current));
    stream.getAudioTracks()[0].addEventListener("ended", () => finish());
    recorder.start(SLICE);
    clock = setInterval(tick, 1000);
    ear = listen(stream);
    navigator.wakeLock?.request("screen").then((lock) => {
      awake = lock;
    }, () => 0);
    show("live");
    say(words.recording);
    pause.focus();
  };

  let after = "";
  const finish = (sentence = "") => {
    if (!recorder || recorder.state === "inactive") return;
    after = sentence;
    recorder.stop();
    release();
    show("arriving");
    say(words.arriving);
  };

  const arrive = async (current) => {
    try {
      await current.running;
      await current.end();
    } catch (error) {
      failed(error);
      return;
    }
    if (current !== sending || !current.whole.size) return;
    following += 1;
    audio.src = URL.createObjectURL(current.whole);
    show("made");
    say(after || words.arrived);
    audio.focus();
  };

  record.addEventListener("click", begin);
  stop.addEventListener("click", () => finish());
  pause.addEventListener("click", () => {
    if (recorder.state === "recording") {
      recorder.pause();
      recorder.requestData?.();
      show("paused");
      say(words.paused);
    } else {
      recorder.resume();
      show("live");
      say(words.recording);
    }
  });
  remove.addEventListener("click", async () => {
    await sending.delete().catch(() => 0);
    URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
    show("idle");
    say(words.deleted);
    record.focus();
  });
  // Somebody who turns to another page loses nothing that was said.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && recorder?.state === "recording") recorder.requestData();
  });
  byId("answers").addEventListener("submit", (event) => {
    const busy = (recorder && recorder.state !== "inactive") || sending?.running;
    if (!busy) return;
    event.preventDefault();
    if (recorder.state !== "inactive") finish();
    else say(words.arriving);
  });
})();
