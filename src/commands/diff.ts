import { checkSelection } from '../cli/code-names.ts';
import { deliver } from '../cli/deliver.ts';
import { type GlobalOptions, selectionOf } from '../cli/global-options.ts';
import type { Io } from '../cli/io.ts';
import { openOutputs } from '../cli/outputs.ts';
import { tool } from '../cli/version.ts';
import { type Check, passed, unchecked } from '../core/check.ts';
import { type Comparison, compare } from '../core/compare.ts';
import { unrecognizedInput, usageError } from '../core/errors.ts';
import { exitCodeOf } from '../core/exit-code.ts';
import type { Finding } from '../core/finding.ts';
import { type Report, schemaVersion, summarize } from '../core/report.ts';
import { select } from '../core/selection.ts';
import type { TableView, Tone } from '../core/view.ts';
import { readJsonFile } from '../input/json-file.ts';
import { findEntry, registry } from '../modules/registry.ts';

/** `diag diff BEFORE AFTER`: what is fixed, new, still there, as a report of its own. */
export async function diff(before: string, after: string, globals: GlobalOptions, io: Io): Promise<number> {
  const outputs = await openOutputs(globals, [before, after], io);
  const [first, second] = [await readReport(before), await readReport(after)];
  if (first.module !== second.module) {
    throw usageError(`diff: reports of ${first.module} and of ${second.module}`, 'compare two runs of one module');
  }
  const entry = findEntry(first.module);
  const modules = await Promise.all((entry === undefined ? registry : [entry]).map((one) => one.load()));
  checkSelection(globals, modules);
  const codes = modules.flatMap((module) => module.codes);
  const selected = (report: Report): Report => ({ ...report, ...select(report, selectionOf(globals), codes) });
  const comparison = compare(selected(first), selected(second));
  const { fixed, added, still, unknown } = comparison;
  const findings = [...added, ...still];
  const named = new Set(unknown.map(({ name }) => name));
  // What the later run could not check, or did not recognize, may be what was there before.
  const open = selected(second).checks.filter(({ id, status }) => status === 'unchecked' && !named.has(id));
  const checks: Check[] = [
    ...fixed.map(({ name, code, title }) => ({ ...passed(name, [after]), reason: `fixed: ${code} ${title}` })),
    ...unknown.map(({ name, code, title }) => unchecked(name, `was found before, not checked again: ${code} ${title}`)),
    ...open,
  ];
  const summary = summarize(findings, checks);
  const report: Report = {
    schemaVersion,
    tool,
    module: 'diff',
    generatedAt: io.now().toISOString(),
    inputs: second.inputs,
    verdict: { title: verdictOf(comparison, open.length) },
    findings,
    checks,
    data: {
      module: second.module,
      before: first.generatedAt,
      after: second.generatedAt,
      fixed,
      new: added,
      still,
      unknown,
    },
    summary,
    exitCode: exitCodeOf(summary, globals.failOn),
    views: findings.length + fixed.length + unknown.length === 0 ? [] : [tableOf(comparison)],
    files: [],
  };
  return deliver(report, [], globals, io, outputs);
}

function verdictOf({ fixed, added, still, unknown }: Comparison, open: number): string {
  const parts = [
    [fixed.length, 'fixed'],
    [added.length, 'new'],
    [still.length, 'still there'],
    [unknown.length, 'not checked again'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  const beside = open === 0 ? '' : `; ${open} not checked in the later run`;
  return `${said.length === 0 ? 'Nothing was found in either run' : said.join(', ')}${beside}.`;
}

function tableOf({ fixed, added, still, unknown }: Comparison): TableView {
  const rows = (state: string, tone: Tone, findings: readonly Finding[]) =>
    findings.map(({ code, name, title }) => [{ text: state, tone }, `${code} ${name}`, title]);
  return {
    kind: 'table',
    asked: true,
    id: 'changes',
    title: 'Before and after',
    columns: [{ label: 'state' }, { label: 'code' }, { label: 'finding' }],
    rows: [
      ...rows('new', 'bad', added),
      ...rows('still there', 'warning', still),
      ...rows('not checked', 'muted', unknown),
      ...rows('fixed', 'good', fixed),
    ],
  };
}

async function readReport(path: string): Promise<Report> {
  const value = await readJsonFile(path);
  const { reportSchema } = await import('../core/report-schema.ts');
  // The other form is that of an error, which has nothing to compare.
  if (!reportSchema.options[0].safeParse(value).success) {
    throw unrecognizedInput(`${path}: not a report of diag`, 'diff reads what --format json --output FILE wrote');
  }
  return { ...(value as Report), views: [], files: [] };
}
