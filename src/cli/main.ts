import { CommanderError } from 'commander';
import { DiagError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import { type ReportError, schemaVersion } from '../core/report.ts';
import { inertJson, inertLine } from '../core/safe-text.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';
import { tool } from './version.ts';

/** Runs a command line; returns the exit code. Every error ends here, as one line. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { program, outcome } = await buildProgram(argv, io);
    await program.parseAsync([...argv], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.clean;
    const { report, exitCode } = explainError(error, io);
    io.stderr.write(`diag: ${inertLine(report.message)}${report.hint === '' ? '' : ` (${inertLine(report.hint)})`}\n`);
    if (argv.includes('--debug') && error instanceof Error) io.stderr.write(`${error.stack}\n`);
    if (asksForJson(argv)) {
      const document = { schemaVersion, tool, generatedAt: io.now().toISOString(), error: report, exitCode };
      io.stdout.write(`${inertJson(JSON.stringify(document, null, 2))}\n`);
    }
    return exitCode;
  }
}

function explainError(error: unknown, io: Io): { report: ReportError; exitCode: number } {
  if (io.signal.aborted) {
    return { report: { code: 'interrupted', message: 'interrupted', hint: '' }, exitCode: exitCodes.interrupted };
  }
  if (error instanceof DiagError) {
    return { report: { code: error.code, message: error.message, hint: error.hint }, exitCode: exitCodes.usage };
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

const asksForJson = (argv: readonly string[]): boolean =>
  argv.includes('--format=json') || argv.some((word, i) => word === '--format' && argv[i + 1] === 'json');
