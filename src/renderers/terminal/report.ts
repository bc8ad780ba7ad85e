import type { Finding } from '../../core/finding.ts';
import type { Report, Summary } from '../../core/report.ts';
import { causeDepth } from '../../core/root-cause.ts';
import type { View } from '../../core/view.ts';
import type { RenderOptions } from '../render.ts';
import { brief } from './brief/brief.ts';
import { renderChecks, renderInputs } from './checks.ts';
import { type Detail, renderFinding } from './finding.ts';
import { renderInterruption } from './interruption.ts';
import { createPaint, type Paint, severitySign, severityTone } from './paint.ts';
import { renderView } from './views.ts';

/** A script longer than this is not printed without `--verbose`; `--fix-dir` writes it. */
const scriptLinesShown = 25;
/** Pictures shown without `--verbose`. */
const viewsShown = 3;

/** The report for people: on one screen, or all of it. */
export const render = (report: Report, options: RenderOptions): string =>
  options.verbose ? whole(report, options) : brief(report, options, renderView);

/** Everything: verdict first, summary last. */
function whole(report: Report, options: RenderOptions): string {
  const paint = createPaint(options);
  const { findings } = report;
  const sections = [
    renderInterruption(report, paint),
    renderVerdict(report, paint),
    ...findings.map((finding) => {
      const depth = causeDepth(finding, findings);
      return renderFinding(finding, depth, paint, detailOf(finding, depth, findings, options));
    }),
    ...renderViews(report.views, paint, options.verbose),
    ...renderScripts(findings, paint, options.verbose),
  ].filter((lines) => lines.length > 0);
  const lines = [
    ...sections.flatMap((section, i) => (i === 0 ? section : ['', ...section])),
    ...renderChecks(report.checks, paint, options.all),
    ...renderInputs(report.inputs, paint),
    '',
    renderSummary(report, paint, options.hidden),
  ];
  return `${lines.join('\n')}\n`;
}

/** Consequences are brief, for their cause is what to act on; so are side notes where something worse was found. */
function detailOf({ severity }: Finding, depth: number, all: readonly Finding[], { verbose }: RenderOptions): Detail {
  if (verbose) return 'all';
  if (severity === 'info' && all[0]?.severity !== 'info') return 'note';
  return depth > 0 ? 'brief' : 'usual';
}

/** The verdict, unless the first finding says the same in its title. */
function renderVerdict({ verdict, findings, summary }: Report, paint: Paint): string[] {
  const [first] = findings;
  if (first?.title === verdict.title) return [];
  const unsure = summary.unchecked > 0;
  const nothing = unsure ? '?' : paint.ascii ? 'v' : '√';
  const sign = first === undefined ? nothing : severitySign(first.severity, paint.ascii);
  const tone = first === undefined ? (unsure ? 'warning' : 'good') : severityTone[first.severity];
  return paint.wrap(verdict.title, 2, `${sign} `).map((line) => paint.color.bold(paint.tone(line, tone)));
}

/** The first pictures; a module puts what matters first. */
function renderViews(views: readonly View[], paint: Paint, verbose: boolean): string[][] {
  const shown = verbose ? views : views.slice(0, viewsShown);
  const more = views.slice(shown.length).map(({ title }) => title);
  const hint = `${more.length} more with --verbose or --format html: ${more.join('; ')}`;
  return [
    ...shown.map((view) => renderView(view, paint).slice(1)),
    ...(more.length === 0 ? [] : [paint.wrap(hint, 2).map((line) => paint.color.dim(line))]),
  ];
}

/** The script of the first finding that has one, where it is short; all of them with `--verbose`. */
function renderScripts(findings: readonly Finding[], paint: Paint, verbose: boolean): string[][] {
  const fixable = findings.filter(({ fixes }) => fixes.length > 0);
  const [first] = fixable;
  if (verbose) return fixable.map((finding) => renderScript(finding, paint));
  const short = first !== undefined && linesOf(first).length <= scriptLinesShown;
  const left = fixable.length - (short ? 1 : 0);
  const which = short ? 'more fix' : 'fix';
  const hint = `${left} ${which} script${left === 1 ? '' : 's'}: --fix-dir DIR writes apply, verify and rollback; --verbose prints ${left === 1 ? 'it' : 'them'}`;
  return [
    ...(short ? [renderScript(first, paint)] : []),
    ...(left === 0 ? [] : [paint.wrap(hint, 2).map((line) => paint.color.dim(line))]),
  ];
}

const linesOf = ({ fixes }: Finding): string[] => fixes[0]?.apply.trimEnd().split(/\r?\n/) ?? [];

function renderScript(finding: Finding, paint: Paint): string[] {
  const { code, name, fixes } = finding;
  const rule = (paint.ascii ? '-' : '─').repeat(3);
  const head = `${rule} fix for ${code} ${name}: ${fixes[0]?.title} [${fixes[0]?.shell}, ${fixes[0]?.applicability}]`;
  return [paint.color.bold(paint.line(head)), ...linesOf(finding).map((line) => paint.line(line, -10_000))];
}

function renderSummary({ summary, module, error }: Report, paint: Paint, hidden: number): string {
  const parts: readonly (readonly [keyof Summary, string])[] = [
    ['critical', 'critical'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['unchecked', 'not checked'],
    ['passed', 'passed'],
    ['suppressed', 'suppressed'],
  ];
  const said = parts.filter(([key]) => summary[key] > 0).map(([key, word]) => `${summary[key]} ${word}`);
  const more = [
    ...(hidden > 0 ? [`${hidden} below --min-severity`] : []),
    ...(error === undefined ? [] : [error.code]),
  ];
  return paint.line(`${module}: ${[...said, ...more].join(', ') || 'nothing to report'}`);
}
