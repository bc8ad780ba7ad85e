import type { Incident } from '../../src/core/incident.ts';
import { registry } from '../../src/modules/registry.ts';
import { pageInputs } from '../fuzz/inputs.ts';
import { runCli } from './run-cli.ts';
import { sampled } from './sampled.ts';

/** What `--save` writes for texts of a module's code pages, some of them (`npm run fuzz`: all); `root` is an empty host. */
export async function savedIncidents(module: string, root: string, count: number): Promise<readonly Incident[]> {
  const salt = registry.findIndex(({ id }) => id === module);
  const incidents: Incident[] = [];
  for (const { words, text } of sampled(pageInputs(module, root), count, salt)) {
    const { stdout } = await runCli([module, ...words, '--save', '-', '--quiet'], { stdin: text });
    if (stdout !== '') incidents.push(JSON.parse(stdout));
  }
  return incidents;
}
