import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { mutate } from '../support/k8s-host/mutated-host.ts';
import { deleteLogs, inspect, pictureOf, restartProcesses, rootsOf, runScript } from './inspect.ts';
import type { Mutation } from './mutation.ts';
import type { TableRow } from './table.ts';

/** Breaks the host, finds the fault, fixes it, undoes the fix; adds a row to the table. */
export async function prove(mutation: Mutation, root: string, clock: string, rows: TableRow[]): Promise<void> {
  mutate(root, mutation.snippet, clock);
  const findings = await inspect(root, clock, mutation.words);
  const row: TableRow = { ...mutation, roots: rootsOf(findings), withoutLogs: '', fix: 'none' };
  rows.push(row);
  const [script] = findings[0]?.fixes ?? [];
  if (script !== undefined && row.roots[0] === mutation.name) row.fix = await cure(findings[0], root);
  deleteLogs(root);
  row.withoutLogs = rootsOf(await inspect(root, clock, mutation.words)).includes(mutation.name) ? 'same' : 'lost';
  expect(row.roots).toEqual([mutation.name]);
  // A snapshot that was saved stays: only that fix has no rollback.
  expect(['none', mutation.name === 'etcd-no-backup' ? 'cured, no rollback' : 'cured, rolled back']).toContain(row.fix);
}

async function cure(finding: Finding | undefined, root: string): Promise<string> {
  const fix = finding?.fixes[0];
  if (fix === undefined || fix.applicability === 'destructive') return 'none';
  const before = pictureOf(root);
  const applied = runScript(fix.apply, '--apply', '--root', root);
  if (applied.status !== 0) return `apply failed: ${applied.said}`;
  if (existsSync(join(root, 'proc/1/stat'))) restartProcesses(root, new Date().toISOString());
  const now = new Date().toISOString();
  const left = (await inspect(root, now)).map(({ title }) => title);
  if (left.length > 0) return `after the fix: ${left.join('; ')}`;
  if (fix.rollback === undefined) return 'cured, no rollback';
  const undone = runScript(fix.rollback, '--apply', '--root', root);
  if (undone.status !== 0) return `rollback failed: ${undone.said}`;
  const without = (picture: string[]) => picture.filter((line) => !/^proc\/\d+\/stat /.test(line));
  expect(without(pictureOf(root))).toEqual(without(before));
  return 'cured, rolled back';
}
