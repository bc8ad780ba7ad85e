import type { Evidence, Finding } from '../../../core/finding.ts';
import { fixExtension } from '../../../core/fix-script.ts';
import { columns, cut, fold, type Paint, severitySign, severityTone } from '../paint.ts';
import { indent, type Piece } from './rows.ts';

const pad = ' '.repeat(indent);

/** `IIS101`, and how sure it is where that is less than proven. */
const codeOf = ({ code, confidence }: Finding): string => (confidence === 'proven' ? code : `${code}, ${confidence}`);

/** Stands behind the last word and keeps the room for the code; ASCII, as what is shown may have to be. */
const mark = '#';

/** Lines without the marks at their end, so many, wherever they were broken. */
function withoutMarks(lines: readonly string[], marks: number): string[] {
  const kept = [...lines];
  for (let left = marks; left > 0; ) {
    const line = kept.pop() ?? '';
    const taken = Math.min(left, line.length - line.replace(/#+$/, '').length);
    const text = line.slice(0, line.length - taken).trimEnd();
    left = text === '' && kept.length > 0 ? left - taken : 0;
    if (text !== '' || kept.length === 0) kept.push(text);
  }
  return kept;
}

/** Sign, word and title in at most so many lines, the code at the end of the last one. */
export function head(finding: Finding, paint: Paint, most: number): string[] {
  const { severity, title } = finding;
  const code = codeOf(finding);
  const marks = code.length + 2;
  const strong = (line: string) => paint.color.bold(paint.tone(line, severityTone[severity]));
  const sign = `${severitySign(severity, paint.ascii)} `;
  const wrapped = paint.wrap(`${severity.toUpperCase()}  ${title}${mark.repeat(marks)}`, 2, sign);
  const lines = withoutMarks(wrapped, marks);
  const shown = lines.slice(0, most);
  const rest = lines
    .slice(most - 1)
    .map((line) => line.trim())
    .join(' ');
  const end = lines.length <= most ? (shown.at(-1) ?? '') : most === 1 ? rest : `  ${rest}`;
  const room = paint.width - columns(code) - 2;
  const text = cut(end, room, paint.ascii);
  const gap = ' '.repeat(Math.max(2, paint.width - columns(text) - columns(code)));
  return [...shown.slice(0, -1).map(strong), `${strong(text)}${gap}${paint.color.dim(code)}`];
}

/** A finding in one line behind a prefix, its code at the end. */
export function oneLine(finding: Finding, prefix: string, paint: Paint): string {
  const code = codeOf(finding);
  const room = paint.width - columns(prefix) - columns(code) - 2;
  const title = cut(paint.line(finding.title, -10_000), room, paint.ascii);
  return `${prefix}${title}${' '.repeat(Math.max(0, room - columns(title)) + 2)}${paint.color.dim(code)}`;
}

/** Rows of the first quote; where an error stands at the end of a long line, two would not show it. */
const firstQuote = 3;

/** Each quote with its place: the first in a few lines, the others in one. */
export function proof({ evidence }: Finding, paint: Paint): Piece[] {
  const room = paint.width - indent;
  return evidence.map((one, i) => {
    const text = paint.line(one.text.trim(), -10_000);
    const place = paint.line(placeOf(one, evidence[i - 1]), indent + 2);
    if (columns(text) + columns(place) + 2 <= room) return [`${pad}${text}  ${paint.color.dim(place)}`];
    if (i > 0 && columns(place) < room / 2) {
      return [`${pad}${cut(text, room - columns(place) - 2, paint.ascii)}  ${paint.color.dim(place)}`];
    }
    const quote = fold(text, room - 2, i === 0 ? firstQuote : 1, paint.ascii);
    return [pad + paint.color.dim(place), ...quote.map((line) => `${pad}  ${line}`)];
  });
}

/** `system.csv:17`, or `line 17` of the same; with the time where the quote does not show one. */
function placeOf({ source, line, record, at, zone, text }: Evidence, before: Evidence | undefined): string {
  const name = source.length > 60 && /^[^\s:]*[/\\]/.test(source) ? `…${source.slice(-59)}` : source;
  const where = line === undefined ? (record === undefined ? '' : `record ${record}`) : `:${line}`;
  const same = before?.source === source && where !== '';
  const place = same ? where.replace(':', 'line ') : `${name}${where.startsWith(':') ? where : ` ${where}`.trimEnd()}`;
  const clock = at?.slice(11, 19) ?? '';
  if (at === undefined || text.includes(clock)) return place;
  return `${place}  ${same ? '' : `${at.slice(0, 10)} `}${clock}Z${zone === 'assumed' ? ' (zone assumed)' : ''}`;
}

/** What else it could have been. */
export const notIt = ({ rulesOut }: Finding, paint: Paint): Piece[] => rulesOut.map((one) => paint.wrap(one, indent));

/** What to do, numbered; a command stays whole. */
export const now = ({ next }: Finding, paint: Paint): Piece[] =>
  next.map((one, i) => paint.prose(bare(one), indent + 2, indent, String(i + 1)));

/** A step that is nothing but a command needs no marks around it. */
const bare = (step: string): string => /^`([^`\n]{1,2000})`$/.exec(step)?.[1] ?? step;

/** The recommended script, and how to get it. */
export function fix({ code, name, fixes }: Finding, paint: Paint): Piece[] {
  const [first] = fixes;
  if (first === undefined) return [];
  const { title, shell, applicability, effect } = first;
  const files = `--fix-dir DIR writes ${code}-${name}.apply.${fixExtension[shell]}`;
  const [does = ''] = effect.split(/(?<=\.) /);
  return [
    [...paint.wrap(`${title} (${applicability})`, indent), ...paint.wrap(files, indent)],
    ...(does === '' ? [] : [paint.wrap(does, indent)]),
  ];
}
