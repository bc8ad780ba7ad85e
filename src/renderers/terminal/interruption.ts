import type { Report } from '../../core/report.ts';
import type { Paint } from './paint.ts';

/** Says above a report that it is incomplete. */
export function renderInterruption({ error }: Report, paint: Paint): string[] {
  if (error === undefined) return [];
  const hint = error.hint === '' ? '' : ` (${error.hint})`;
  return paint.wrap(`INCOMPLETE  ${error.message}${hint}`, 2, '! ').map((line) => paint.tone(line, 'warning'));
}
