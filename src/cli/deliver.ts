import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { unreadableInput } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import type { Incident } from '../core/incident.ts';
import { createRedactor, noRedaction, type Redactor } from '../core/redact.ts';
import type { Report, ReportError } from '../core/report.ts';
import { exitCodeFor, forFormat, loadRenderer } from '../renderers/formats.ts';
import { complain } from './complain.ts';
import { fixFiles } from './fix-files.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import { renderOptions } from './terminal-settings.ts';

const interruption: ReportError = {
  code: 'interrupted',
  message: 'interrupted: this is what was seen until then',
  hint: '',
};

/** Redacts once, renders, writes what was asked for; returns the exit code. */
export async function deliver(
  raw: Report,
  incidents: readonly Incident[],
  options: GlobalOptions,
  io: Io,
): Promise<number> {
  const redactor = options.redact ? createRedactor() : noRedaction;
  const stopped = io.signal.aborted ? { exitCode: exitCodes.interrupted, error: interruption } : {};
  const report = redactor.deep<Report>({ ...raw, files: [], ...stopped });
  const render = await loadRenderer(options.format);
  const shown = forFormat(report, options.format, options.minSeverity);
  const text = redactor.sealed(render(shown.report, renderOptions(options, io, shown.hidden)));
  const failures: unknown[] = [];
  // One file that cannot be written loses neither the report nor the other files.
  const attempt = (work: Promise<void>) => work.catch((error: unknown) => void failures.push(error));
  if (options.output === undefined) io.stdout.write(text);
  else await attempt(write(options.output, text));
  if (failures.length > 0) io.stdout.write(text);
  // After the report, with its redactor: an address keeps its alias, so a replay prints the same text.
  for (const [path, incident] of incidentFiles(options.save, incidents)) {
    await attempt(write(path, `${JSON.stringify(redactor.deep(incident))}\n`));
  }
  await attempt(writeFiles(raw, redactor, options.quiet === true, io));
  if (options.fixDir !== undefined) await attempt(writeFixScripts(raw, options.fixDir, options.quiet === true, io));
  for (const failure of failures) complain(failure, io);
  return failures.length > 0 ? exitCodes.usage : exitCodeFor(options.format, report, options.failOn);
}

/** Several modules' incidents are saved side by side: `incident.json` is then `incident.smtp-throttle.json` and so on. */
function incidentFiles(path: string | undefined, incidents: readonly Incident[]): [string, Incident][] {
  if (path === undefined) return [];
  if (incidents.length === 1) return incidents.map((incident) => [path, incident]);
  return incidents.map((incident) => [path.replace(/(\.json)?$/, `.${incident.module}.json`), incident]);
}

/** What module options asked for, with the aliases of the report; private, for it names people's mail. */
async function writeFiles({ files }: Report, redactor: Redactor, quiet: boolean, io: Io): Promise<void> {
  for (const { path, content, holds } of files) {
    await write(path, redactor.text(content), 0o600);
    if (!quiet) io.stderr.write(`diag: wrote ${holds} to ${path}\n`);
  }
}

/** Scripts are written as they must run: nothing in them is redacted. */
export async function writeFixScripts(report: Report, directory: string, quiet: boolean, io: Io): Promise<void> {
  const files = fixFiles(report.findings);
  if (files.length > 0) {
    await makeDirectory(resolve(directory)).catch((error: Error) => {
      throw unreadableInput(`${directory}: ${error.message}`, 'choose another directory');
    });
  }
  for (const file of files) await write(join(directory, file.name), file.content, file.executable ? 0o755 : 0o644);
  if (!quiet) io.stderr.write(`diag: wrote ${files.length} fix scripts to ${directory}\n`);
}

async function write(path: string, content: string, mode = 0o644): Promise<void> {
  await writeFile(path, content, { mode }).catch((error: Error) => {
    throw unreadableInput(`${path}: cannot be written: ${error.message}`, 'choose another path');
  });
}

/** Makes a directory and those above it. Node's own `recursive` never ends where a file system denies it with ENOENT (/proc). */
async function makeDirectory(path: string): Promise<void> {
  if (
    await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
  )
    return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  await mkdir(path);
}
