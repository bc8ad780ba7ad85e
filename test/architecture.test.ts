import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|page-runner\.ts$/.test(file))
  .toSorted();

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
  /** `import()`: loaded when it is needed. */
  readonly late: boolean;
}

const layerOf = (file: string): string => {
  const [first = '', second = ''] = file.split('/');
  if (first === 'modules') return second.includes('.') ? 'registry' : `modules/${second}`;
  return first === 'cli.ts' ? 'cli' : first;
};

function importsOf(file: string): Import[] {
  const text = readFileSync(resolve(src, file), 'utf8');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => {
    const path = match[2] ?? match[3] ?? match[4] ?? '';
    const target = path.startsWith('.') ? relative(src, resolve(src, dirname(file), path)) : path;
    return { target, typeOnly: match[1] !== undefined, late: match[3] !== undefined };
  });
}

/** Node's modules that compute and touch nothing. */
const pureNode = ['node:crypto', 'node:util', 'node:buffer', 'node:assert'];

/** Other layers a layer may import, types included; `types` only as types. */
const allowed: Readonly<Record<string, { values: readonly RegExp[]; types: readonly RegExp[] }>> = {
  core: { values: [], types: [] },
  renderers: { values: [/^core$/], types: [] },
  kubernetes: { values: [/^core$/], types: [] },
  input: { values: [/^core$/, /^kubernetes$/], types: [] },
  module: { values: [/^core$/, /^kubernetes$/], types: [/^input$/] },
  registry: { values: [/^core$/, /^modules\//], types: [/^input$/] },
  commands: { values: [/./], types: [] },
  cli: { values: [/./], types: [] },
};

function forbiddenNode(file: string, target: string): boolean {
  const layer = layerOf(file);
  if (layer.startsWith('modules/') || file.startsWith('kubernetes/')) return !pureNode.includes(target);
  return ['core', 'renderers', 'registry'].includes(layer);
}

function forbidden(file: string, { target, typeOnly }: Import): boolean {
  if (target.startsWith('node:')) return !typeOnly && forbiddenNode(file, target);
  const from = layerOf(file);
  const to = layerOf(target);
  if (!target.endsWith('.ts') || from === to) return false;
  const rules = allowed[from.startsWith('modules/') ? 'module' : from];
  const matches = [...(rules?.values ?? []), ...(typeOnly ? (rules?.types ?? []) : [])];
  return !matches.some((layer) => layer.test(to));
}

test('who imports whom is as DESIGN says', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((one) => forbidden(file, one))
      .map(({ target }) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('a usual run loads no library that only some commands need', () => {
  const loaded = new Set(['cli/main.ts', 'modules/smtp-throttle/index.ts', 'renderers/terminal/brief/brief.ts']);
  for (const file of loaded) {
    if (!file.endsWith('.ts')) continue;
    for (const { target, typeOnly, late } of importsOf(file)) if (!typeOnly && !late) loaded.add(target);
  }
  expect(loaded.size).toBeGreaterThan(200);
  expect([...loaded].filter((name) => /^(?:zod|inquirer|yaml)\b/.test(name))).toEqual([]);
});

/** A packet within a packet is walked as the one around it: the files of the walk call each other. */
const recursive = /^modules\/net-path\/walk\//;

test('nothing is imported in a circle, types included', () => {
  const ends = new Map<string, ReadonlySet<string>>();
  const reach = (file: string, on: readonly string[]): void => {
    if (on.includes(file)) circles.push([...on.slice(on.indexOf(file)), file].join(' -> '));
    if (ends.has(file)) return;
    const targets = importsOf(file).map(({ target }) => target);
    ends.set(file, new Set(targets));
    for (const target of targets) if (files.includes(target)) reach(target, [...on, file]);
  };
  const circles: string[] = [];
  for (const file of files) reach(file, []);
  const wrong = circles.filter((circle) => !circle.split(' -> ').every((file) => recursive.test(file)));
  expect(wrong).toEqual([]);
});

test('core, modules and renderers touch neither process nor console', () => {
  const pure = files.filter((file) => /^(core|kubernetes|modules|renderers)\//.test(file));
  const touching = pure.filter((file) => /\b(process|console)\.\w/.test(readFileSync(resolve(src, file), 'utf8')));
  expect(touching).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const long = files.filter((file) => readFileSync(resolve(src, file), 'utf8').split('\n').length > 251);
  expect(long).toEqual([]);
});
