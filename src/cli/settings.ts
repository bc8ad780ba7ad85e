import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { unreadableInput, usageError } from '../core/errors.ts';
import { readTrustedFile } from '../input/trusted-file.ts';
import { allCodeWords } from './code-names.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import type { Settings } from './parse-settings.ts';
import type { NamedPlugin } from './plugins.ts';
import { valuesOf } from './words.ts';

/** A settings file larger than this is something else: a suppression takes some 100 bytes. */
const maxBytes = 1 << 18;

/** What the settings say: of `--settings`, this directory, the user, the machine, the first file there is. */
export async function loadSettings(globals: GlobalOptions, io: Io): Promise<Settings> {
  const found = await settingsFile(globals.settings, io);
  if (found === undefined) {
    if (globals.settings !== undefined) throw unreadableInput(`${globals.settings}: no such file`, 'check --settings');
    return { suppressions: [], plugins: [] };
  }
  if (globals.verbose === true) io.stderr.write(`diag: settings from ${found.path}\n`);
  const { parseSettings } = await import('./parse-settings.ts');
  return parseSettings(found.text, found.path, allCodeWords);
}

/**
 * The plug-ins that the settings name. A file of the folder one happens to be in names none: a program that runs
 * wherever a clone was entered would be a trap. Throws a usage error.
 */
export async function pluginsOfSettings(argv: readonly string[], io: Io): Promise<readonly NamedPlugin[]> {
  const found = await settingsFile(valuesOf('--settings', argv).at(-1), io);
  if (found === undefined || !found.text.includes('plugins')) return [];
  const { parseSettings } = await import('./parse-settings.ts');
  const { plugins } = await parseSettings(found.text, found.path);
  if (plugins.length > 0 && found.isOfFolder) {
    throw usageError(
      `${found.path}: plugins: not from a file of this folder`,
      'use --plugin or your own settings file',
    );
  }
  const namedIn = resolve(found.path);
  return plugins.map((name) => ({ name, by: `${found.path}: plugins: ${name}`, folder: dirname(namedIn), namedIn }));
}

interface Found {
  readonly path: string;
  readonly text: string;
  /** Found where one happens to be, and not asked for. */
  readonly isOfFolder: boolean;
}

async function settingsFile(given: string | undefined, io: Pick<Io, 'env' | 'platform'>): Promise<Found | undefined> {
  for (const path of given === undefined ? settingsPlaces(io) : [given]) {
    const text = existsSync(path) ? await readTrustedFile(path, maxBytes) : undefined;
    if (text !== undefined) return { path, text, isOfFolder: given === undefined && !isAbsolute(path) };
  }
  return undefined;
}

/** Where settings are looked for, first to last. */
export function settingsPlaces({ env, platform }: Pick<Io, 'env' | 'platform'>): string[] {
  const names = ['diag.yaml', 'diag.json'];
  const home = env['HOME'] ?? env['USERPROFILE'];
  const user =
    platform === 'win32'
      ? env['LOCALAPPDATA']
      : platform === 'darwin' && home !== undefined
        ? join(home, 'Library', 'Preferences')
        : (env['XDG_CONFIG_HOME'] ?? (home === undefined ? undefined : join(home, '.config')));
  const machine = platform === 'win32' ? env['PROGRAMDATA'] : '/etc';
  return [
    '.diagrc.yaml',
    '.diagrc.json',
    ...[user, machine].flatMap((folder) =>
      folder === undefined ? [] : names.map((name) => join(folder, 'diag', name)),
    ),
  ];
}
