/** What was opened and must be closed again, the last opened first. */
export class Opened {
  readonly #closings: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closings.push(close);
  }

  async close(): Promise<void> {
    for (let close = this.#closings.pop(); close; close = this.#closings.pop()) await close();
  }
}
