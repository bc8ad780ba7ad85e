import type { CommanderError } from 'commander';
import { DiagError, usageError } from '../core/errors.ts';
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

/** What commander says of the words of a command, with the help that lists them. */
export function usageOf(error: CommanderError, help: string): DiagError {
  const [message = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  return usageError(message, suggestion.replace(/^\(|\)$/g, '') || help);
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
  const message = error instanceof Error ? error.message : String(error);
  return {
    report: { code: 'bug', message: `diag itself failed: ${message}`, hint: 'run again with --debug and report it' },
    exitCode: exitCodes.bug,
  };
}
