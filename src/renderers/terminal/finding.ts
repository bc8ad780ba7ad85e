import type { Evidence, Finding } from '../../core/finding.ts';
import { type Paint, severitySign, severityTone } from './paint.ts';

/** How much of a finding is shown: all of it, the usual, or its title and one proof. */
export type Detail = 'all' | 'usual' | 'brief';

const evidenceShown: Readonly<Record<Detail, number>> = { all: Number.POSITIVE_INFINITY, usual: 3, brief: 1 };

/** A finding: sign and word, title, code, why, evidence, what it rules out, what to do. */
export function renderFinding(finding: Finding, depth: number, paint: Paint, detail: Detail): string[] {
  const body = depth * 2 + 2;
  return [
    ...renderHead(finding, depth, paint),
    ...(finding.why === '' || detail === 'brief' ? [] : paint.wrap(finding.why, body)),
    ...renderEvidence(finding.evidence, body, paint, detail),
    ...(detail === 'brief' ? [] : renderAdvice(finding, body, paint)),
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

function renderAdvice({ rulesOut, next, fixes }: Finding, indent: number, paint: Paint): string[] {
  const scripts = fixes.map(
    ({ title, shell, applicability, effect }, i) =>
      `${i === 0 ? '' : 'or: '}${title} [${shell}, ${applicability}]. ${effect}`,
  );
  return [
    ...bullets('Ruled out', rulesOut, indent, paint),
    ...bullets('Do', next, indent, paint),
    ...bullets('Fix', scripts, indent, paint),
  ];
}

function renderEvidence(all: readonly Evidence[], indent: number, paint: Paint, detail: Detail): string[] {
  const shown = all.slice(0, evidenceShown[detail]);
  const lines = shown.flatMap((one) => [
    ' '.repeat(indent + 2) + paint.color.dim(paint.line(placeOf(one), indent + 2)),
    ' '.repeat(indent + 4) + paint.line(one.text, indent + 4),
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
