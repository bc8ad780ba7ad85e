import { CommanderError } from 'commander';
import { DiagError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import type { ReportError } from '../core/report.ts';
import { inertLine } from '../core/safe-text.ts';
import { interruptedExit } from './interruption.ts';
import type { Io } from './io.ts';

/** Says an error as one line on stderr. */
export function complain(error: unknown, io: Io): { report: ReportError; exitCode: number } {
  const explained = explain(error, io);
  const { message, hint } = explained.report;
  io.stderr.write(`diag: ${inertLine(message)}${hint === '' ? '' : ` (${inertLine(hint)})`}\n`);
  return explained;
}

function explain(error: unknown, io: Io): { report: ReportError; exitCode: number } {
  if (io.signal.aborted) {
    const report = { code: 'interrupted', message: 'interrupted', hint: '' } as const;
    return { report, exitCode: interruptedExit(io.signal.reason) };
  }
  if (error instanceof DiagError) {
    return {
      report: { code: error.code, message: error.message, hint: error.hint },
      exitCode: error.code === 'interrupted' ? exitCodes.interrupted : exitCodes.usage,
    };
  }
  if (error instanceof CommanderError) {
    const [message = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
    const hint = suggestion.replace(/^\(|\)$/g, '') || 'diag --help lists the commands and options';
    return { report: { code: 'usage', message, hint }, exitCode: exitCodes.usage };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    report: { code: 'bug', message: `diag itself failed: ${message}`, hint: 'run again with --debug and report it' },
    exitCode: exitCodes.bug,
  };
}
