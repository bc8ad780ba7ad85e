import { appendFileSync } from 'node:fs';
import { everything } from './sampled.ts';

/** How many cases a test tries: `usual` in an ordinary run, DIAG_CASES or 100,000 in `npm run fuzz`. */
export const casesOf = (usual: number): number => (everything ? Number(process.env['DIAG_CASES'] ?? 100_000) : usual);

/** Tells `npm run trust` how many cases were tried: the number in docs/trust.md. */
export function tried(what: string, cases: number): void {
  const path = process.env['DIAG_TRIED'];
  if (path !== undefined) appendFileSync(path, `${JSON.stringify({ what, cases })}\n`);
}
