import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { events } from './support/event-log.mjs';
import { diag, hasCommand } from './support/measure.mjs';

const records = 200_000;

export default {
  title: `iis-drift on EVTX, ${records.toLocaleString('en')} records`,
  async rows({ folder }) {
    const file = join(folder, 'system.evtx');
    const { writeEvtx } = await writer(folder);
    const written = [];
    for (const event of events()) if (written.push(event) === records) break;
    writeFileSync(file, writeEvtx(written, 'WEB01.contoso.com'));
    const count =
      'import sys\nimport Evtx.Evtx as e\nwith e.Evtx(sys.argv[1]) as l: print(sum(1 for r in l.records()))';
    const ours = diag('iis-drift', file);
    const against = (command, words) => (hasCommand(command) ? words : undefined);
    return [
      {
        task: 'against python3-evtx, which only counts',
        ours,
        against: against('evtx_dump.py', ['/usr/bin/python3', '-c', count, file]),
        name: 'python3-evtx',
        budget: 3,
        faster: true,
      },
      {
        task: 'against evtxexport to XML',
        ours,
        against: against('evtxexport', ['sh', '-c', 'evtxexport -f xml "$0" > /dev/null', file]),
        name: 'evtxexport',
        budget: 10,
        faster: true,
        runs: 3,
      },
      { task: 'memory', ours, memory: 80 },
    ];
  },
};

/** The tests' own EVTX writer, which is TypeScript. */
async function writer(folder) {
  const outfile = join(folder, 'evtx-writer.mjs');
  const entry = new URL('../test/support/event-log/evtx-writer.ts', import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}
