import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { type SqlDialect, sqlDialects } from './artifacts/resend-sql.ts';
import { isPlainName } from './artifacts/sql-selection.ts';
import { type ReadOptions, readOptionSpecs, readOptions } from './read-options.ts';

/** What the module was asked; JSON. */
export interface SmtpOptions extends ReadOptions {
  /** JSON Lines file for every failed attempt. */
  readonly failuresFile?: string;
  /** JSON Lines file for the mails that are safe to send again. */
  readonly resendFile?: string;
  /** Dialect of the recommended resend script; absent, the one that the log speaks. */
  readonly sqlDialect?: SqlDialect;
  /** Table of mails that the script is written for. */
  readonly sqlTable?: string;
  /** How long one submission takes, in ms, where the log has no starts. */
  readonly serviceMs?: number;
}

export const optionSpecs: readonly OptionSpec[] = [
  ...readOptionSpecs,
  { flags: '--failures <file>', description: 'write every failed attempt as JSON Lines' },
  { flags: '--resend-list <file>', description: 'write the mails that are safe to send again as JSON Lines' },
  { flags: '--sql <dialect>', description: `dialect of the resend script (${sqlDialects.join(', ')})` },
  { flags: '--sql-table <name>', description: 'table of mails the resend script is about (default: email_log)' },
  {
    flags: '--service-ms <ms>',
    description: 'how long one submission takes, to tell how many were in flight where the log has no starts',
  },
];

export function parseOptions(raw: RawOptions, context: AnalysisContext): SmtpOptions {
  const failuresFile = pathOf(raw, 'failures');
  const resendFile = pathOf(raw, 'resendList');
  return {
    ...readOptions(raw, context, failuresFile !== undefined || resendFile !== undefined),
    ...(failuresFile === undefined ? {} : { failuresFile }),
    ...(resendFile === undefined ? {} : { resendFile }),
    ...sqlOptions(raw),
    ...serviceTime(raw),
  };
}

function sqlOptions(raw: RawOptions): Pick<SmtpOptions, 'sqlDialect' | 'sqlTable'> {
  const { sql, sqlTable } = raw;
  const sqlDialect = sqlDialects.find((dialect) => dialect === sql);
  if (sql !== undefined && sqlDialect === undefined) {
    throw usageError(`--sql ${sql}: not a known dialect`, `dialects are ${sqlDialects.join(', ')}`);
  }
  if (sqlTable !== undefined && !(typeof sqlTable === 'string' && isPlainName(sqlTable))) {
    throw usageError(`--sql-table ${sqlTable}: not a plain name`, 'letters, digits and _, at most 30, as in email_log');
  }
  if (sqlTable !== undefined && sql === undefined)
    throw usageError('--sql-table is for --sql', `add --sql and a dialect: ${sqlDialects.join(', ')}`);
  return {
    ...(sqlDialect === undefined ? {} : { sqlDialect }),
    ...(sqlTable === undefined ? {} : { sqlTable }),
  };
}

function serviceTime({ serviceMs }: RawOptions): Pick<SmtpOptions, 'serviceMs'> {
  if (serviceMs === undefined) return {};
  const ms = typeof serviceMs === 'string' && /^\d{1,6}$/.test(serviceMs) ? Number(serviceMs) : 0;
  if (ms === 0)
    throw usageError(`--service-ms ${serviceMs}: not a number of milliseconds`, 'write it as --service-ms 900');
  return { serviceMs: ms };
}

function pathOf(raw: RawOptions, name: 'failures' | 'resendList'): string | undefined {
  const value = raw[name];
  if (typeof value !== 'string') return undefined;
  if (value === '') throw usageError('a file name is empty', 'name the file to write');
  return value;
}
