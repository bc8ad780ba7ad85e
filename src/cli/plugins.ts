import { existsSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DiagError, usageError } from '../core/errors.ts';
import { type Plugin, type PluginModule, pluginApi, pluginApiVersion } from '../core/plugin-api.ts';
import { type AnyModule, register, registry } from '../modules/registry.ts';
import { valuesOf } from './words.ts';

/** A plug-in as somebody named it. */
export interface NamedPlugin {
  /** A path, or a package. */
  readonly name: string;
  /** Who named it, as errors begin: `--plugin X`. */
  readonly by: string;
  /** Where a path and the look-up of a package start. */
  readonly folder: string;
  /** The file that names it, where nobody typed it: both files have to be safe from other users then. */
  readonly namedIn?: string;
}

/** What the words `--plugin X` and `--plugin=X` name; read before the commands are known, for a plug-in adds some. */
export const pluginsIn = (argv: readonly string[]): readonly NamedPlugin[] =>
  valuesOf('--plugin', argv).map((name) => ({ name, by: `--plugin ${name}`, folder: resolve('.') }));

const loaded = new Set<string>();

/** Loads plug-ins, each a file, a folder or a package that is installed, and adds their modules. Throws usage errors. */
export async function loadPlugins(named: readonly NamedPlugin[]): Promise<void> {
  for (const { name, by, folder, namedIn } of named) {
    const file = fileOf(name, by, folder);
    if (loaded.has(file)) continue;
    for (const path of namedIn === undefined ? [] : [realpathSync(namedIn), file]) refuseOpenPath(path, by);
    loaded.add(file);
    for (const module of modulesOf(by, pluginOf(by, await importOf(file, by)))) {
      check(by, module);
      const { id, prefix, summary, pages } = module;
      const load = async () => module as unknown as AnyModule;
      register({ id, prefix, summary, load, ...(pages === undefined ? {} : { pages }) });
    }
  }
}

async function importOf(file: string, by: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw theirs(by, `cannot be loaded: ${messageOf(error)}`);
  }
}

/** The file of a path, else of a package that the folder can see. */
function fileOf(name: string, by: string, folder: string): string {
  const path = resolve(folder, name);
  if (existsSync(path) && statSync(path).isFile()) return realpathSync(path);
  const require = createRequire(join(folder, 'diag'));
  try {
    return realpathSync(require.resolve(existsSync(path) ? path : name));
  } catch {
    throw usageError(`${by}: no such file or package`, `give a path, or a package installed in ${folder}`);
  }
}

/**
 * A program that runs because a file names it: neither it nor a folder above it may be another user's, or open to
 * one, as sshd asks of what it obeys (StrictModes, sshd_config(5)). Who called sudo is another user here.
 */
function refuseOpenPath(file: string, by: string): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  for (let path = file; ; path = dirname(path)) {
    const { uid, mode } = statSync(path);
    // In a folder with the sticky bit others can make files, but not replace what is the user's (chmod(1)).
    const isOpen = (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
    if ((uid !== 0 && uid !== user) || isOpen) {
      throw usageError(`${by}: another user can write to ${path}`, 'chown or chmod it, or use --plugin');
    }
    if (path === dirname(path)) return;
  }
}

function pluginOf(by: string, loaded: unknown): Plugin {
  const value = (loaded as { default?: unknown } | null)?.default;
  const plugin = value as Partial<Plugin> | undefined;
  if (typeof plugin !== 'object' || plugin === null || typeof plugin.modules !== 'function') {
    throw theirs(by, 'its default export is no { diag, modules }');
  }
  if (plugin.diag !== pluginApiVersion) {
    const hint = Number(plugin.diag) > pluginApiVersion ? 'use a newer diag' : 'use a newer release of the plug-in';
    throw usageError(`${by}: is written for API ${plugin.diag}, this diag has ${pluginApiVersion}`, hint);
  }
  return plugin as Plugin;
}

function modulesOf(by: string, plugin: Plugin): readonly PluginModule[] {
  try {
    const modules = plugin.modules(pluginApi);
    if (Array.isArray(modules)) return modules;
  } catch (error) {
    throw theirs(by, `its modules() failed: ${messageOf(error)}`);
  }
  throw theirs(by, 'its modules() returned no list');
}

const functions = ['input', 'parseOptions', 'observe', 'merge', 'analyze'] as const;
const lists = ['options', 'examples', 'codes'] as const;

/** What a built-in module cannot be without: the compiler checks those, nobody has checked this. */
function check(by: string, module: PluginModule): void {
  const { id, prefix } = module;
  const wrong = (why: string) => theirs(by, `module ${String(id)}: ${why}`);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) throw wrong('its id is not two words or more, as df-full is');
  if (!/^[A-Z][A-Z0-9]{0,9}$/.test(prefix)) throw wrong('its prefix is not upper case, as DF is');
  // No command of diag's own has two words.
  if (registry.some((entry) => entry.id === id)) throw wrong('there is a module of that name');
  if (registry.some((entry) => entry.prefix === prefix)) throw wrong(`the prefix ${prefix} is taken`);
  const missing = [
    ...functions.filter((key) => typeof module[key] !== 'function'),
    ...lists.filter((key) => !Array.isArray(module[key])),
    ...(['summary', 'description'] as const).filter((key) => typeof module[key] !== 'string'),
  ];
  if (missing.length > 0) throw wrong(`it has no ${missing.join(', ')}`);
  if (!['files', 'word', 'words'].includes(module.argument?.takes))
    throw wrong('its argument takes neither files nor words');
  const code = module.codes.find(({ entry }) => !new RegExp(`^${prefix}\\d{3}$`).test(entry?.code));
  if (code !== undefined) throw wrong(`the code ${code.entry?.code} is not ${prefix} and three digits`);
}

/** It is the plug-in's fault, and whoever wrote it can mend it. */
const theirs = (by: string, why: string): DiagError =>
  usageError(`${by}: ${why}`, 'this is a fault of the plug-in, not of diag');

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
