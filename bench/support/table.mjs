/** Prints rows as a plain table, aligned. */
export function printTable(rows) {
  const head = ['task', 'against', 'ours', 'theirs', 'ratio', 'budget', ''];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const padded = line.map((cell, i) => cell.padEnd(widths[i])).join('  ');
    process.stdout.write(`  ${padded.trimEnd()}\n`);
  }
}

function cells({ task, against, ours, theirs, ratio, peak, budget = '', within }) {
  const seconds = (value) => (value === undefined ? '' : `${value.toFixed(3)} s`);
  const ourSide = peak === undefined ? seconds(ours) : `${peak.toFixed(0)} MiB`;
  const verdict = within === undefined ? '' : within ? 'within' : 'OVER';
  return [task, against, ourSide, seconds(theirs), ratio === undefined ? '' : ratio.toFixed(2), budget, verdict];
}
