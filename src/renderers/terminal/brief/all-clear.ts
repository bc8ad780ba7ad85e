import type { Check } from '../../../core/check.ts';
import type { Report } from '../../../core/report.ts';
import type { Paint } from '../paint.ts';
import { indent, type Piece } from './rows.ts';

const pad = ' '.repeat(indent);

/** What to say where there is no cause: √ only where nothing is open. */
export function verdictLines({ verdict, summary }: Report, paint: Paint): string[] {
  const unsure = summary.unchecked > 0;
  const sign = unsure ? '?' : paint.ascii ? 'v' : '√';
  return paint
    .wrap(verdict.title, 2, `${sign} `)
    .map((line) => paint.color.bold(paint.tone(line, unsure ? 'warning' : 'good')));
}

/** What the checks that passed looked at, in at most three lines. */
export function lookedAt(checks: readonly Check[], paint: Paint): Piece[] {
  const passes = checks.filter(({ status }) => status === 'pass');
  const all = [...new Set(passes.flatMap(({ lookedAt = [] }) => lookedAt))];
  // "3 accepted mails of app.log" says "app.log" too.
  const seen = all.filter((one) => !all.some((other) => other !== one && other.includes(one)));
  for (let shown = seen.length; shown > 0; shown--) {
    const left = seen.length - shown;
    const lines = paint.wrap(seen.slice(0, shown).join(', ') + (left > 0 ? ` and ${left} more` : ''), indent);
    if (lines.length <= 3) return [lines];
  }
  return [];
}

/** What was not checked, why, and the command that would. */
export const open = (unchecked: readonly Check[], paint: Paint): Piece[] =>
  unchecked.map(({ id, reason = '', command }) => [
    ...paint.wrap(`${id.replaceAll('-', ' ')}: ${reason}`, indent).slice(0, 3),
    ...(command === undefined ? [] : [`${pad}  ${paint.line(command, -10_000)}`]),
  ]);
