import type { PageBlock } from '../../../test/support/code-page.ts';
import { clock } from '../../../test/support/k8s-host/cluster-pki.ts';
import { healthyHost } from '../../../test/support/k8s-host/healthy-host.ts';
import { partsFor } from '../../../test/support/k8s-host/host-parts.ts';
import { mutate, withCopy } from '../../../test/support/k8s-host/mutated-host.ts';
import { runCli } from '../../../test/support/run-cli.ts';

export { partsFor };

/**
 * Runs a block of a code page. `mutation`: bash that breaks a copy of the healthy host, which is then inspected.
 * `text`: an error pasted while looking at the healthy host. Words behind the language go to the command line.
 */
export async function runBlock({ language, text, args }: PageBlock): Promise<readonly string[]> {
  return withCopy(await healthyHost(), async (root) => {
    if (language === 'mutation') mutate(root, text, clock);
    const words = ['k8s-paths', ...args, '--root', root, '--format', 'json'];
    const { stdout, stderr } = await runCli(words, { now: clock, ...(language === 'text' ? { stdin: text } : {}) });
    const { findings } = JSON.parse(stdout === '' ? '{}' : stdout) as { findings?: readonly { code: string }[] };
    if (findings === undefined) throw new Error(stderr);
    return findings.map(({ code }) => code);
  });
}
