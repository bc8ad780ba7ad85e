// Keeps the ratios of a run in results.json, with the machine, and tells which are worse than those kept.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const file = new URL('../results.json', import.meta.url);
/** Worse than this times the kept one is told: medians of a quiet machine differ by less. */
const worse = 1.15;

const round = (value) => Number(value.toPrecision(3));
/** What is kept of a row: a ratio, MiB or seconds of CPU; less is better, but where ours is to be so many times faster. */
const measured = ({ ratio, peak, ours }) => ratio ?? peak ?? ours;
const keyOf = ({ task, against }) => `${task} | ${against}`;

/** Puts what was measured in the place of what was kept of the same rows. */
export function keep(title, rows) {
  const kept = read();
  const values = rows.filter((row) => measured(row) !== undefined).map((row) => [keyOf(row), round(measured(row))]);
  const machine = `${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const benches = { ...kept.benches, [title]: { ...kept.benches[title], ...Object.fromEntries(values) } };
  writeFileSync(file, `${JSON.stringify({ machine, benches }, undefined, 2)}\n`);
}

/** Rows that are more than 15 % worse than the kept ones. */
export const worseThanKept = (title, rows) =>
  rows.flatMap((row) => {
    const before = read().benches[title]?.[keyOf(row)];
    const now = measured(row);
    if (before === undefined || now === undefined) return [];
    const isWorse = row.budget?.startsWith('≥') ? now * worse < before : now > before * worse;
    return isWorse ? [`${keyOf(row)}: ${round(now)}, kept ${before}`] : [];
  });

const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { benches: {} });
