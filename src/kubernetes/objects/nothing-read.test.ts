import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

test.each(['k8s-flow', 'k8s-placement'])(
  '%s tells an empty input from one that holds something else',
  async (module) => {
    const said = async (stdin: string) => (await runCli([module, '-'], { stdin })).stderr;
    expect(await said('')).toContain('stdin: empty');
    expect(await said(' \n\n')).toContain('stdin: empty');
    for (const text of ['hello\n', '{"level":"error","msg":"x"}\n'])
      expect(await said(text)).toContain('stdin: no objects of Kubernetes');
  },
);
