import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { type ReadOptions, readOptionSpecs, readOptions } from './read-options.ts';

/** What the module was asked; JSON. */
export interface SmtpOptions extends ReadOptions {
  /** JSON Lines file for every failed attempt. */
  readonly failuresFile?: string;
  /** JSON Lines file for the mails that are safe to send again. */
  readonly resendFile?: string;
}

export const optionSpecs: readonly OptionSpec[] = [
  ...readOptionSpecs,
  { flags: '--failures <file>', description: 'write every failed attempt as JSON Lines' },
  { flags: '--resend-list <file>', description: 'write the mails that are safe to send again as JSON Lines' },
];

export function parseOptions(raw: RawOptions, context: AnalysisContext): SmtpOptions {
  const failuresFile = pathOf(raw, 'failures');
  const resendFile = pathOf(raw, 'resendList');
  return {
    ...readOptions(raw, context, failuresFile !== undefined || resendFile !== undefined),
    ...(failuresFile === undefined ? {} : { failuresFile }),
    ...(resendFile === undefined ? {} : { resendFile }),
  };
}

function pathOf(raw: RawOptions, name: 'failures' | 'resendList'): string | undefined {
  const value = raw[name];
  if (typeof value !== 'string') return undefined;
  if (value === '') throw usageError('a file name is empty', 'name the file to write');
  return value;
}
