import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diag } from './support/measure.mjs';

const hosts = 10_000;
const recording = (name) => fileURLToPath(new URL(`../fixtures/k8s-health/${name}.txt`, import.meta.url));

/** What `diag observe` prints of a recorded host, under the name of another. */
function observed(kind) {
  const [node, ...words] = diag('observe', 'k8s-health', recording(kind));
  const text = execFileSync(node, words, { encoding: 'utf8' });
  const name = JSON.parse(text).observations.nodes[0].host;
  return (host) => text.replaceAll(name, host);
}

const parseLines =
  "const r = require('readline').createInterface({ input: require('fs').createReadStream(process.argv[1]) }); let n = 0; r.on('line', (l) => { n += JSON.parse(l).observations.nodes.length; }).on('close', () => console.log(n));";

export default {
  title: 'Many hosts',
  rows: ({ folder }) => {
    const file = join(folder, 'fleet.ndjson');
    const [healthy, down] = [observed('healthy'), observed('etcd-stop')];
    for (let from = 0; from < hosts; from += 500) {
      const some = Array.from({ length: 500 }, (_, i) => ((from + i) % 25 === 0 ? down : healthy)(`host-${from + i}`));
      appendFileSync(file, some.join(''));
    }
    const ours = diag('replay', file);
    return [
      {
        task: `diag replay, ${hosts} hosts`,
        ours,
        against: [process.execPath, '-e', parseLines, file],
        name: 'JSON.parse of each line',
        runs: 3,
      },
      { task: 'its memory', ours, memory: 512 },
    ];
  },
};
