// A worker that reads a file piece by piece and hashes the whole of it on the way, so that the page never waits.
// WebAssembly where the browser allows it, plain JavaScript where it does not (Lockdown Mode, Tor Browser at "Safer").
(() => {
  const BLOCK = 64;
  const TOLD = 8 * 1024 * 1024; // bytes after which a comparison says how far it is

  // FIPS 180-4, 4.2.2 and 5.3.3: from the roots of the first primes.
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
  const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
  const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const W = new Int32Array(64);

  class Plain {
    constructor() {
      this.state = START.slice();
      this.rest = new Uint8Array(BLOCK);
      this.length = 0;
    }

    update(bytes) {
      let from = 0;
      const held = this.length % BLOCK;
      this.length += bytes.length;
      if (held) {
        from = Math.min(BLOCK - held, bytes.length);
        this.rest.set(bytes.subarray(0, from), held);
        if (held + from < BLOCK) return;
        this.compress(this.rest, 0, BLOCK);
      }
      const to = bytes.length - ((bytes.length - from) % BLOCK);
      this.compress(bytes, from, to);
      this.rest.set(bytes.subarray(to));
    }

    compress(bytes, from, to) {
      const state = this.state;
      for (let at = from; at < to; at += BLOCK) {
        let i = 0;
        for (let b = at; i < 16; i += 1, b += 4) {
          W[i] = (bytes[b] << 24) | (bytes[b + 1] << 16) | (bytes[b + 2] << 8) | bytes[b + 3];
        }
        for (; i < 64; i += 1) {
          const x = W[i - 15];
          const y = W[i - 2];
          const first = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
          const second = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
          W[i] = (W[i - 16] + first + W[i - 7] + second) | 0;
        }
        let a = state[0];
        let b = state[1];
        let c = state[2];
        let d = state[3];
        let e = state[4];
        let f = state[5];
        let g = state[6];
        let h = state[7];
        for (i = 0; i < 64; i += 1) {
          // Written out: a function here would cost a slow phone half its speed.
          const sigma = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
          const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
          const one = (h + sigma + (g ^ (e & (f ^ g))) + K[i] + W[i]) | 0;
          const two = (other + ((a & b) | (c & (a | b)))) | 0;
          h = g;
          g = f;
          f = e;
          e = (d + one) | 0;
          d = c;
          c = b;
          b = a;
          a = (one + two) | 0;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
      }
    }

    digest() {
      const length = this.length;
      const tail = new Uint8Array(length % BLOCK < 56 ? BLOCK - (length % BLOCK) : 2 * BLOCK - (length % BLOCK));
      tail[0] = 0x80;
      const view = new DataView(tail.buffer);
      view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
      view.setUint32(tail.length - 4, (length << 3) >>> 0);
      this.update(tail);
      const found = new DataView(new ArrayBuffer(32));
      this.state.forEach((word, at) => found.setInt32(4 * at, word));
      return new Uint8Array(found.buffer);
    }
  }

  const compiled = async () => {
    const made = await hashwasm.createSHA256();
    made.init();
    return { update: (bytes) => made.update(bytes), digest: () => made.digest("binary") };
  };

  const begin = async () => {
    try {
      return await compiled();
    } catch {
      return new Plain();
    }
  };

  const digest = async (bytes) => {
    if (self.crypto?.subtle) return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hash = await begin();
    hash.update(bytes);
    return hash.digest();
  };

  let file;
  let whole;

  // At once, and not as a stream: that would cost the processor half as much again.
  const read = (from, to) => new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, to)));

  const acts = {
    async load(said) {
      try {
        importScripts(said.library);
      } catch {
        // the plain one does the same
      }
      return {};
    },
    // Begins at a file's first byte.
    async start(said) {
      file = said.file;
      whole = await begin();
      return {};
    },
    // The digest of the first bytes alone: is this the file that began to arrive before?
    async first(said) {
      return { digest: await digest(read(0, said.length)) };
    },
    // Goes over what has arrived, in the lengths in which it lies there; says the digest of all digests.
    async compare(said) {
      const digests = [];
      let at = 0;
      for (const [count, length] of said.runs) {
        for (let n = 0; n < count; n += 1) {
          const bytes = read(at, at + length);
          whole.update(bytes);
          digests.push(await digest(bytes));
          at += length;
          if (at % TOLD < length) self.postMessage({ compared: at });
        }
      }
      const all = new Uint8Array(32 * digests.length);
      digests.forEach((each, number) => all.set(each, 32 * number));
      return { digest: await digest(all) };
    },
    // The digest of the next piece, while the whole grows by it.
    async next(said) {
      const bytes = read(said.from, said.to);
      if (bytes.length !== said.to - said.from) throw new DOMException("shorter", "NotReadableError");
      const own = digest(bytes); // beside the other, where the browser hashes on a thread of its own
      whole.update(bytes);
      return { digest: await own };
    },
    // The digest of a piece that the whole has already.
    async sum(said) {
      return { digest: await digest(read(said.from, said.to)) };
    },
    async end() {
      return { digest: whole.digest() };
    },
  };

  let before = Promise.resolve();
  self.addEventListener("message", ({ data }) => {
    before = before.then(async () => {
      try {
        const answer = await acts[data.act](data);
        self.postMessage(answer);
      } catch (error) {
        self.postMessage({ error: error.name });
      }
    });
  });
})();
