import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { configDefaults, defineConfig } from 'vitest/config';
import { promises } from './test/trust/promises.ts';

/** Tests that need a real control plane on this machine; `npm test` is the same on every one. */
const onRealControlPlanes = [
  ...(env['DIAG_REAL_K8S'] === '1' ? [] : ['src/modules/k8s-health/real-control-plane.test.ts', 'test/real-k8s/**']),
  ...(env['DIAG_REALK8S'] === undefined
    ? ['test/k8s-paths/genuine-mutations.test.ts', 'test/**/genuine-host.test.ts']
    : []),
];

/** What `npm run trust` and `npm run fuzz` run: the tests that hold the promises of docs/trust.md. */
const ofPromises = [
  ...new Set(Object.values(promises).flatMap((rows) => rows.flatMap(({ held }) => held.map(([file]) => file)))),
];

/** As the build takes them in: bash stands in files of its own. */
const shellAsText = {
  name: 'shell-as-text',
  load: (id: string) =>
    id.endsWith('.sh') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined,
};

export default defineConfig(({ mode }) => {
  const proves = mode === 'trust' || mode === 'fuzz';
  if (proves) env['DIAG_TRIED'] ??= join(tmpdir(), `diag-tried-${process.pid}.jsonl`);
  return {
    plugins: [shellAsText],
    define: { DIAG_VERSION: JSON.stringify('0.0.0-test') },
    test: {
      include: proves ? ofPromises : ['src/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...onRealControlPlanes],
      reporters: ['default', './test/support/skipped-reporter.ts', './test/trust/page-reporter.ts'],
      setupFiles: ['./test/support/fixed-seed.ts'],
      globalSetup: ['test/support/k8s-host/tree-folder.ts'],
      // Many tests wait for programs they started, so no core is left out for the one that starts the tests.
      maxWorkers: '100%',
      testTimeout: 180_000,
      hookTimeout: 240_000,
    },
  };
});
