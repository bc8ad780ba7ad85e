/** Columns of a kubectl table by the places where its headings begin. */
export interface Columns {
  readonly names: readonly string[];
  readonly starts: readonly number[];
}

/** `NAME   READY   STATUS    RESTARTS      AGE`: headings in capitals, two blanks and more between them. */
const heading = /^[A-Z][A-Z0-9-]*(?: [A-Z]+)*(?: {1,60}[A-Z(][A-Z0-9()-]*(?: [A-Z()]+)*){1,20}\s*$/;

/** The columns of a heading line; undefined where the line is none. */
export function readHeading(line: string): Columns | undefined {
  if (!heading.test(line)) return undefined;
  const names: string[] = [];
  const starts: number[] = [];
  for (const match of line.matchAll(/\S+(?: \S+)*/g)) {
    names.push(match[0]);
    starts.push(match.index);
  }
  return names.length < 2 ? undefined : { names, starts };
}

/** A row's cells by heading; a cell that is longer than its column pushes the rest, so cells are split at blanks. */
export function cellsOf(line: string, { names, starts }: Columns): Readonly<Record<string, string>> | undefined {
  const aligned = starts.every((start) => start === 0 || line.length <= start || line[start - 1] === ' ');
  if (aligned) {
    const cells = names.map((_, i) => line.slice(starts[i], starts[i + 1] ?? line.length).trim());
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  }
  const parts = line.trim().split(/\s{2,}/);
  if (parts.length < names.length - 1) return undefined;
  const last = names.length - 1;
  return Object.fromEntries(
    names.map((name, i) => [name, i === last ? parts.slice(last).join('  ') : (parts[i] ?? '')]),
  );
}
