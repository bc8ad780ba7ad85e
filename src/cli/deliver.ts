import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadableInput } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import type { Incident } from '../core/incident.ts';
import { createRedactor, noRedaction, type Redactor } from '../core/redact.ts';
import type { Report } from '../core/report.ts';
import { loadRenderer } from '../renderers/formats.ts';
import { fixFiles } from './fix-files.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import { renderOptions } from './terminal-settings.ts';

/** Redacts once, renders, writes what was asked for; returns the exit code. */
export async function deliver(
  raw: Report,
  incident: Incident | undefined,
  options: GlobalOptions,
  io: Io,
): Promise<number> {
  const redactor = options.redact ? createRedactor() : noRedaction;
  const exitCode = io.signal.aborted ? exitCodes.interrupted : raw.exitCode;
  const report = redactor.deep<Report>({ ...raw, files: [], exitCode });
  const render = await loadRenderer(options.format);
  const text = render(report, renderOptions(options, io));
  if (options.output === undefined) io.stdout.write(text);
  else await write(options.output, text);
  // After the report, with its redactor: an address keeps its alias, so a replay prints the same text.
  if (options.save !== undefined && incident !== undefined) {
    await write(options.save, `${JSON.stringify(redactor.deep(incident))}\n`);
  }
  await writeFiles(raw, redactor, options.quiet === true, io);
  if (options.fixDir !== undefined) await writeFixes(raw, options.fixDir, options.quiet === true, io);
  return exitCode;
}

/** What module options asked for, with the aliases of the report; private, for it names people's mail. */
async function writeFiles({ files }: Report, redactor: Redactor, quiet: boolean, io: Io): Promise<void> {
  for (const { path, content, holds } of files) {
    await write(path, redactor.text(content), 0o600);
    if (!quiet) io.stderr.write(`diag: wrote ${holds} to ${path}\n`);
  }
}

/** Scripts are written as they must run: nothing in them is redacted. */
async function writeFixes(report: Report, directory: string, quiet: boolean, io: Io): Promise<void> {
  const files = fixFiles(report.findings);
  if (files.length > 0) {
    await mkdir(directory, { recursive: true }).catch((error: Error) => {
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
