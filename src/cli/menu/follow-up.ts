import { access } from 'node:fs/promises';
import { DiagError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { inert } from '../../core/safe-text.ts';
import type { Format } from '../../renderers/formats.ts';
import { complain } from '../complain.ts';
import { renderReport } from '../deliver.ts';
import { writeFixScripts } from '../fix-files.ts';
import { write } from '../output-file.ts';
import type { ModuleRun } from '../run-module.ts';
import type { Choice } from './asker.ts';
import type { Desk } from './desk.ts';
import { pathFrom } from './file-path.ts';

/** What follows a report: another look at the same, another problem, or the end. */
export type Next = 'again' | 'menu' | 'quit';

/** Offers what can be done with a report until the user goes on. */
export async function followUp(ran: ModuleRun, desk: Desk): Promise<Next> {
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
    { name: 'Save the report', value: () => saveReport(ran, desk) },
    { name: 'Run again', value: 'again' },
    { name: 'Another problem', value: 'menu' },
    { name: 'Quit', value: 'quit' },
  ];
  for (;;) {
    const next = await desk.asker.choose('What next?', choices);
    if (typeof next === 'string') return next;
    // What cannot be written is said, and the report is still at hand.
    await next().catch((error: unknown) => {
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
  await explain(finding.code, desk.io);
}

const distinct = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.code, finding])).values(),
];

async function showFix(findings: readonly Finding[], desk: Desk): Promise<void> {
  const finding = await pick('Fix for', findings, desk);
  const fix = finding?.fixes[0];
  if (fix === undefined) return;
  const { title, shell, applicability, effect, apply } = fix;
  desk.asker.tell(inert(`${title} (${shell}, ${applicability}). ${effect}`));
  desk.io.stdout.write(`${inert(apply.replaceAll('\r\n', '\n'))}\n`);
}

async function writeFixes(ran: ModuleRun, desk: Desk): Promise<void> {
  const folder = await desk.asker.ask('Write the fix scripts to the folder', 'diag-fixes');
  const fixDir = pathFrom(folder, desk.io.platform, desk.io.env['HOME']);
  await writeFixScripts(ran.report, fixDir, false, desk.io);
}

const formatOf: Readonly<Record<string, Format>> = {
  html: 'html',
  md: 'markdown',
  json: 'json',
  sarif: 'sarif',
  xml: 'junit',
  txt: 'terminal',
};

async function saveReport(ran: ModuleRun, desk: Desk): Promise<void> {
  const known = Object.keys(formatOf).join(', .');
  const output = await desk.asker.ask('Save the report as', await freeName(ran.report.module), (path) =>
    formatOf[extensionOf(path)] === undefined ? `End the name with .${known}` : undefined,
  );
  const format = formatOf[extensionOf(output)] ?? 'html';
  const path = pathFrom(output, desk.io.platform, desk.io.env['HOME']);
  const { text } = await renderReport(ran.report, { ...desk.globals, format, output: path }, desk.io);
  await write(path, text);
  desk.asker.say(`Wrote ${path}.`);
}

const extensionOf = (path: string): string => /\.([a-z]+)['"]?$/i.exec(path.trim())?.[1]?.toLowerCase() ?? '';

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
