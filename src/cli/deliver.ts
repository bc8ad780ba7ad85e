import { exitCodes } from '../core/exit-code.ts';
import type { Incident } from '../core/incident.ts';
import { createRedactor, noRedaction, type Redactor } from '../core/redact.ts';
import type { Report, ReportError } from '../core/report.ts';
import { exitCodeFor, forFormat, loadRenderer } from '../renderers/formats.ts';
import { nagiosUnknown } from '../renderers/nagios-state.ts';
import { complain } from './complain.ts';
import { writeFixScripts } from './fix-files.ts';
import type { GlobalOptions } from './global-options.ts';
import { interruptedExit } from './interruption.ts';
import type { Io } from './io.ts';
import { write } from './output-file.ts';
import { renderOptions } from './terminal-settings.ts';

const interruption: ReportError = {
  code: 'interrupted',
  message: 'interrupted: this is what was seen until then',
  hint: '',
};

/** A report as one format has it, with the redactor whose aliases it uses. */
export interface Rendered {
  readonly text: string;
  readonly redactor: Redactor;
  readonly exitCode: number;
}

/** Redacts once, and renders. */
export async function renderReport(raw: Report, options: GlobalOptions, io: Io): Promise<Rendered> {
  const redactor = options.redact ? createRedactor() : noRedaction;
  const stopped = io.signal.aborted ? { exitCode: interruptedExit(io.signal.reason), error: interruption } : {};
  const report = redactor.deep<Report>({ ...raw, files: [], ...stopped });
  const render = await loadRenderer(options.format);
  const shown = forFormat(report, options.format, options.minSeverity);
  const text = redactor.sealed(render(shown.report, renderOptions(options, io, shown.hidden)));
  return { text, redactor, exitCode: exitCodeFor(options.format, report, options.failOn) };
}

/**
 * Renders and writes what was asked for; returns the exit code. A report that cannot be written to its file is
 * printed instead, and no file that cannot be written loses another: the run then fails, with a line a file.
 */
export async function deliver(
  raw: Report,
  incidents: readonly Incident[],
  options: GlobalOptions,
  io: Io,
): Promise<number> {
  const rendered = await renderReport(raw, options, io);
  const failures: unknown[] = [];
  const attempt = async (work: Promise<void>) => void (await work.catch((error: unknown) => failures.push(error)));
  // With the redactor of the report: an address keeps its alias, so a replay prints the same text.
  for (const [path, incident] of incidentFiles(options.save, incidents)) {
    await attempt(write(path, `${JSON.stringify(rendered.redactor.deep(incident))}\n`));
  }
  await attempt(writeFiles(raw, rendered.redactor, options.quiet === true, io));
  if (options.fixDir !== undefined) await attempt(writeFixScripts(raw, options.fixDir, options.quiet === true, io));
  // Last, so that the exit code in the report is that of the run.
  const asFailed = (to: GlobalOptions) => renderReport({ ...raw, exitCode: exitCodes.usage }, to, io);
  const { output, ...toStdout } = options;
  if (output !== undefined) {
    const before = failures.length;
    await attempt(write(output, (before === 0 ? rendered : await asFailed(options)).text));
    if (failures.length > before) io.stdout.write((await asFailed(toStdout)).text);
  } else {
    io.stdout.write((failures.length === 0 ? rendered : await asFailed(options)).text);
  }
  for (const failure of failures) complain(failure, io);
  if (failures.length === 0 || io.signal.aborted) return rendered.exitCode;
  return options.format === 'nagios' ? nagiosUnknown : exitCodes.usage;
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
