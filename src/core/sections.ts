/** A `=== WORD …` section of a collector's stream. */
export interface Section {
  readonly word: string;
  /** Behind the word. */
  readonly rest: string;
  readonly lines: readonly string[];
  /** 1-based line of its head. */
  readonly line: number;
}

const head = /^=== (\S{1,40})(?: (.{0,4096}))?$/;

/** Splits a stream into sections; text before the first one is dropped. */
export function readSections(text: string): readonly Section[] {
  // Windows redirects with its own line ends; where the stream has none of them, those of a file in it are the file's.
  const plain = /^[^\n]{0,4200}\r\n/.test(text) ? text.replaceAll('\r\n', '\n') : text;
  const sections: { word: string; rest: string; lines: string[]; line: number }[] = [];
  for (const [i, line] of plain.split('\n').entries()) {
    const [found, word = '', rest = ''] = head.exec(line) ?? [];
    if (found === undefined) sections.at(-1)?.lines.push(contentLine(line));
    else sections.push({ word, rest, lines: [], line: i + 1 });
  }
  return sections;
}

/** A line of content as it was: one that looks like a head stands in a stream with a space in front. */
export const contentLine = (line: string): string => line.replace(/^ ( *=== )/, '$1');

/** `key: value` lines. */
export function readFields(lines: readonly string[]): Readonly<Record<string, string>> {
  const pairs = lines.flatMap((line) => {
    const match = /^([A-Za-z][\w -]{0,60}): ?(.*)$/.exec(line);
    return match === null ? [] : [[match[1] ?? '', (match[2] ?? '').trim()] as const];
  });
  return Object.fromEntries(pairs);
}
