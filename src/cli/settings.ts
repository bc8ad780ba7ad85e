import { join } from 'node:path';
import { unreadableInput } from '../core/errors.ts';
import { readTrustedFile } from '../input/trusted-file.ts';
import { allCodeWords } from './code-names.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import type { Settings } from './parse-settings.ts';

/** A settings file larger than this is something else: a suppression takes some 100 bytes. */
const maxBytes = 1 << 18;

/** The first settings file there is: `--settings`, this directory, the user's, the machine's. */
export async function loadSettings(globals: GlobalOptions, io: Io): Promise<Settings> {
  const places = globals.settings === undefined ? settingsPlaces(io) : [globals.settings];
  for (const path of places) {
    const text = await readTrustedFile(path, maxBytes);
    if (text === undefined && globals.settings === undefined) continue;
    if (text === undefined) throw unreadableInput(`${path}: no such file`, 'check --settings');
    if (globals.verbose === true) io.stderr.write(`diag: settings from ${path}\n`);
    const { parseSettings } = await import('./parse-settings.ts');
    return parseSettings(text, path, allCodeWords);
  }
  return { suppressions: [] };
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
