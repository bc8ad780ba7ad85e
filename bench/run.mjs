// Runs bench/*.bench.mjs and prints each comparison as a ratio. Absolute times mean nothing on a
// machine with other work to do, so both sides of a row run in turns and the median of the pairs'
// ratios counts.
//
//   npm run bench                      everything
//   npm run bench -- start-up evtx     the named files only
//   npm run bench -- --keep            and keeps the ratios in results.json
//   npm run bench -- --compare         and tells what is 15 % worse than what was kept; then it ends with 1
//   BENCH_MB=1024 BENCH_RUNS=9         size of generated inputs (default 256), pairs a row (default 7)
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, cpuTime, peakMemory } from './support/measure.mjs';
import { keep, worseThanKept } from './support/results.mjs';
import { printTable } from './support/table.mjs';

const runs = Number(process.env.BENCH_RUNS ?? 7);
const megabytes = Number(process.env.BENCH_MB ?? 256);
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const worse = [];
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
    if (options.includes('--compare')) worse.push(...worseThanKept(title, results));
    if (options.includes('--keep')) keep(title, results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (worse.length > 0) {
  process.stdout.write(`\nmore than 15 % worse than kept:\n${worse.map((line) => `  ${line}\n`).join('')}`);
  process.exitCode = 1;
}

function measure(row) {
  process.stderr.write(`  ${row.task} …\n`);
  if (row.memory !== undefined) return peakMemory(row);
  return row.cpu === undefined ? compare(row, row.runs ?? runs) : cpuTime(row, row.runs ?? runs);
}
