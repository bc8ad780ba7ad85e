/** Esc at a prompt, or an answer that means the same: one step back. */
export class WentBack extends Error {
  constructor() {
    super('went back');
    this.name = 'WentBack';
  }
}

/** Asks something and adds the answer to what is known; what asked nothing returns the very same. */
export type Step<S> = (known: S) => Promise<S>;

/**
 * One step after the other. Where somebody goes back, the last step that asked something is taken again; before the
 * first, `WentBack` is thrown on.
 */
export async function inSteps<S>(start: S, steps: readonly Step<S>[]): Promise<S> {
  const known: S[] = [start];
  for (let i = 0; i < steps.length; ) {
    try {
      known[i + 1] = (await steps[i]?.(known[i] as S)) as S;
      i += 1;
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
      do i -= 1;
      while (i >= 0 && known[i + 1] === known[i]);
      if (i < 0) throw error;
    }
  }
  return known[steps.length] as S;
}

/** What was asked for; undefined where somebody went back. */
export const orBack = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (!(error instanceof WentBack)) throw error;
    return undefined;
  });
