import type { Io } from '../cli/io.ts';
import { usageError } from '../core/errors.ts';
import { exitCodes } from '../core/exit-code.ts';
import { toolCodes } from '../core/tool-codes.ts';
import { findEntry, registry } from '../modules/registry.ts';

/** `diag list [MODULE]`: the modules, or the codes of one. */
export async function list(id: string | undefined, settings: { readonly format: string }, io: Io): Promise<number> {
  const rows = id === undefined ? registry.map(({ id: module, summary }) => ({ module, summary })) : await codesOf(id);
  if (settings.format === 'json') io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else io.stdout.write(table(rows.map((row) => Object.values(row))));
  return exitCodes.clean;
}

async function codesOf(id: string): Promise<Record<string, string>[]> {
  const entry = findEntry(id);
  if (entry === undefined && id !== 'diag') {
    throw usageError(`list: no module ${id}`, `modules: ${registry.map((one) => one.id).join(', ')}`);
  }
  const codes = entry === undefined ? toolCodes : (await entry.load()).codes;
  return codes.map(({ entry: { code, name, severity, summary } }) => ({ code, name, severity, summary }));
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), []);
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd((widths[i] ?? 0) + 2))).join(''))
    .map((line) => `${line}\n`)
    .join('');
}
