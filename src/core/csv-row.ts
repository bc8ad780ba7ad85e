/** The cells of a row as they stand, a quoted one without its quotes (RFC 4180); undefined where one goes on in the next line. */
export function rowCells(row: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; at <= row.length; ) {
    const quoted = row[at] === '"';
    const close = quoted ? closingQuote(row, at + 1, delimiter) : at;
    if (close < 0) return undefined;
    const next = row.indexOf(delimiter, close);
    const end = next < 0 ? row.length : next;
    const cell = quoted ? row.slice(at + 1, close).replaceAll('""', '"') : '';
    cells.push(cell + (quoted ? row.slice(close + 1, end).trimEnd() : row.slice(at, end)));
    at = end + 1;
  }
  return cells;
}

/**
 * The quote that ends a cell: not one of a doubled pair, nor one behind a backslash within it, as MySQL writes them.
 * `C:\logs\` ends in a backslash too: what stands behind its quote is the end of a cell.
 */
function closingQuote(row: string, from: number, delimiter: string): number {
  let at = row.indexOf('"', from);
  while (at >= 0) {
    if (row[at + 1] === '"') at = row.indexOf('"', at + 2);
    else if (row[at - 1] === '\\' && !endsCell(row, at + 1, delimiter)) at = row.indexOf('"', at + 1);
    else break;
  }
  return at;
}

/** Whether from there on only blanks stand before a delimiter or the end. */
function endsCell(row: string, from: number, delimiter: string): boolean {
  let at = from;
  while (row[at] !== delimiter && /\s/.test(row[at] ?? '')) at++;
  return at >= row.length || row[at] === delimiter;
}

/** The cells of a row, or of one of a drawn table, without the blanks around them; one that is not closed ends with the row. */
export function splitRow(row: string, delimiter: string): string[] {
  const text = delimiter === '|' ? row.replace(/^\s*\|\s?/, '').replace(/\s?\|\s*$/, '') : row;
  const cells = text.includes('"')
    ? (rowCells(text, delimiter) ?? rowCells(`${text}"`, delimiter) ?? [])
    : text.split(delimiter);
  return cells.map((cell) => cell.trim());
}

/** Whether a row ends inside a quoted cell: the next line goes on. */
export const isOpenRow = (row: string): boolean => {
  let quotes = 0;
  for (let i = row.indexOf('"'); i >= 0; i = row.indexOf('"', i + 1)) quotes++;
  return quotes % 2 === 1;
};
