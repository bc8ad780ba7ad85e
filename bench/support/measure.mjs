import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// A variable that makes Node read certificates costs every start some 40 ms and would flatter the ratios.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const usageHook = new URL('usage.mjs', import.meta.url).href;

/** The program under test: `diag('iis-drift', file)` as a command. */
export const diag = (...words) => [
  process.execPath,
  fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
  ...words,
];

/** Whether a command is installed; rows against others are left out by name. */
export const hasCommand = (command) =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/**
 * One row: `ours` and `against` are commands (argument lists); `budget` is the ratio that DESIGN
 * allows: at most for `ours / against`, at least where `faster` is set (`against / ours`).
 * `accept` lists exit codes that are fine besides 0 (diag's 1 for findings, 3 for incomplete).
 */
export function compare({ task, ours, against, name, budget, faster = false, accept = [1, 3] }, runs) {
  if (against === undefined) return { task, against: `${name}: not installed` };
  const pairs = [];
  for (let i = 0; i <= runs; i++) {
    const pair = [time(ours, accept), time(against, accept)];
    if (i > 0) pairs.push(pair);
  }
  const ratio = median(pairs.map(([a, b]) => (faster ? b / a : a / b)));
  return {
    task,
    against: name,
    ours: median(pairs.map(([a]) => a)),
    theirs: median(pairs.map(([, b]) => b)),
    ratio,
    budget: budget === undefined ? '' : `${faster ? '≥' : '≤'} ${budget}`,
    within: budget === undefined ? undefined : faster ? ratio >= budget : ratio <= budget,
  };
}

/** Peak memory of one of our runs in MiB against `memory`, the most it may take. */
export function peakMemory({ task, ours, memory, accept = [1, 3] }) {
  const peak = Number(/peak-kib=(\d+)/.exec(usage(ours, accept))?.[1]) / 1024;
  return { task, against: 'peak memory', peak, budget: `≤ ${memory} MiB`, within: peak <= memory };
}

/** CPU seconds of one of our runs, the median, against `cpu`, the most a person is to wait for. */
export function cpuTime({ task, ours, cpu, accept = [1, 3] }, runs) {
  const seconds = Array.from({ length: runs }, () => Number(/cpu-us=(\d+)/.exec(usage(ours, accept))?.[1]) / 1e6);
  const own = median(seconds);
  return { task, against: 'CPU', ours: own, budget: `≤ ${cpu} s`, within: own <= cpu };
}

/** What a run of ours says that it used. */
function usage([node, ...words], accept) {
  const run = spawnSync(node, ['--import', usageHook, ...words], { env, maxBuffer: 2 ** 28, encoding: 'utf8' });
  check(run, [node, ...words], accept);
  return run.stderr;
}

function time([command, ...words], accept) {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 31 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  check(run, [command, ...words], accept);
  return seconds;
}

function check(run, command, accept) {
  if (run.status === 0 || accept.includes(run.status)) return;
  throw new Error(`${command.join(' ')} ended with ${run.status ?? run.error}: ${run.stderr}`);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
