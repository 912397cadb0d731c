/**
 * Joins single wishes into one transaction: while a commit is under way, what comes in waits and goes together with
 * the next. No timer: a lone wish is committed at once, a thousand a second in a few dozen commits.
 */
export class GroupCommit<Wish, Answer> {
  readonly #commit: (wishes: readonly Wish[]) => Promise<readonly Answer[]>;
  #waiting: { wish: Wish; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  #running = false;

  /** @param commit answers each wish, in order. */
  constructor(commit: (wishes: readonly Wish[]) => Promise<readonly Answer[]>) {
    this.#commit = commit;
  }

  ask(wish: Wish): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ wish, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      await this.#boarding();
      const group = this.#waiting;
      this.#waiting = [];
      try {
        const answers = await this.#commit(group.map(({ wish }) => wish));
        for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }

  /** Lets on board who is ready in this turn of the event loop, and another turn as long as somebody came. */
  async #boarding(): Promise<void> {
    for (let aboard = 0; aboard < this.#waiting.length; ) {
      aboard = this.#waiting.length;
      await new Promise(setImmediate);
    }
  }
}
