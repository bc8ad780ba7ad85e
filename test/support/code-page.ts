import { readFileSync } from 'node:fs';

/** A fenced block of a code page: what is run, and how. */
export interface PageBlock {
  /** First word of the info string: `args`, `log`, `csv`, `json` … */
  readonly language: string;
  /** Command-line words behind it: `--tz Europe/Berlin`. */
  readonly args: readonly string[];
  readonly text: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
}

export interface CodePage {
  readonly title: string;
  /** Headings of level 2, in order. */
  readonly headings: readonly string[];
  readonly reported: readonly PageBlock[];
  readonly notReported: readonly PageBlock[];
}

/** The headings every code page has, in this order. */
export const pageHeadings = ['What it means', 'Reported', 'Not reported', 'Fix', 'Fix safety', 'See also'];

export function readPage(path: string | URL): CodePage {
  const lines = readFileSync(path, 'utf8').split('\n');
  const headings: string[] = [];
  const blocks: { heading: string; block: PageBlock }[] = [];
  let open: { fence: string; info: string; line: number; text: string[] } | undefined;
  for (const [i, line] of lines.entries()) {
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (open !== undefined) {
      if (fence?.[1] === open.fence && fence[2] === '') {
        const [language = '', ...args] = open.info.trim().split(/\s+/);
        const block = { language, args, text: `${open.text.join('\n')}\n`, line: open.line };
        blocks.push({ heading: headings.at(-1) ?? '', block });
        open = undefined;
      } else open.text.push(line);
    } else if (fence !== null) open = { fence: fence[1] ?? '', info: fence[2] ?? '', line: i + 1, text: [] };
    else if (line.startsWith('## ')) headings.push(line.slice(3).trim());
  }
  const under = (heading: string) => blocks.filter((one) => one.heading === heading).map((one) => one.block);
  return {
    title: lines[0]?.replace(/^# /, '') ?? '',
    headings,
    reported: under('Reported'),
    notReported: under('Not reported'),
  };
}
