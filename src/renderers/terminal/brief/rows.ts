import { columns, type Paint } from '../paint.ts';

/** Where the text of a section begins, behind its label. */
export const indent = 10;

/** Lines that are shown together or not at all. */
export type Piece = readonly string[];

/** A part of the first screen: its label, what it holds in the order of worth, and how much of that is wanted at all. */
export interface Section {
  readonly label: string;
  readonly pieces: readonly Piece[];
}

/** Rows that lines take on the screen: one that is not broken, such as a command, goes on in the next row. */
export const rowsOf = (lines: readonly string[], { width }: Paint): number =>
  lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(columns(line) / width)), 0);

/**
 * How many pieces of each section are shown in so many rows. `order` names sections, one mention a piece: what comes
 * first is taken first; a piece that does not fit ends its section.
 */
export function allot(
  sections: Readonly<Record<string, Section>>,
  order: readonly string[],
  room: number,
  paint: Paint,
): Readonly<Record<string, number>> {
  const taken: Record<string, number> = {};
  const ended = new Set<string>();
  let left = room;
  for (const name of order) {
    const next = sections[name]?.pieces[taken[name] ?? 0];
    if (next === undefined || ended.has(name)) continue;
    const rows = rowsOf(next, paint);
    if (rows > left) {
      ended.add(name);
      continue;
    }
    left -= rows;
    taken[name] = (taken[name] ?? 0) + 1;
  }
  return taken;
}

/** A section's lines, its label before the first. */
export function labelled({ label, pieces }: Section, shown: number, paint: Paint): string[] {
  const [first, ...rest] = pieces.slice(0, shown).flat();
  if (first === undefined) return [];
  return [`  ${paint.color.bold(label.padEnd(indent - 2))}${first.slice(indent)}`, ...rest];
}
