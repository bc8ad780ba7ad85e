import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundledPackages, thirdPartyLicenses } from '../../scripts/third-party.mjs';

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly version?: string;
  readonly hasInstallScript?: boolean;
}

const read = (path: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));
const locked = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(
  ([path]) => path !== '',
);

test('every package of the lock file is pinned by its content', () => {
  expect(locked.length).toBeGreaterThan(50);
  expect(locked.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
});

test('no package comes from elsewhere than the registry', () => {
  const elsewhere = locked.filter(
    ([, { resolved, link }]) => link || (resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved)),
  );
  expect(elsewhere).toEqual([]);
});

test('versions that package.json asks for are exact, and nothing is a dependency of who installs it', () => {
  const { devDependencies, dependencies } = read('package.json');
  expect(dependencies).toBeUndefined();
  expect(
    Object.entries(devDependencies as Record<string, string>).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
  ).toEqual([]);
});

const metafile = (...paths: string[]) => ({
  outputs: { 'dist/cli.js': { inputs: Object.fromEntries(paths.map((path) => [path, {}])) } },
});

test('packages are found by the paths of a build, nested and loaded late', () => {
  expect(
    bundledPackages(
      metafile(
        'src/cli.ts',
        'node_modules/zod/v4/core.js',
        'late:node_modules/yaml/dist/index.js',
        'node_modules/a/node_modules/@b/c/x.js',
        'node_modules/zod/index.js',
      ),
    ),
  ).toEqual([
    ['node_modules/a/node_modules/@b/c', '@b/c'],
    ['node_modules/yaml', 'yaml'],
    ['node_modules/zod', 'zod'],
  ]);
});

test('each has its license text', async () => {
  const text = await thirdPartyLicenses(metafile('node_modules/zod/index.js', 'node_modules/saxes/saxes.js'));
  expect(text).toMatch(/^saxes 6[\d.]* \(ISC\)\n\nThe ISC License/m);
  expect(text).toMatch(/^zod 4[\d.]* \(MIT\)\n\nMIT License\n\nCopyright/m);
});
