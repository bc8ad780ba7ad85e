import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DiagError, usageError } from '../core/errors.ts';
import { type Plugin, type PluginModule, pluginApi, pluginApiVersion } from '../core/plugin-api.ts';
import { type AnyModule, register, registry } from '../modules/registry.ts';

/** What the words `--plugin X` and `--plugin=X` name; read before the commands are known, for a plug-in adds some. */
export function pluginsIn(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.flatMap((word, i) => {
    if (word.startsWith('--plugin=')) return [word.slice('--plugin='.length)];
    return word === '--plugin' && words[i + 1] !== undefined ? [words[i + 1] ?? ''] : [];
  });
}

/** Loads plug-ins, each a file, a folder or a package that is installed here, and adds their modules. Throws usage errors. */
export async function loadPlugins(names: readonly string[]): Promise<void> {
  for (const name of new Set(names)) {
    const plugin = pluginOf(name, await importOf(name));
    for (const module of modulesOf(name, plugin)) {
      check(name, module);
      const { id, prefix, summary, pages } = module;
      const load = async () => module as unknown as AnyModule;
      register({ id, prefix, summary, load, ...(pages === undefined ? {} : { pages }) });
    }
  }
}

async function importOf(name: string): Promise<unknown> {
  const file = fileOf(name);
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw theirs(name, `cannot be loaded: ${messageOf(error)}`);
  }
}

/** The file of a path, else of a package that this folder can see. */
function fileOf(name: string): string {
  const path = resolve(name);
  if (existsSync(path) && statSync(path).isFile()) return path;
  const require = createRequire(join(resolve('.'), 'diag'));
  try {
    return require.resolve(existsSync(path) ? path : name);
  } catch {
    throw usageError(`--plugin ${name}: no such file or package`, 'give a path, or a package installed in this folder');
  }
}

function pluginOf(name: string, loaded: unknown): Plugin {
  const value = (loaded as { default?: unknown } | null)?.default;
  const plugin = value as Partial<Plugin> | undefined;
  if (typeof plugin !== 'object' || plugin === null || typeof plugin.modules !== 'function') {
    throw theirs(name, 'its default export is no { diag, modules }');
  }
  if (plugin.diag !== pluginApiVersion) {
    const hint = Number(plugin.diag) > pluginApiVersion ? 'use a newer diag' : 'use a newer release of the plug-in';
    throw usageError(`--plugin ${name}: is written for API ${plugin.diag}, this diag has ${pluginApiVersion}`, hint);
  }
  return plugin as Plugin;
}

function modulesOf(name: string, plugin: Plugin): readonly PluginModule[] {
  try {
    const modules = plugin.modules(pluginApi);
    if (Array.isArray(modules)) return modules;
  } catch (error) {
    throw theirs(name, `its modules() failed: ${messageOf(error)}`);
  }
  throw theirs(name, 'its modules() returned no list');
}

const functions = ['input', 'parseOptions', 'observe', 'merge', 'analyze'] as const;
const lists = ['options', 'examples', 'codes'] as const;

/** What a built-in module cannot be without: the compiler checks those, nobody has checked this. */
function check(name: string, module: PluginModule): void {
  const { id, prefix } = module;
  const wrong = (why: string) => theirs(name, `module ${String(id)}: ${why}`);
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
const theirs = (name: string, why: string): DiagError =>
  usageError(`--plugin ${name}: ${why}`, 'this is a fault of the plug-in, not of diag');

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
