import { bounds, type Share } from './observations.ts';

type Outcome = 'sent' | 'throttled' | 'failed';
type Open = { -readonly [K in keyof Share]: Share[K] };

/** Attempts by mailbox, host or batch, the first `bounds.shares` of them. */
export class Shares {
  #byName = new Map<string, Open>();

  add(name: string, outcome: Outcome, at: number | undefined): void {
    let share = this.#byName.get(name);
    if (share === undefined) {
      if (this.#byName.size >= bounds.shares) return;
      share = { name, sent: 0, failed: 0, throttled: 0 };
      this.#byName.set(name, share);
    }
    if (outcome === 'sent') share.sent++;
    else share.failed++;
    if (outcome === 'throttled') share.throttled++;
    if (at === undefined) return;
    share.firstAt = Math.min(share.firstAt ?? at, at);
    share.lastAt = Math.max(share.lastAt ?? at, at);
  }

  result(): readonly Share[] {
    return [...this.#byName.values()];
  }
}

/** Shares of both, in order of appearance. */
export function mergeShares(a: readonly Share[], b: readonly Share[]): readonly Share[] {
  const byName = new Map(a.map((share) => [share.name, share]));
  for (const share of b) {
    const known = byName.get(share.name);
    byName.set(share.name, known === undefined ? share : sum(known, share));
  }
  return [...byName.values()].slice(0, bounds.shares);
}

function sum(a: Share, b: Share): Share {
  const times = [a.firstAt, a.lastAt, b.firstAt, b.lastAt].filter((at) => at !== undefined);
  return {
    name: a.name,
    sent: a.sent + b.sent,
    failed: a.failed + b.failed,
    throttled: a.throttled + b.throttled,
    ...(times.length === 0 ? {} : { firstAt: Math.min(...times), lastAt: Math.max(...times) }),
  };
}
