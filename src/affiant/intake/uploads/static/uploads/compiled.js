// SHA-256's rounds as WebAssembly, put together here so that they are written once and stand 64 times. With vectors,
// where a browser has them, four words of the schedule are made at a time: a quarter of the time is saved.
(() => {
  const PAGE = 64 * 1024;
  const BLOCK = 64;

  // Of the memory: the state, the schedule of one block with K added, K, and the bytes that are hashed.
  const STATE = 0;
  const SCHEDULE = 64;
  const CONSTANTS = 512;
  const BYTES = 1024;
  const PAGES = 3;
  const ROOM = 2 * PAGE;

  // How WebAssembly writes numbers (LEB128), and a list after its length in bytes.
  const unsigned = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...unsigned(number >>> 7)]);
  const signed = (number) =>
    number >= -64 && number < 64 ? [number & 127] : [(number & 127) | 128, ...signed(number >> 7)];
  const measured = (bytes) => [...unsigned(bytes.length), ...bytes];

  // Instructions; those that take values find them on the stack.
  const get = (local) => [0x20, ...unsigned(local)];
  const set = (local) => [0x21, ...unsigned(local)];
  const tee = (local) => [0x22, ...unsigned(local)];
  const number = (value) => [0x41, ...signed(value)];
  const load = (place) => [0x28, 2, ...unsigned(place)];
  const store = (place) => [0x36, 2, ...unsigned(place)];
  const [LESS, ADD, AND, OR, XOR, SHIFT, LEFT, RIGHT] = [0x49, 0x6a, 0x71, 0x72, 0x73, 0x76, 0x77, 0x78];

  const vector = (code, ...rest) => [0xfd, ...unsigned(code), ...rest];
  const vectorLoad = (place) => vector(0x00, 0, ...unsigned(place));
  const vectorStore = (place) => vector(0x0b, 0, ...unsigned(place));
  const NOTHING = vector(0x0c, ...Array(16).fill(0));
  const shuffle = (...bytes) => vector(0x0d, ...bytes);
  const words = (...numbers) => shuffle(...numbers.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)));
  const [V_OR, V_XOR] = [vector(0x50), vector(0x51)];
  const [V_LEFT, V_SHIFT, V_ADD] = [vector(0xab), vector(0xad), vector(0xae)];

  // The locals: where the block begins, where the last one ends, a to h, one at hand; then the schedule's.
  const [AT, END, FIRST, HAND, WORDS] = [0, 1, 2, 10, 11];

  // FIPS 180-4, 4.1.2: each of the four functions on one word, by its two rotations and its third, or its shift.
  const mixed = (local, one, two, three, last) =>
    [[one, RIGHT], [two, RIGHT], [three, last]].flatMap(([by, how], step) => [
      ...get(local), ...number(by), how, ...(step ? [XOR] : []),
    ]);

  // The same on four words: a vector is turned by two shifts.
  const turned = (local, by) => [
    ...get(local), ...number(by), ...V_SHIFT, ...get(local), ...number(32 - by), ...V_LEFT, ...V_OR,
  ];
  const mixedFour = (local, one, two, shift) => [
    ...turned(local, one), ...turned(local, two), ...V_XOR, ...get(local), ...number(shift), ...V_SHIFT, ...V_XOR,
  ];

  // Puts W + K of round `i` onto the stack, word by word.
  const oneByOne = (K) => {
    const word = (i) => WORDS + (i & 15);
    const turnedRound = [
      ...tee(HAND), ...number(8), LEFT, ...number(0x00ff00ff), AND,
      ...get(HAND), ...number(8), RIGHT, ...number(0xff00ff00 | 0), AND, OR,
    ];
    const read = (i) => [...get(AT), ...load(4 * i), ...turnedRound];
    const grown = (i) => [
      ...get(word(i)), ...mixed(word(i - 15), 7, 18, 3, SHIFT), ADD,
      ...get(word(i - 7)), ADD, ...mixed(word(i - 2), 17, 19, 10, SHIFT), ADD,
    ];
    return (i) => [...(i < 16 ? read(i) : grown(i)), ...tee(word(i)), ...number(K[i]), ADD];
  };

  // The same, four words at a time through the memory, a few rounds ahead.
  const byFours = () => {
    const four = (i) => WORDS + ((i >> 2) & 3);
    const [PART, SUM] = [WORDS + 4, WORDS + 5];
    const put = (i) => [
      ...number(0), ...get(four(i)), ...number(0), ...vectorLoad(CONSTANTS + 4 * i), ...V_ADD,
      ...vectorStore(SCHEDULE + 4 * i),
    ];
    const read = (i) => [
      ...get(AT), ...vectorLoad(4 * i), ...NOTHING,
      ...shuffle(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12), ...set(four(i)), ...put(i),
    ];
    // Two of the new words rest on the two others: these come first.
    const second = [...get(SUM), ...mixedFour(PART, 17, 19, 10), ...V_ADD];
    const grow = (i) => [
      ...get(four(i)), ...get(four(i - 12)), ...words(1, 2, 3, 4), ...set(PART),
      ...get(four(i - 8)), ...get(four(i - 4)), ...words(1, 2, 3, 4),
      ...get(four(i)), ...V_ADD, ...mixedFour(PART, 7, 18, 3), ...V_ADD, ...set(SUM),
      ...get(four(i - 4)), ...NOTHING, ...words(2, 3, 4, 4), ...set(PART), ...second, ...set(SUM),
      ...NOTHING, ...get(SUM), ...words(0, 0, 4, 5), ...set(PART), ...second, ...set(four(i)), ...put(i),
    ];
    return (i) => [
      ...(i ? [] : [0, 4, 8, 12].flatMap(read)),
      ...(i % 4 || i >= 48 ? [] : grow(i + 16)),
      ...number(0), ...load(SCHEDULE + 4 * i),
    ];
  };

  // FIPS 180-4, 6.2.2, step 3: no word is moved; each round takes them by other names.
  const round = (i, scheduled) => {
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((name) => FIRST + ((name - i) & 7));
    return [
      ...get(h), ...scheduled(i), ADD, ...get(g), ...get(e), ...get(f), ...get(g), XOR, AND, XOR, ADD,
      ...mixed(e, 6, 11, 25, RIGHT), ADD, ...tee(h), ...get(d), ADD, ...set(d),
      ...get(h), ...get(a), ...get(b), AND, ...get(c), ...get(a), ...get(b), OR, AND, OR, ADD,
      ...mixed(a, 2, 13, 22, RIGHT), ADD, ...set(h),
    ];
  };

  const ROUNDS = Array.from({ length: 64 }, (_, i) => i);
  const EIGHT = ROUNDS.slice(0, 8);

  const assembled = (scheduled, locals) => {
    const code = [
      0x03, 0x40, // loop
      ...EIGHT.flatMap((i) => [...number(0), ...load(STATE + 4 * i), ...set(FIRST + i)]),
      ...ROUNDS.flatMap((i) => round(i, scheduled)),
      ...EIGHT.flatMap((i) => [
        ...number(0), ...number(0), ...load(STATE + 4 * i), ...get(FIRST + i), ADD, ...store(STATE + 4 * i),
      ]),
      ...get(AT), ...number(BLOCK), ADD, ...tee(AT), ...get(END), LESS, 0x0d, 0, // and again
      0x0b, 0x0b,
    ];
    const sections = [
      [1, [1, 0x60, 2, 0x7f, 0x7f, 0]], // a function of two numbers
      [3, [1, 0]],
      [5, [1, 0, PAGES]], // its memory
      [7, [2, 1, 0x6d, 2, 0, 1, 0x66, 0, 0]], // the names of both: m, f
      [10, [1, ...measured([...locals, ...code])]],
    ];
    const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    return new Uint8Array([...head, ...sections.flatMap(([id, content]) => [id, ...measured(content)])]);
  };

  // Both numbers and vectors: 9 words, then 4 of schedule and 2 at hand. Numbers alone: 9 words and 16 of schedule.
  const withVectors = () => assembled(byFours(), [2, 9, 0x7f, 6, 0x7b]);
  const without = (K) => assembled(oneByOne(K), [1, 25, 0x7f]);

  // Gives a function that takes whole blocks into a state; throws where WebAssembly is switched off.
  self.compileSha256 = (K) => {
    const vectors = withVectors();
    const module = new WebAssembly.Module(WebAssembly.validate(vectors) ? vectors : without(K));
    return (start) => {
      const { f, m } = new WebAssembly.Instance(module).exports;
      const bytes = new Uint8Array(m.buffer, BYTES, ROOM);
      const state = new Int32Array(m.buffer, STATE, 8);
      new Int32Array(m.buffer, CONSTANTS, 64).set(K);
      state.set(start);
      const compress = (blocks) => {
        for (let at = 0; at < blocks.length; at += ROOM) {
          const some = blocks.subarray(at, at + ROOM);
          bytes.set(some);
          f(BYTES, BYTES + some.length);
        }
      };
      return { state, compress };
    };
  };
})();
