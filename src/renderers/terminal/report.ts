import type { InputCoverage } from '../../core/coverage.ts';
import { type Finding, severities } from '../../core/finding.ts';
import type { Report, Summary } from '../../core/report.ts';
import { causeDepth } from '../../core/root-cause.ts';
import type { RenderOptions } from '../formats.ts';
import { renderChecks, renderFinding } from './finding.ts';
import { createPaint, type Paint, severitySign, severityTone } from './paint.ts';
import { renderView } from './views.ts';

/** A script longer than this is not printed without `--verbose`; `--fix-dir` writes it. */
const scriptLinesShown = 25;

/** The report for people: verdict first, summary last. */
export function render(report: Report, options: RenderOptions): string {
  const paint = createPaint(options);
  const lowest = severities.indexOf(options.minSeverity);
  const findings = report.findings.filter((finding) => severities.indexOf(finding.severity) <= lowest);
  const lines = [
    ...renderVerdict(report, paint),
    ...findings.flatMap((one) => ['', ...renderFinding(one, causeDepth(one, findings), paint, options.verbose)]),
    ...report.views.flatMap((view) => renderView(view, paint)),
    ...renderScripts(findings, paint, options.verbose),
    ...renderChecks(report.checks, paint, options.all),
    ...renderInputs(report.inputs, paint),
    '',
    renderSummary(report, paint, report.findings.length - findings.length),
  ];
  return `${lines.join('\n')}\n`;
}

function renderVerdict({ verdict, findings }: Report, paint: Paint): string[] {
  const [first] = findings;
  const sign = first === undefined ? (paint.ascii ? 'v' : '√') : severitySign(first.severity, paint.ascii);
  const tone = first === undefined ? 'good' : severityTone[first.severity];
  const confidence = verdict.confidence === undefined ? '' : ` (${verdict.confidence})`;
  return paint.wrap(`${verdict.title}${confidence}`, 2, `${sign} `).map((line) => paint.tone(line, tone));
}

function renderScripts(findings: readonly Finding[], paint: Paint, verbose: boolean): string[] {
  return findings.flatMap(({ code, name, fixes }) => {
    const fix = fixes[0];
    if (fix === undefined) return [];
    const script = fix.apply.trimEnd().split(/\r?\n/);
    const rule = (paint.ascii ? '-' : '─').repeat(3);
    const head = paint.line(`${rule} fix for ${code} ${name}: ${fix.title} [${fix.shell}, ${fix.applicability}]`);
    const hint = paint.wrap(
      `${script.length} lines; --fix-dir DIR writes apply, verify and rollback, --verbose prints it`,
      2,
    );
    const shown = verbose || script.length <= scriptLinesShown;
    return ['', paint.color.bold(head), ...(shown ? script.map((line) => paint.line(line, -10_000)) : hint)];
  });
}

function renderInputs(inputs: readonly InputCoverage[], paint: Paint): string[] {
  if (inputs.length === 0) return [];
  const count = (n: number) => n.toLocaleString('en-US');
  return [
    '',
    ...inputs.flatMap(({ source, format, encoding, lines, understood, firstNotUnderstood, timeZone }) => [
      ...paint.wrap(
        `${source}: read ${count(lines)} lines, understood ${count(understood)} (${format}, ${encoding}; times: ${timeZone.name}, ${timeZone.provenance})`,
        2,
        '',
      ),
      ...(firstNotUnderstood === undefined
        ? []
        : [
            `  ${paint.color.dim(paint.line(`first not understood, line ${firstNotUnderstood.line}: ${firstNotUnderstood.text}`, 2))}`,
          ]),
    ]),
  ];
}

function renderSummary({ summary, module }: Report, paint: Paint, hidden: number): string {
  const parts: readonly (readonly [keyof Summary, string])[] = [
    ['critical', 'critical'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['unchecked', 'not checked'],
    ['passed', 'passed'],
    ['suppressed', 'suppressed'],
  ];
  const said = parts.filter(([key]) => summary[key] > 0).map(([key, word]) => `${summary[key]} ${word}`);
  const more = hidden > 0 ? [`${hidden} below --min-severity`] : [];
  return paint.line(`${module}: ${[...said, ...more].join(', ') || 'nothing to report'}`);
}
