import type { Evidence, Finding } from '../../core/finding.ts';
import { fold, type Paint, severitySign, severityTone } from './paint.ts';

/** How much of a finding is shown: all of it, the usual, its title and one proof, or its title alone. */
export type Detail = 'all' | 'usual' | 'brief' | 'note';

const evidenceShown: Readonly<Record<Detail, number>> = {
  all: Number.POSITIVE_INFINITY,
  usual: 3,
  brief: 1,
  note: 0,
};

/** Lines of one quote. */
const linesOfQuote: Readonly<Record<Detail, number>> = { all: 20, usual: 2, brief: 1, note: 1 };

/** A finding: sign and word, title, code, why, evidence, what it rules out, what to do. */
export function renderFinding(finding: Finding, depth: number, paint: Paint, detail: Detail): string[] {
  const body = depth * 2 + 2;
  return [
    ...renderHead(finding, depth, paint),
    ...(finding.why === '' || detail === 'brief' || detail === 'note' ? [] : paint.wrap(finding.why, body)),
    ...(detail === 'note' ? [] : renderEvidence(finding.evidence, body, paint, detail)),
    ...(detail === 'all' || detail === 'usual' ? renderAdvice(finding, body, paint, detail) : []),
  ];
}

function renderHead({ severity, title, code, name, confidence }: Finding, depth: number, paint: Paint): string[] {
  const sign = severitySign(severity, paint.ascii);
  const arrow = depth === 0 ? '' : paint.ascii ? '`-' : '└ ';
  const start = `${' '.repeat(Math.max(0, depth * 2 - 2))}${arrow}${sign} `;
  const lines = paint.wrap(`${severity.toUpperCase()}  ${title}`, depth * 2 + 2, start);
  return [
    ...lines.map((line) => paint.color.bold(paint.tone(line, severityTone[severity]))),
    `${' '.repeat(depth * 2 + 2)}${paint.color.dim(paint.line(`${code} ${name}, ${confidence}`, depth * 2 + 2))}`,
  ];
}

function renderAdvice({ rulesOut, next, fixes }: Finding, indent: number, paint: Paint, detail: Detail): string[] {
  const shown = detail === 'all' ? fixes : fixes.slice(0, 1);
  const scripts = shown.map(
    ({ title, shell, applicability, effect }, i) =>
      `${i === 0 ? '' : 'or: '}${title} [${shell}, ${applicability}]. ${effect}`,
  );
  const more = fixes.length - shown.length;
  const others = more > 0 ? [`or ${more === 1 ? 'another way' : `${more} other ways`} (--verbose)`] : [];
  return [
    ...bullets('Ruled out', rulesOut, indent, paint),
    ...bullets('Do', next, indent, paint),
    ...bullets('Fix', [...scripts, ...others], indent, paint),
  ];
}

function renderEvidence(all: readonly Evidence[], indent: number, paint: Paint, detail: Detail): string[] {
  const shown = all.slice(0, evidenceShown[detail]);
  const lines = shown.flatMap((one) => [
    ' '.repeat(indent + 2) + paint.color.dim(paint.line(placeOf(one), indent + 2)),
    ...fold(paint.line(one.text, -10_000), paint.width - indent - 4, linesOfQuote[detail], paint.ascii).map(
      (line) => ' '.repeat(indent + 4) + line,
    ),
  ]);
  const more = all.length - shown.length;
  const rest = more > 0 ? [`${' '.repeat(indent + 2)}${paint.line(`and ${more} more (--verbose)`, indent + 2)}`] : [];
  return [`${' '.repeat(indent)}Evidence`, ...lines, ...rest];
}

function placeOf({ source, line, record, at, zone }: Evidence): string {
  const place = `${source}${line === undefined ? '' : `:${line}`}${record === undefined ? '' : ` record ${record}`}`;
  return at === undefined ? place : `${place}  ${at}${zone === undefined ? '' : ` (${zone})`}`;
}

function bullets(title: string, items: readonly string[], indent: number, paint: Paint): string[] {
  if (items.length === 0) return [];
  return [' '.repeat(indent) + title, ...items.flatMap((item) => paint.prose(item, indent + 4, indent + 2))];
}
