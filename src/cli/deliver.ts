import { resolve } from 'node:path';
import { exitCodes } from '../core/exit-code.ts';
import type { Incident } from '../core/incident.ts';
import { createRedactor, noRedaction, type Redactor } from '../core/redact.ts';
import type { Report, ReportError } from '../core/report.ts';
import { endsAtOnce } from '../input/ends-at-once.ts';
import { exitCodeFor, forFormat, loadRenderer } from '../renderers/formats.ts';
import { nagiosUnknown } from '../renderers/nagios-state.ts';
import { complain } from './complain.ts';
import { writeFixScripts } from './fix-files.ts';
import type { GlobalOptions } from './global-options.ts';
import { interruptedExit } from './interruption.ts';
import type { Io } from './io.ts';
import type { Outputs } from './outputs.ts';
import { redactReport } from './redact-report.ts';
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

/** What a report was made from. */
interface Origin {
  /** It was redacted before, and its aliases stay. */
  readonly aliased: boolean;
  /** As `RenderOptions.root`. */
  readonly root?: string;
}

/** Redacts once, and renders. */
export async function renderReport(
  raw: Report,
  options: GlobalOptions,
  io: Io,
  { aliased, root }: Origin = { aliased: false },
): Promise<Rendered> {
  const redactor = options.redact ? createRedactor({ aliased }) : noRedaction;
  const stopped = io.signal.aborted ? { exitCode: interruptedExit(io.signal.reason), error: interruption } : {};
  const report = endsAtOnce(() => redactReport({ ...raw, files: [], ...stopped }, redactor));
  const firstScreen = options.verbose !== true && report.views.every(({ asked }) => asked !== true);
  const render = await loadRenderer(options.format, firstScreen);
  const shown = forFormat(report, options.format, options.minSeverity);
  const how = { ...renderOptions(options, io, shown.hidden), ...(root === undefined ? {} : { root }) };
  const text = endsAtOnce(() => render(shown.report, how));
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
  outputs: Outputs,
): Promise<number> {
  // diff has no incident, and reads reports that are redacted.
  const aliased = incidents.length === 0 || incidents.some(({ redacted }) => redacted === true);
  const origin = { aliased, ...rootOf(incidents) };
  const rendered = await renderReport(raw, options, io, origin);
  const failures: unknown[] = [];
  const attempt = async (work: Promise<void>) => void (await work.catch((error: unknown) => failures.push(error)));
  // With the redactor of the report: an address keeps its alias, so a replay prints the same text.
  const saved = (incident: Incident) =>
    `${JSON.stringify({ ...rendered.redactor.saved(incident), ...(options.redact ? { redacted: true } : {}) })}\n`;
  for (const [path, incident] of incidentFiles(options.save, incidents)) {
    await attempt(outputs.write(path, '--save', saved(incident)));
  }
  await attempt(writeFiles(raw, rendered.redactor, options.quiet === true, io, outputs));
  if (options.fixDir !== undefined) {
    await attempt(writeFixScripts(raw, options.fixDir, rendered.redactor, options.quiet === true, io));
  }
  if (options.save === '-') io.stdout.write(incidents.map(saved).join(''));
  // Last, so that the exit code in the report is that of the run.
  const asFailed = (to: GlobalOptions) => renderReport({ ...raw, exitCode: exitCodes.usage }, to, io, origin);
  const report = failures.length === 0 ? rendered : await asFailed(options);
  const { output, ...toStdout } = options;
  if (output === undefined || output === '-') print(report.text, options, io);
  else {
    const before = failures.length;
    await attempt(outputs.write(output, '--output', report.text));
    if (failures.length > before) print((await asFailed(toStdout)).text, options, io);
  }
  for (const failure of failures) complain(failure, io);
  if (failures.length === 0 || io.signal.aborted) return rendered.exitCode;
  return options.format === 'nagios' ? nagiosUnknown : exitCodes.usage;
}

/** The directory that stood for a host. Of hosts in a recording there is none. */
function rootOf(incidents: readonly Incident[]): Pick<Origin, 'root'> {
  const roots = new Set(incidents.map(({ options }) => options['root']));
  const [root] = roots.size === 1 ? roots : [];
  return typeof root !== 'string' || resolve(root) === '/' ? {} : { root: resolve(root) };
}

/** Standard output is for what was observed where that was asked for: the report then goes beside it. */
function print(text: string, { save, quiet }: GlobalOptions, io: Io): void {
  if (save !== '-') io.stdout.write(text);
  else if (quiet !== true) io.stderr.write(text);
}

/** Several modules' incidents are saved side by side: `incident.json` is then `incident.smtp-throttle.json` and so on. */
function incidentFiles(path: string | undefined, incidents: readonly Incident[]): [string, Incident][] {
  if (path === undefined || path === '-') return [];
  if (incidents.length === 1) return incidents.map((incident) => [path, incident]);
  return incidents.map((incident) => [path.replace(/(\.json)?$/, `.${incident.module}.json`), incident]);
}

/** What module options asked for, with the aliases of the report; private, for it names people's mail. */
async function writeFiles(
  { files }: Report,
  redactor: Redactor,
  quiet: boolean,
  io: Io,
  outputs: Outputs,
): Promise<void> {
  for (const { path, option, redacted, ...whole } of files) {
    const { rows, holds } = redacted === undefined || redactor === noRedaction ? whole : redacted;
    const content = rows.map((row) => `${JSON.stringify(redactor.deep(row))}\n`).join('');
    await outputs.write(path, option, content, 0o600);
    if (!quiet) io.stderr.write(`diag: wrote ${holds} to ${path}\n`);
  }
}
