import { access } from 'node:fs/promises';
import { DiagError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { createRedactor, noRedaction, type Redactor } from '../../core/redact.ts';
import { inert, inertLine } from '../../core/safe-text.ts';
import { formatOfPath, reportExtensions } from '../../renderers/formats.ts';
import { complain } from '../complain.ts';
import { renderReport } from '../deliver.ts';
import { writeFixScripts } from '../fix-files.ts';
import type { ModuleRun } from '../module-run.ts';
import type { Outputs } from '../outputs.ts';
import { redactFix } from '../redact-report.ts';
import type { Choice } from './asker.ts';
import type { Desk } from './desk.ts';
import { pathFrom } from './file-path.ts';
import { WentBack } from './steps.ts';

/** What follows a report: another look at the same, another problem, or the end. */
export type Next = 'again' | 'menu' | 'quit';

/** Offers what can be done with a report until the user goes on. */
export async function followUp(ran: ModuleRun, desk: Desk, outputs: Outputs): Promise<Next> {
  const { findings } = ran.report;
  const fixes = findings.filter((finding) => finding.fixes.length > 0);
  const choices: Choice<Next | (() => Promise<void>)>[] = [
    ...(findings.length === 0 ? [] : [{ name: 'Explain a finding', value: () => explainOne(findings, desk) }]),
    ...(fixes.length === 0
      ? []
      : [
          { name: 'Show a fix', value: () => showFix(fixes, desk) },
          { name: 'Write the fix scripts', value: () => writeFixes(ran, desk) },
        ]),
    { name: 'Save the report', value: () => saveReport(ran, desk, outputs) },
    { name: 'Run again', value: 'again' },
    { name: 'Another problem', value: 'menu' },
    { name: 'Quit', value: 'quit' },
  ];
  for (;;) {
    const next = await desk.asker.choose('What next?', choices).catch((error: unknown) => {
      if (!(error instanceof WentBack)) throw error;
      return 'menu' as const;
    });
    if (typeof next === 'string') return next;
    // What cannot be written is said, and the report is still at hand; so it is after a step back.
    await next().catch((error: unknown) => {
      if (error instanceof WentBack) return;
      if (!(error instanceof DiagError)) throw error;
      complain(error, desk.io);
    });
  }
}

async function pick(message: string, findings: readonly Finding[], { asker }: Desk): Promise<Finding | undefined> {
  const [only, ...more] = findings;
  if (more.length === 0) return only;
  return asker.choose(message, [
    ...findings.map((finding) => ({ name: `${finding.code} ${finding.name}`, value: finding })),
    { name: 'Back', value: undefined },
  ]);
}

async function explainOne(findings: readonly Finding[], desk: Desk): Promise<void> {
  const finding = await pick('Explain', distinct(findings), desk);
  if (finding === undefined) return;
  const { explain } = await import('../../commands/explain.ts');
  await explain(finding.code, desk.globals, desk.io);
}

const distinct = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.code, finding])).values(),
];

/** One of all scripts, alternatives too. */
async function showFix(findings: readonly Finding[], desk: Desk): Promise<void> {
  const redactor = redactorOf(desk);
  const all = findings.flatMap(({ code, fixes }) => fixes.map((fix) => ({ code, fix: redactFix(fix, redactor) })));
  const [only, ...more] = all;
  const chosen =
    more.length === 0
      ? only?.fix
      : await desk.asker.choose('Fix', [
          ...all.map(({ code, fix }) => ({ name: inertLine(`${code} ${fix.title} (${fix.shell})`), value: fix })),
          { name: 'Back', value: undefined },
        ]);
  if (chosen === undefined) return;
  const { title, shell, applicability, effect, apply } = chosen;
  desk.asker.tell(inert(`${title} (${shell}, ${applicability}). ${effect}`));
  desk.io.stdout.write(`${inert(apply.replaceAll('\r\n', '\n'))}\n`);
}

const redactorOf = ({ globals }: Desk): Redactor => (globals.redact ? createRedactor() : noRedaction);

async function writeFixes(ran: ModuleRun, desk: Desk): Promise<void> {
  const folder = await desk.asker.ask('Write the fix scripts to the folder', 'diag-fixes');
  const fixDir = pathFrom(folder, desk.io.platform, desk.io.env['HOME']);
  await writeFixScripts(ran.report, fixDir, redactorOf(desk), false, desk.io);
}

async function saveReport(ran: ModuleRun, desk: Desk, outputs: Outputs): Promise<void> {
  const typed = (name: string) => pathFrom(name, desk.io.platform, desk.io.env['HOME']);
  const output = await desk.asker.ask('Save the report as', await freeName(ran.report.module), async (name) => {
    if (formatOfPath(typed(name)) === undefined) return `End the name with .${reportExtensions.join(', .')}`;
    return outputs.check(typed(name), typed(name)).then(
      () => undefined,
      (error: Error) => error.message,
    );
  });
  const format = formatOfPath(typed(output)) ?? 'html';
  const path = typed(output);
  const { text } = await renderReport(ran.report, { ...desk.globals, format, output: path }, desk.io, {
    aliased: ran.incident.redacted === true,
  });
  await outputs.write(path, path, text);
  desk.asker.say(`Wrote ${path}.`);
}

/** A name that no file has, so that the report before a fix is still there after it. */
async function freeName(module: string): Promise<string> {
  const isTaken = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  for (let n = 1; n < 100; n++) {
    const path = `${module}${n > 1 ? `-${n}` : ''}.html`;
    if (!(await isTaken(path))) return path;
  }
  return `${module}.html`;
}
