// Sends one file by tus 1.0: each piece with its checksum, again and again until it has arrived, and at the end the
// digest of the whole. The server knows how far it has come; the browser keeps nothing.
(() => {
  const KIB = 1024;
  const MIB = 1024 * KIB;
  const MOST = (navigator.deviceMemory > 2 ? 16 : 8) * MIB; // of one piece, which a small phone has to hold twice
  const LEAST = 64 * KIB;
  const WISHED = 8; // seconds that one request should take: what is lost when the connection breaks
  const SILENCE = 45000; // milliseconds without a sign before a request is taken for dead
  const WAITS = [500, 1000, 2000, 5000, 10000, 20000, 30000];
  const NEWS = 250; // milliseconds between two words on how far a piece is
  const SPOILED = 3; // times that one piece may arrive otherwise than it left
  const TUS = { "Tus-Resumable": "1.0.0" };

  // Why a file is given up; `reason` is a word for which the page has a sentence.
  class Refused extends Error {
    constructor(reason) {
      super(reason);
      this.reason = reason;
    }
  }
  class Broken extends Error {}

  const FINAL = { 400: "failed", 403: "lost", 404: "failed", 412: "failed", 413: "large", 415: "failed", 507: "full" };

  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const text64 = (text) => base64(new TextEncoder().encode(text));

  // One worker for the page, loaded with it: later there may be no connection. It answers in the order of the questions.
  class Hasher {
    constructor({ worker, library }) {
      this.compared = () => {};
      this.waiting = [];
      this.worker = new Worker(worker);
      this.worker.addEventListener("message", ({ data }) => {
        if ("compared" in data) this.compared(data.compared);
        else this.settle(data.error ? new Refused("unreadable") : null, data);
      });
      this.worker.addEventListener("error", () => {
        while (this.waiting.length) this.settle(new Refused("failed"));
      });
      this.ask({ act: "load", library });
    }

    settle(error, data) {
      const [resolve, reject] = this.waiting.shift();
      if (error) reject(error);
      else resolve(data);
    }

    ask(said) {
      const answer = new Promise((resolve, reject) => this.waiting.push([resolve, reject]));
      answer.catch(() => {}); // whoever awaits it hears of it; a piece that was read ahead may have nobody
      this.worker.postMessage(said);
      return answer;
    }
  }

  class Sending {
    // `before` are the ids of unfinished files of the same name and length; `tell` hears "going", "comparing",
    // "waiting", "resumed" (with the id that was gone on with).
    constructor(file, { endpoint, before, hasher, tell }) {
      Object.assign(this, { file, endpoint, before, hasher, tell });
      this.address = null;
      this.offset = 0;
      this.sent = 0;
      this.size = MIB;
      this.speed = 0;
      this.told = 0;
      this.paused = false;
      this.wake = () => {};
      this.stir = () => this.awaken();
    }

    get id() {
      return this.address.split("/").pop();
    }

    // How many seconds it will still take; null while nobody can know.
    get left() {
      return this.speed ? (this.file.size - this.sent) / this.speed : null;
    }

    async run() {
      addEventListener("online", this.stir);
      document.addEventListener("visibilitychange", this.stir);
      try {
        this.begin();
        await this.again(() => this.place());
        await this.again(() => this.bytes());
        await this.again(() => this.statement());
      } finally {
        removeEventListener("online", this.stir);
        document.removeEventListener("visibilitychange", this.stir);
      }
    }

    pause() {
      this.paused = true;
      this.request?.abort();
    }

    resume() {
      this.paused = false;
      this.wake();
    }

    // A phone that wakes up, a connection that is back: what hangs is given up, what waits goes on.
    awaken() {
      if (document.hidden) return;
      if (this.request && Date.now() - this.heard > 5000) this.request.abort();
      if (!this.paused) this.wake();
    }

    // Reading and hashing begin anew at the first byte.
    begin() {
      this.hasher.compared = (bytes) => this.tell("comparing", bytes);
      this.hasher.ask({ act: "start", file: this.file });
      this.hashed = 0;
      this.piece = null;
      this.following = null;
    }

    async again(act) {
      for (let failures = 0, before = -1; ; failures += 1) {
        while (this.paused) await new Promise((resolve) => (this.wake = resolve));
        try {
          return await act();
        } catch (error) {
          if (!(error instanceof Broken)) throw error;
          if (this.offset > before) failures = 0;
          before = this.offset;
          this.known = false;
          this.size = Math.max(LEAST, this.size / 2);
          if (!this.paused) await this.rest(WAITS[Math.min(failures, WAITS.length - 1)]);
        }
      }
    }

    async rest(wait) {
      this.tell("waiting");
      await new Promise((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, wait * (0.75 + Math.random() / 2));
      });
    }

    // Finds the place of the file on the server: one that stands unfinished, or a new one.
    async place() {
      while (this.before.length) {
        const address = this.endpoint + this.before[0];
        const { arrived } = JSON.parse((await this.ask("GET", address)).responseText);
        if (await this.isSame(arrived)) {
          this.address = address;
          this.tell("resumed", this.before[0]);
          return;
        }
        this.before.shift();
        this.begin();
      }
      await this.create();
    }

    async create() {
      if (this.asked && (await this.orphan())) return;
      this.asked = true;
      const name = `filename ${text64(this.file.name)}`;
      const type = `filetype ${text64(this.file.type || "application/octet-stream")}`;
      const headers = { "Upload-Length": String(this.file.size), "Upload-Metadata": `${name},${type}` };
      const made = await this.ask("POST", this.endpoint, headers);
      this.address = new URL(made.getResponseHeader("Location"), location.href).pathname;
      this.known = true;
      this.offset = 0;
    }

    // If the answer to the first asking was lost, the file has its place already.
    async orphan() {
      const { uploads } = JSON.parse((await this.ask("GET", this.endpoint)).responseText);
      const { name, size } = this.file;
      const found = uploads.filter((each) => each.name === name && each.bytes === size && each.offset === 0).pop();
      if (!found) return false;
      this.address = this.endpoint + found.id;
      this.known = false;
      return true;
    }

    // Whether what has arrived is the beginning of this file, byte for byte; hashes it on the way.
    async isSame({ first, runs, sha256 }) {
      if (!runs.length) return true;
      const head = await this.hasher.ask({ act: "first", length: runs[0][1] });
      if (hex(head.digest) !== first) return false;
      const compared = await this.hasher.ask({ act: "compare", runs });
      this.hashed = runs.reduce((bytes, [count, length]) => bytes + count * length, 0);
      return hex(compared.digest) === sha256;
    }

    async bytes() {
      if (!this.known) await this.locate();
      while (this.offset < this.file.size) {
        await this.read();
        await this.put();
      }
    }

    // Asks how far the file has come. What is hashed and held usually fits; if not, what arrived is gone over.
    async locate() {
      const told = await this.ask("HEAD", this.address);
      this.offset = Number(told.getResponseHeader("Upload-Offset"));
      this.known = true;
      const held = this.piece ? this.piece.from <= this.offset && this.offset <= this.hashed : this.offset === this.hashed;
      if (held) return;
      this.begin();
      const { arrived } = JSON.parse((await this.ask("GET", this.address)).responseText);
      if (!(await this.isSame(arrived))) throw new Refused("otherwise");
    }

    // Knows the digest of the piece that begins at the next byte, and has the worker at the one after it meanwhile.
    async read() {
      if (this.piece && this.offset < this.hashed) {
        await this.part();
        return;
      }
      this.piece = await (this.following ?? this.ahead(this.offset));
      this.hashed = this.piece.to;
      this.following = this.hashed < this.file.size ? this.ahead(this.hashed) : null;
    }

    // A piece that went over a line which broke goes in smaller ones, or from where it had come to.
    async part() {
      const to = Math.min(this.offset + this.size, this.hashed);
      if (this.offset === this.piece.from && to === this.piece.to) return;
      const { digest } = await this.hasher.ask({ act: "sum", from: this.offset, to });
      this.piece = { from: this.offset, to, digest };
    }

    ahead(from) {
      const to = Math.min(from + this.size, this.file.size);
      const piece = this.hasher.ask({ act: "next", from, to }).then(({ digest }) => ({ from, to, digest }));
      piece.catch(() => {}); // whoever awaits it hears of it
      return piece;
    }

    async put() {
      const { from, to, digest } = this.piece;
      const headers = {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Checksum": `sha256 ${base64(digest)}`,
        "Upload-Offset": String(from),
      };
      const began = performance.now();
      const done = await this.checked(() => this.bytesOf(from, to, headers));
      this.offset = Number(done.getResponseHeader("Upload-Offset"));
      this.sent = this.offset;
      this.measure(to - from, (performance.now() - began) / 1000);
      this.tell("going", this.sent);
    }

    // The browser takes the bytes from the file itself: they are not copied from process to process. If the file was
    // changed since it was hashed, the server finds that; if it is gone, waiting for the line would not bring it back.
    async bytesOf(from, to, headers) {
      try {
        return await this.ask("PATCH", this.address, headers, this.file.slice(from, to));
      } catch (error) {
        if (error instanceof Broken) await this.stillThere(from);
        throw error;
      }
    }

    async stillThere(from) {
      try {
        await new Response(this.file.slice(from, from + 1)).arrayBuffer();
      } catch {
        throw new Refused("unreadable");
      }
    }

    // A piece that arrives otherwise than it left is sent again a few times.
    async checked(send) {
      for (let times = 1; ; times += 1) {
        try {
          return await send();
        } catch (error) {
          if (error.reason !== "otherwise" || times === SPOILED) throw error;
        }
      }
    }

    measure(bytes, seconds) {
      const now = bytes / Math.max(seconds, 0.001);
      this.speed = this.speed ? 0.8 * this.speed + 0.2 * now : now;
      const wished = Math.min(MOST, 2 * this.size, now * WISHED);
      this.size = Math.max(LEAST, Math.floor(wished / LEAST) * LEAST);
    }

    // Says what the file was on this device; the server compares what it can, and seals it with the file.
    async statement() {
      if (!this.whole) this.whole = base64((await this.hasher.ask({ act: "end" })).digest);
      const headers = {
        "Content-Type": "application/offset+octet-stream",
        "Repr-Digest": `sha-256=:${this.whole}:`,
        "Upload-Offset": String(this.file.size),
      };
      try {
        await this.ask("PATCH", this.address, headers, new Blob());
      } catch (error) {
        if (error.reason === "otherwise") await this.ask("DELETE", this.address).catch(() => {});
        throw error;
      }
    }

    ask(method, address, headers = {}, body = null) {
      return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        const silent = setInterval(() => Date.now() - this.heard > SILENCE && request.abort(), 5000);
        this.request = request;
        this.heard = Date.now();
        request.upload.addEventListener("progress", (event) => {
          this.heard = Date.now();
          if (method !== "PATCH" || !body.size) return;
          this.sent = this.offset + Math.min(event.loaded, body.size);
          if (this.heard - this.told < NEWS) return;
          this.told = this.heard;
          this.tell("going", this.sent);
        });
        request.addEventListener("loadend", () => {
          clearInterval(silent);
          this.request = null;
          if (request.status >= 200 && request.status < 300) resolve(request);
          else if (request.status === 460) reject(new Refused("otherwise"));
          else if (request.status in FINAL) reject(new Refused(FINAL[request.status]));
          else reject(new Broken());
        });
        request.open(method, address);
        for (const [name, value] of Object.entries({ ...TUS, ...headers })) request.setRequestHeader(name, value);
        request.send(body);
      });
    }
  }

  Sending.Hasher = Hasher;
  window.Sending = Sending;
})();
