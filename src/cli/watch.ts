import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from '../core/compare.ts';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import type { OptionSpec, RawOptions } from '../core/module.ts';
import { createRedactor, noRedaction } from '../core/redact.ts';
import type { Report } from '../core/report.ts';
import { inertJson, inertLine } from '../core/safe-text.ts';
import { loadRenderer } from '../renderers/formats.ts';
import { deliver } from './deliver.ts';
import type { GlobalOptions } from './global-options.ts';
import { interruptedExit } from './interruption.ts';
import type { Io } from './io.ts';
import type { ModuleRun } from './module-run.ts';
import type { Outputs } from './outputs.ts';
import { redactReport } from './redact-report.ts';
import { renderOptions } from './terminal-settings.ts';

/** Options of every module that looks at a host and can look again. */
export const watchOptions: readonly OptionSpec[] = (
  [
    { flags: '--watch', description: 'look again and again, print what changes' },
    { flags: '--until <state>', description: 'look again until it is healthy, then exit 0' },
    { flags: '--timeout <time>', description: 'give up after this, with --until (default: 5m)' },
    { flags: '--every <time>', description: 'how long to wait between two looks (default: 5s)' },
  ] satisfies readonly OptionSpec[]
).map((spec) => ({ ...spec, ofThisHost: true }));

/** How a module is to be looked at more than once; undefined where once is meant. */
export interface Watch {
  /** Ends with the first healthy look. */
  readonly untilHealthy: boolean;
  readonly timeoutMs: number;
  readonly everyMs: number;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function parseTime(option: string, value: unknown, usual: string): number {
  const text = typeof value === 'string' ? value : usual;
  const match = /^(\d{1,6})(ms|s|m|h)?$/.exec(text);
  if (match === null) throw usageError(`${option} ${text}: not a time`, 'write it as 5s, 5m or 1h');
  return Number(match[1]) * (units[match[2] ?? 's'] ?? 1000);
}

/** Reads the watch options. Throws a usage error. */
export function watchOf(raw: RawOptions, { format }: GlobalOptions): Watch | undefined {
  const { watch, until } = raw;
  if (until !== undefined && until !== 'healthy') {
    throw usageError(`--until ${String(until)}: not a state to wait for`, 'give --until healthy');
  }
  const timeoutMs = parseTime('--timeout', raw['timeout'], '5m');
  const everyMs = parseTime('--every', raw['every'], '5s');
  if (until === undefined && raw['timeout'] !== undefined)
    throw usageError('--timeout is for --until', 'add --until healthy');
  if (watch !== true && until === undefined) {
    if (raw['every'] !== undefined) throw usageError('--every is for --watch and --until', 'add one of them');
    return undefined;
  }
  if (watch === true && format !== 'terminal' && format !== 'json') {
    throw usageError(`--watch --format ${format}: cannot be printed piece by piece`, 'use --format terminal or json');
  }
  return {
    untilHealthy: until !== undefined,
    timeoutMs: until === undefined ? Number.POSITIVE_INFINITY : timeoutMs,
    everyMs,
  };
}

/** Looks until it is healthy, the time is over or Ctrl-C; delivers the last report and returns its exit code. */
export async function watch(
  look: () => Promise<ModuleRun>,
  { untilHealthy, timeoutMs, everyMs }: Watch,
  printsChanges: boolean,
  globals: GlobalOptions,
  io: Io,
  outputs: Outputs,
): Promise<number> {
  const end = Date.now() + timeoutMs;
  const tell = async (before: Report | undefined, report: Report) => {
    if (!printsChanges && globals.quiet === true) return;
    const output = printsChanges ? io.stdout : io.stderr;
    for (const line of await changes(before, report, globals, io)) output.write(`${line}\n`);
  };
  let last: ModuleRun | undefined;
  while (!io.signal.aborted) {
    const ran = await look();
    if (io.signal.aborted) break;
    await tell(last?.report, ran.report);
    last = ran;
    // What could not be asked is not known to be well: exit code 3, and another look.
    if (untilHealthy && ran.report.exitCode === exitCodes.clean && ran.report.summary.passed > 0) break;
    if (Date.now() + everyMs > end) break;
    await sleep(everyMs, undefined, { signal: io.signal }).catch(() => {});
  }
  return last === undefined ? interruptedExit(io.signal.reason) : finish(last, printsChanges, globals, io, outputs);
}

/** With `--watch` all has been said; else the last report is the result. */
async function finish(
  ran: ModuleRun,
  said: boolean,
  globals: GlobalOptions,
  io: Io,
  outputs: Outputs,
): Promise<number> {
  if (!said) return deliver(ran.report, [ran.incident], globals, io, outputs);
  return io.signal.aborted ? interruptedExit(io.signal.reason) : ran.report.exitCode;
}

/** The whole report first, then what is new and what is gone; JSON is a document a line. */
async function changes(before: Report | undefined, raw: Report, globals: GlobalOptions, io: Io): Promise<string[]> {
  const report = redactReport(raw, globals.redact ? createRedactor() : noRedaction);
  const { added, fixed, unknown } = compare(before ?? { ...report, findings: [] }, report);
  if (before !== undefined && added.length + fixed.length + unknown.length === 0) return [];
  if (globals.format === 'json') {
    const { views: _views, files: _files, ...fields } = report;
    return [inertJson(JSON.stringify(fields))];
  }
  if (before === undefined) {
    const render = await loadRenderer('terminal');
    return [render(report, renderOptions(globals, io, 0)).trimEnd()];
  }
  const line = (state: string, { code, title }: Report['findings'][number]) =>
    `${report.generatedAt.slice(11, 19)}Z  ${state}  ${code} ${inertLine(title)}`;
  const rest = report.findings.length === 0 ? [`${report.generatedAt.slice(11, 19)}Z  nothing wrong now`] : [];
  return [
    ...fixed.map((one) => line('gone', one)),
    ...unknown.map((one) => line('not checked', one)),
    ...added.map((one) => line('new ', one)),
    ...rest,
  ];
}
