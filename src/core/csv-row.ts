/** Cells of one row; quoted ones may hold delimiters and line breaks (RFC 4180). */
export function splitRow(row: string, delimiter: string): string[] {
  const text = delimiter === '|' ? row.replace(/^\s*\|\s?/, '').replace(/\s?\|\s*$/, '') : row;
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at + 1) : at;
    const next = text.indexOf(delimiter, end);
    const stop = next === -1 ? text.length : next;
    cells.push((quoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, stop)).trim());
    at = stop + 1;
  }
  return cells;
}

/** The quote that ends a cell: not one of a doubled pair. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}

/** Whether a row ends inside a quoted cell: the next line goes on. */
export const isOpenRow = (row: string): boolean => {
  let quotes = 0;
  for (let i = row.indexOf('"'); i >= 0; i = row.indexOf('"', i + 1)) quotes++;
  return quotes % 2 === 1;
};
