import type { Check } from '../../../core/check.ts';
import { type InputCoverage, zoneText } from '../../../core/coverage.ts';
import type { Finding } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import type { Report } from '../../../core/report.ts';
import { count } from '../checks.ts';
import { columns, cut, type Paint } from '../paint.ts';
import { oneLine } from './cause.ts';
import { indent, type Piece } from './rows.ts';

const pad = ' '.repeat(indent);
/** Side notes with a line of their own; where there are more, their names stand in a list. */
const ownLines = 2;

/** Side notes and remarks. */
export function also(notes: readonly Finding[], paint: Paint): Piece[] {
  if (notes.length <= ownLines) return notes.map((one) => [oneLine(one, pad, paint)]);
  return listed(
    notes.map(({ name, code }) => `${name.replaceAll('-', ' ')} ${code}`),
    paint,
  );
}

/** What was not checked: why, where that is one line, else what. */
export function gaps(unchecked: readonly Check[], paint: Paint): Piece[] {
  const said = unchecked.map(({ id, reason = '' }) => `${id.replaceAll('-', ' ')}: ${reason}`);
  if (said.length <= ownLines) return said.map((one) => [paint.line(pad + one)]);
  return listed([...new Set(unchecked.map(({ id }) => id.replaceAll('-', ' ')))], paint);
}

/** A list in at most two lines, and how many there are more. */
function listed(items: readonly string[], paint: Paint): Piece[] {
  for (let shown = items.length; shown > 0; shown--) {
    const more = items.length - shown;
    const text = items.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
    const lines = paint.wrap(text, indent);
    if (lines.length <= 2) return [lines];
  }
  return items.length === 0 ? [] : [[paint.line(`${pad}${items.length} (--verbose)`)]];
}

/** What several modules read counts once: as the one that understood most of it tells. */
const eachOnce = (inputs: readonly InputCoverage[]): readonly InputCoverage[] =>
  [...groupBy(inputs, ({ source }) => source).values()].map((same) =>
    same.reduce((most, one) => (one.understood / one.lines > most.understood / most.lines ? one : most)),
  );

/** What was read, in one line, and the first of what nothing is known of. */
export function read(reports: readonly InputCoverage[], paint: Paint): Piece[] {
  const inputs = eachOnce(reports);
  const [only, ...others] = inputs;
  if (only === undefined) return [];
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0);
  const understood = inputs.reduce((sum, input) => sum + input.understood, 0);
  const how = understood === lines ? 'all understood' : `${count(understood)} understood`;
  const zones = [...new Set(inputs.map(({ timeZone }) => zoneText(timeZone).replace('; times: ', '')))].filter(Boolean);
  const what = others.length > 0 ? `${inputs.length} inputs` : `${only.source} (${only.format})`;
  const line = `${what}: ${count(lines)} ${lines === 1 ? 'line' : 'lines'}, ${how}${zones.length === 0 ? '' : `; times: ${zones.slice(0, 2).join(' and ')}`}`;
  const strange = inputs.find((input) => input.firstNotUnderstood !== undefined);
  const first = strange?.firstNotUnderstood;
  const where = others.length > 0 ? `${strange?.source}:${first?.line}` : `line ${first?.line}`;
  return [
    paint.wrap(line, indent).slice(0, 2),
    ...(first === undefined ? [] : [[paint.line(`${pad}first not understood, ${where}: ${first.text.trim()}`)]]),
  ];
}

/** What there is besides. */
export function more({ views, findings, checks }: Report, cause: Finding | undefined, paint: Paint): Piece[] {
  const pages = views.length === 0 ? '' : `, ${views.length} ${views.length === 1 ? 'table' : 'tables'}`;
  const explain = cause === undefined ? '' : `; diag explain ${cause.code}`;
  if (findings.length === 0 && views.length === 0 && checks.length === 0) return [];
  const what = cause === undefined ? `what was asked of each${pages}` : `all evidence, reasons${pages}`;
  const option = cause === undefined ? '--all' : '--verbose';
  return [[paint.line(`${pad}${option}: ${what}${explain}`)]];
}

/** The last line: the verdict once more, and how much else there is. */
export function lastLine(
  report: Report,
  more: { readonly causes: number; readonly notes: number },
  hidden: number,
  paint: Paint,
): string {
  const { module, verdict, summary, error } = report;
  const counted = [
    [more.causes, more.causes === 1 ? 'more cause' : 'more causes'],
    [more.notes, more.notes === 1 ? 'note' : 'notes'],
    [summary.unchecked, 'not checked'],
    [summary.suppressed, 'suppressed'],
    [hidden, 'below --min-severity'],
  ] as const;
  const rest = [
    ...counted.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : [])),
    ...(error === undefined ? [] : [error.code]),
  ];
  const code = verdict.code === undefined ? '' : ` (${verdict.code})`;
  const behind = code + (rest.length === 0 ? '' : `; ${rest.join(', ')}`);
  const room = paint.width - columns(module) - 2 - columns(behind);
  const title = paint.line(verdict.title, -10_000).replace(/\.$/, '');
  return paint.line(`${module}: ${cut(title, Math.max(16, room), paint.ascii)}${behind}`);
}
