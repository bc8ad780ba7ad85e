import type { Run } from '../../core/envelope.ts';

/** More places than this are not kept: quotes from behind them stand without a line. */
const maxRuns = 100_000;

/** Keeps where lines came from, as runs. */
export class Runs {
  #runs: [line: number, place: number, step: -1 | 0 | 1][] = [];
  #line = 0;
  #last: { place: number; step: -1 | 0 | 1 | undefined } | undefined;
  #full = false;

  /** The next `count` lines are of the record in `place`. */
  add(place: number, count: number): void {
    for (let i = 0; i < count; i++) this.#one(place);
  }

  #one(place: number): void {
    this.#line++;
    if (this.#full) return;
    const run = this.#runs.at(-1);
    const step = this.#last === undefined ? undefined : place - this.#last.place;
    const isStep = step === -1 || step === 0 || step === 1;
    if (run !== undefined && isStep && (this.#last?.step === undefined || this.#last.step === step)) {
      run[2] = step;
      this.#last = { place, step };
      return;
    }
    if (this.#runs.length >= maxRuns) {
      this.#full = true;
      this.#runs.push([this.#line, Number.NaN, 0]);
      return;
    }
    this.#runs.push([this.#line, place, 0]);
    this.#last = { place, step: undefined };
  }

  /** Undefined where line n is record n. */
  get runs(): readonly Run[] | undefined {
    const [first, ...others] = this.#runs;
    const isPlain = first === undefined || (first[1] === 1 && (first[2] === 1 || this.#line === 1));
    return others.length === 0 && isPlain ? undefined : this.#runs;
  }
}
