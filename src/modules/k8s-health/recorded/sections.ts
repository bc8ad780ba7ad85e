/** A `=== WORD …` section of a recorded stream. */
export interface Section {
  readonly word: string;
  /** Behind the word, trimmed. */
  readonly rest: string;
  readonly lines: readonly string[];
  /** 1-based line of its head. */
  readonly line: number;
}

/** Splits a stream into sections; text before the first one is dropped. */
export function readSections(text: string): readonly Section[] {
  const sections: { word: string; rest: string; lines: string[]; line: number }[] = [];
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const head = /^=== (\S{1,40})(?: (.{0,4000}))?$/.exec(line);
    if (head !== null) sections.push({ word: head[1] ?? '', rest: (head[2] ?? '').trim(), lines: [], line: i + 1 });
    else sections.at(-1)?.lines.push(line.startsWith(' === ') ? line.slice(1) : line);
  }
  return sections;
}

/** `key: value` lines. */
export function readFields(lines: readonly string[]): Readonly<Record<string, string>> {
  const pairs = lines.flatMap((line) => {
    const match = /^([A-Za-z][\w -]{0,60}): ?(.*)$/.exec(line);
    return match === null ? [] : [[match[1] ?? '', (match[2] ?? '').trim()] as const];
  });
  return Object.fromEntries(pairs);
}
