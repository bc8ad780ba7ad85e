/** One line of the mutation table. */
export interface TableRow {
  readonly code: string;
  readonly name: string;
  readonly did: string;
  readonly roots: readonly string[];
  withoutLogs: string;
  fix: string;
}

/** Prints the table with `npm run mutations`; a plain test run prints nothing. */
export function printTable(title: string, rows: readonly TableRow[], textOnly: readonly string[]): void {
  const { env } = import.meta as unknown as { readonly env: Readonly<Record<string, string>> };
  if (env['MODE'] !== 'mutations') return;
  const line = (...cells: string[]): string =>
    `${cells.map((cell, i) => cell.padEnd([8, 30, 60, 7, 10, 20][i] ?? 0).slice(0, 200)).join(' ')}\n`;
  const right = rows.filter(({ name, roots }) => roots.length === 1 && roots[0] === name).length;
  process.stdout.write(
    [
      `${title}\n`,
      line('code', 'name', 'what was done', 'found', 'no logs', 'fix'),
      ...rows.map(({ code, name, did, roots, withoutLogs, fix }) =>
        line(
          code,
          name,
          did,
          roots.length === 1 && roots[0] === name ? 'right' : `WRONG: ${roots.join(', ') || 'nothing'}`,
          withoutLogs,
          fix,
        ),
      ),
      `${right} of ${rows.length} right; by text only: ${textOnly.join(', ')}\n`,
    ].join(''),
  );
}
