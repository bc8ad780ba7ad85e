// Runs bench/*.bench.mjs and prints each comparison as a ratio. Absolute times mean nothing on a
// machine with other work to do, so both sides of a row run in turns and the median of the pairs'
// ratios counts.
//
//   npm run bench                      everything
//   npm run bench -- start-up evtx     the named files only
//   BENCH_MB=1024 BENCH_RUNS=9         size of generated inputs (default 256), pairs a row (default 7)
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, peakMemory } from './support/measure.mjs';
import { printTable } from './support/table.mjs';

const runs = Number(process.env.BENCH_RUNS ?? 7);
const megabytes = Number(process.env.BENCH_MB ?? 256);
const asked = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const names = (await readdir(here)).filter((name) => name.endsWith('.bench.mjs')).sort();

for (const name of names) {
  if (asked.length > 0 && !asked.includes(name.replace('.bench.mjs', ''))) continue;
  const { title, rows } = (await import(new URL(name, here).href)).default;
  const folder = await mkdtemp(join(tmpdir(), 'diag-bench-'));
  try {
    process.stdout.write(`\n${title}\n`);
    const results = [];
    for (const row of await rows({ folder, bytes: megabytes * 2 ** 20 })) results.push(measure(row));
    printTable(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function measure(row) {
  process.stderr.write(`  ${row.task} …\n`);
  return row.memory === undefined ? compare(row, row.runs ?? runs) : peakMemory(row);
}
