import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toolCodes } from '../src/core/tool-codes.ts';
import { registry } from '../src/modules/registry.ts';

const modules = await Promise.all(registry.map(async (entry) => ({ entry, module: await entry.load() })));

test('codes and names are unique over all modules', () => {
  const entries = [...toolCodes, ...modules.flatMap(({ module }) => module.codes)].map(({ entry }) => entry);
  const codes = entries.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
});

test.each(modules)(
  '$entry.id: codes have its prefix, names are unique slugs, pages have codes',
  ({ entry, module }) => {
    const names = module.codes.map(({ entry: { name } }) => name);
    expect(names).toEqual([...new Set(names)]);
    for (const { entry: code } of module.codes) {
      expect(code.code).toMatch(new RegExp(`^${entry.prefix}\\d{3}$`));
      expect(code.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(code.summary).toMatch(/^[A-Z0-9].*\.$/);
    }
    const folder = new URL(`../src/modules/${entry.id}/codes/`, import.meta.url);
    const pages = existsSync(folder) ? readdirSync(folder) : [];
    expect(pages.toSorted()).toEqual(module.codes.map(({ entry: { code } }) => `${code}.md`).toSorted());
  },
);

test.each(modules)('$entry.id: the registry line says what the manifest says', ({ entry, module }) => {
  expect(module.id).toBe(entry.id);
  expect(module.summary).toBe(entry.summary);
});
