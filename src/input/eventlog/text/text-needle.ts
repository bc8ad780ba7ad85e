/** Searches one character forward in a text and remembers the hit until it is passed. */
export class TextNeedle {
  readonly #text: string;
  readonly #what: string;
  /** Between these two it does not stand. */
  #from = 0;
  #found = -1;

  constructor(text: string, what: string) {
    this.#text = text;
    this.#what = what;
  }

  /** Where it stands at or after `at`; the length of the text where it does not. */
  after(at: number): number {
    if (at > this.#found || at < this.#from) {
      const found = this.#text.indexOf(this.#what, at);
      this.#from = at;
      this.#found = found < 0 ? this.#text.length : found;
    }
    return this.#found;
  }
}
