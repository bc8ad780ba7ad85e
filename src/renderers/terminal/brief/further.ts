import type { Evidence, Finding } from '../../../core/finding.ts';
import { columns, cut, type Paint } from '../paint.ts';
import { head, oneLine } from './cause.ts';
import { indent, rowsOf } from './rows.ts';

/** Lines of others of a kind without the last one, which may say that there are more. */
const alikeLines = 5;
/** Rows of a further cause, a blank one before it included where there is room. */
const mostRows = 4;
/** Further causes that are shown; of the others there is a line. */
const shownCauses = 6;

/** Findings of the code of another one: a line each. */
export function alike(others: readonly Finding[], paint: Paint, most = alikeLines): string[] {
  const shown = others.length <= most ? others : others.slice(0, most - 1);
  const left = others.length - shown.length;
  return [
    ...shown.map((one) => oneLine(one, '  + ', paint)),
    ...(left === 0 ? [] : [paint.line(`  + ${left} more of ${others[0]?.code} (--verbose)`)]),
  ];
}

/** Each further cause in at most four lines: its title, one proof, the first thing to do. */
export function further(causes: readonly (readonly Finding[])[], paint: Paint): string[] {
  const shown = causes.length <= shownCauses ? causes : causes.slice(0, shownCauses - 1);
  const left = causes.slice(shown.length).flatMap(([first]) => (first === undefined ? [] : [first]));
  const names = left.map(({ name, code }) => `${name.replaceAll('-', ' ')} ${code}`).join(', ');
  return [
    ...shown.flatMap((kind) => brief(kind, paint)),
    ...(left.length === 0 ? [] : paint.wrap(`and ${left.length} more: ${names}`, 2).slice(0, 4)),
  ];
}

function brief([first, ...others]: readonly Finding[], paint: Paint): string[] {
  if (first === undefined) return [];
  const kind = others.length === 0 ? [] : alike(others, paint, 2);
  const lines = head(first, paint, kind.length > 1 ? 1 : 2);
  const said = kind.length > 0 ? kind : [label('Proof', quoteOf(first.evidence[0], paint), paint)];
  const step = first.next[0];
  const todo = step === undefined ? [] : [label('Now', shortStep(step, paint), paint)];
  const block = [...lines, ...said, ...todo];
  return rowsOf(block, paint) < mostRows ? ['', ...block] : block;
}

/** One quote in one line, where it stands behind it. */
function quoteOf({ source, line, text }: Evidence, paint: Paint): string {
  const room = paint.width - indent;
  const name = columns(source) <= room / 2 ? source : baseName(source);
  const place = cut(`${name}${line === undefined ? '' : `:${line}`}`, Math.floor(room / 2), paint.ascii);
  return `${cut(paint.line(text.trim(), -10_000), room - columns(place) - 2, paint.ascii)}  ${paint.color.dim(place)}`;
}

const baseName = (source: string): string =>
  /^[^\s:]*[/\\]/.test(source) ? (source.split(/[/\\]/).at(-1) ?? source) : source;

/** A step in one line: a command is never cut; where there is no room for all, it stands alone, or the words do. */
function shortStep(step: string, paint: Paint): string {
  const room = paint.width - indent;
  const text = paint.line(step, -10_000);
  if (columns(text) <= room) return /^`([^`]+)`$/.exec(text)?.[1] ?? text;
  const command = paint.line(/`([^`\n]{1,2000})`/.exec(step)?.[1] ?? '', -10_000);
  if (command !== '' && columns(command) <= room) return command;
  return cut(paint.line(step.replace(/`[^`\n]{1,2000}`/g, '…'), -10_000), room, paint.ascii);
}

const label = (word: string, text: string, paint: Paint): string =>
  `  ${paint.color.bold(word.padEnd(indent - 2))}${text}`;
