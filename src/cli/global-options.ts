import { type Command, Option } from 'commander';
import { usageError } from '../core/errors.ts';
import { type Severity, severities } from '../core/finding.ts';
import type { Selection } from '../core/selection.ts';
import { isZone } from '../core/time/zone.ts';
import { type Format, formatOfPath, formats } from '../renderers/formats.ts';

/** The options every command knows, as commander hands them over. */
export interface GlobalOptions {
  readonly format: Format;
  readonly output?: string;
  readonly fixDir?: string;
  readonly save?: string;
  readonly tz?: string;
  readonly failOn: Severity;
  readonly minSeverity: Severity;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly all?: boolean;
  /** False with `--no-redact`. */
  readonly redact: boolean;
  /** False with `--no-color`. */
  readonly color?: 'always' | 'never' | 'auto' | false;
  /** Write over files that diag did not write. */
  readonly force?: boolean;
  readonly ascii?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
  /** Loaded before the words are parsed, see plugins.ts. */
  readonly plugin?: readonly string[];
  readonly settings?: string;
}

const list = (value: string, earlier: readonly string[] = []): string[] => [
  ...earlier,
  ...value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
];

/** Adds them to the program; they are recognized before and after the sub-command. */
export function addGlobalOptions(program: Command): Command {
  return program
    .addOption(
      new Option('-f, --format <format>', 'how to print the report')
        .choices(formats)
        .default('terminal', 'terminal, or what --output ends with'),
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .option('-o, --output <file>', 'write the report to a file instead of stdout; printed where that fails')
    .option(
      '--fix-dir <dir>',
      'write the fix scripts (apply, verify, rollback) into a directory; what is there and differs is kept',
    )
    .option('--save <file>', 'save what was observed, for diag replay; - for standard output')
    .option('--force', 'write over files that diag did not write')
    .option('--tz <zone>', 'time zone of the input where it names none, and of business hours')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 from this severity on').choices(severities).default('warning'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'show people nothing below this').choices(severities).default('info'),
    )
    .option('--only <codes>', 'report these codes or names only, comma-separated', list)
    .option('--skip <codes>', 'leave these codes or names out, comma-separated', list)
    .option('--all', 'show passed and skipped checks too')
    .option('--no-redact', 'show e-mail addresses, tokens and keys')
    .addOption(
      new Option('--color [when]', 'color the terminal report')
        .choices(['always', 'never', 'auto'])
        .preset('always')
        .default('auto'),
    )
    .option('--no-color', 'the same as --color never')
    .option('--ascii', 'use no character beyond ASCII')
    .option('-q, --quiet', 'print the report, no progress and no notes')
    .option('-v, --verbose', 'print everything: all evidence, all scripts')
    .option('--debug', 'print a stack trace where diag itself fails')
    .option('--plugin <path>', 'add the modules of a plug-in: a file or an installed package', list)
    .option('--settings <file>', "diag's own settings");
}

/** The format that the name of the output asks for, where no other was asked for. */
export function guessFormat(program: Command): void {
  const { output } = program.opts<GlobalOptions>();
  const guessed = output === undefined ? undefined : formatOfPath(output);
  if (guessed === undefined || program.getOptionValueSource('format') !== 'default') return;
  program.setOptionValueWithSource('format', guessed, 'implied');
}

/** Checks what commander cannot. */
export function checkGlobalOptions(options: GlobalOptions): void {
  if (options.tz !== undefined && !isZone(options.tz)) {
    throw usageError(`--tz ${options.tz}: not a time zone`, 'write it as Europe/Berlin, UTC or +02:00');
  }
}

export const selectionOf = (options: GlobalOptions): Selection => ({
  only: options.only ?? [],
  skip: options.skip ?? [],
});
