import type { Finding } from '../../core/finding.ts';
import { inert } from '../../core/safe-text.ts';
import type { Format } from '../../renderers/formats.ts';
import { deliver, writeFixScripts } from '../deliver.ts';
import type { ModuleRun } from '../run-module.ts';
import type { Choice } from './asker.ts';
import type { Desk } from './desk.ts';

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
    await next();
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
  desk.asker.say(inert(`${title} (${shell}, ${applicability}). ${effect}`));
  desk.io.stdout.write(`${inert(apply.replaceAll('\r\n', '\n'))}\n`);
}

async function writeFixes(ran: ModuleRun, desk: Desk): Promise<void> {
  const fixDir = await desk.asker.ask('Write the fix scripts to the folder', 'diag-fixes');
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
  const extension = (path: string) => /\.([a-z]+)$/i.exec(path.trim())?.[1]?.toLowerCase() ?? '';
  const known = Object.keys(formatOf).join(', .');
  const output = await desk.asker.ask('Save the report as', `${ran.report.module}.html`, (path) =>
    formatOf[extension(path)] === undefined ? `End the name with .${known}` : undefined,
  );
  const format = formatOf[extension(output)] ?? 'html';
  const failed = await deliver(
    { ...ran.report, files: [] },
    [],
    { ...desk.globals, format, output, color: 'never' },
    desk.io,
  );
  if (failed !== 2) desk.asker.say(`Wrote ${output}.`);
}
