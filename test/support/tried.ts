import { appendFileSync } from 'node:fs';
import { everything } from './sampled.ts';

/** How many cases a test tries: DIAG_CASES, or `usual` in an ordinary run and 100,000 in `npm run fuzz`. */
export const casesOf = (usual: number): number => Number(process.env['DIAG_CASES'] ?? (everything ? 100_000 : usual));

/** Tells `npm run trust` how many cases were tried: the number in docs/trust.md. */
export function tried(what: string, cases: number): void {
  const path = process.env['DIAG_TRIED'];
  if (path !== undefined) appendFileSync(path, `${JSON.stringify({ what, cases })}\n`);
}
