import type { Check } from '../../core/check.ts';
import type { Evidence, Finding } from '../../core/finding.ts';
import { type Paint, severitySign, severityTone } from './paint.ts';

/** Evidence lines shown without `--verbose`. */
const evidenceShown = 3;

/** A finding: sign and word, title, why, evidence, what it rules out, what to do. */
export function renderFinding(finding: Finding, depth: number, paint: Paint, verbose: boolean): string[] {
  const indent = depth * 2;
  const { severity, code, name, confidence } = finding;
  const sign = severitySign(severity, paint.ascii);
  const arrow = depth === 0 ? '' : paint.ascii ? '`- ' : '└ ';
  const head = `${sign} ${severity.toUpperCase()}  ${code} ${name} (${confidence})`;
  const body = indent + 2;
  return [
    ' '.repeat(depth === 0 ? 0 : indent - 2) + arrow + paint.tone(paint.line(head, indent), severityTone[severity]),
    ...paint.wrap(finding.title, body).map((line) => paint.color.bold(line)),
    ...(finding.why === '' ? [] : paint.wrap(finding.why, body)),
    ...renderEvidence(finding.evidence, body, paint, verbose),
    ...bullets('Ruled out', finding.rulesOut, body, paint),
    ...bullets('Do', finding.next, body, paint),
    ...bullets(
      'Fix',
      finding.fixes.map(
        (fix, i) => `${i === 0 ? '' : 'or: '}${fix.title} [${fix.shell}, ${fix.applicability}]. ${fix.effect}`,
      ),
      body,
      paint,
    ),
  ];
}

function renderEvidence(all: readonly Evidence[], indent: number, paint: Paint, verbose: boolean): string[] {
  const shown = verbose ? all : all.slice(0, evidenceShown);
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
  const mark = `${' '.repeat(indent + 2)}- `;
  return [' '.repeat(indent) + title, ...items.flatMap((item) => paint.wrap(item, indent + 4, mark))];
}

/** What was not checked, with the command that would; passes and skips only with `--all`. */
export function renderChecks(checks: readonly Check[], paint: Paint, all: boolean): string[] {
  const uncheckedOnes = checks.filter((check) => check.status === 'unchecked');
  const lines = uncheckedOnes.flatMap((check) => [
    ...paint.wrap(`${check.id}: ${check.reason ?? ''}`, 4, '  ? '),
    ...(check.command === undefined ? [] : paint.wrap(check.command, 6)),
  ]);
  const others = all ? checks.filter((check) => check.status !== 'unchecked') : [];
  return [
    ...(lines.length === 0 ? [] : ['', 'Not checked', ...lines]),
    ...(others.length === 0 ? [] : ['', 'Checks']),
    ...others.map((check) =>
      paint.line(`  ${check.status.padEnd(10)} ${check.id}${check.reason === undefined ? '' : `: ${check.reason}`}`),
    ),
  ];
}
