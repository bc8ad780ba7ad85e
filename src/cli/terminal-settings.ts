import type { RenderOptions } from '../renderers/render.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io, Output } from './io.ts';

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/**
 * Whether to color a stream, by the first that speaks: --color, FORCE_COLOR (force-color.org),
 * NO_COLOR (no-color.org), CLICOLOR_FORCE and CLICOLOR (bixense.com/clicolors), TERM, a terminal.
 */
export function usesColor(choice: GlobalOptions['color'], env: Io['env'], stream: Output): boolean {
  if (choice === 'always') return true;
  if (choice === 'never' || choice === false) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0';
  if (isSet(env['NO_COLOR'])) return false;
  if (isSet(env['CLICOLOR_FORCE'])) return env['CLICOLOR_FORCE'] !== '0';
  if (env['TERM'] === 'dumb' || env['CLICOLOR'] === '0') return false;
  return stream.isTTY === true;
}

/** Whether characters beyond ASCII can be expected to show: the locale on Unix, a modern console on Windows. */
export function showsUnicode(env: Io['env'], platform: string): boolean {
  if (isSet(env['DIAG_ASCII'])) return false;
  if (platform === 'win32') {
    return isSet(env['WT_SESSION']) || env['TERM_PROGRAM'] === 'vscode' || env['ConEmuANSI'] === 'ON';
  }
  if (env['TERM'] === 'linux') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(isSet);
  return locale === undefined || /utf-?8/i.test(locale);
}

/** How to render for stdout, or for a file where `--output` names one. */
export function renderOptions(options: GlobalOptions, io: Io, hidden: number): RenderOptions {
  const toFile = options.output !== undefined;
  const columns = toFile || io.stdout.isTTY !== true ? 80 : (io.stdout.columns ?? 80);
  return {
    width: Math.max(40, columns),
    color: !toFile && usesColor(options.color, io.env, io.stdout),
    ascii: options.ascii === true || !showsUnicode(io.env, io.platform),
    all: options.all === true,
    verbose: options.verbose === true,
    failOn: options.failOn,
    hidden,
  };
}
