import { CommanderError } from 'commander';
import { exitCodes } from '../core/exit-code.ts';
import { schemaVersion } from '../core/report.ts';
import { inertJson, inertLine } from '../core/safe-text.ts';
import { nagiosUnknown } from '../renderers/nagios-state.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';
import { tool } from './version.ts';

/** Runs a command line; returns the exit code. Every error ends here, as one line. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { program, outcome } = await buildProgram(argv, io, main);
    await program.parseAsync([...argv], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.clean;
    const { report, exitCode } = complain(error, io);
    if (argv.includes('--debug') && error instanceof Error) io.stderr.write(`${error.stack}\n`);
    const format = formatOf(argv);
    if (format === 'json') {
      const document = { schemaVersion, tool, generatedAt: io.now().toISOString(), error: report, exitCode };
      io.stdout.write(`${inertJson(JSON.stringify(document, null, 2))}\n`);
    }
    // A monitoring plug-in that could not run says UNKNOWN, where the monitor reads.
    if (format === 'nagios') io.stdout.write(`DIAG UNKNOWN: ${inertLine(report.message).replaceAll('|', '/')}\n`);
    return format === 'nagios' ? nagiosUnknown : exitCode;
  }
}

/** `--format json`, `--format=json`, `-f json`, `-fjson`, `--json`. */
const formatWord = /^(?:--format=|-f=?)(\w+)$/;

/** The format asked for, where the words could not be parsed as well. */
function formatOf(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => word === '--format' || word === '-f' || formatWord.test(word));
  if (at === -1) return argv.includes('--json') ? 'json' : undefined;
  return formatWord.exec(argv[at] ?? '')?.[1] ?? argv[at + 1];
}
