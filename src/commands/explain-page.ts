import { Chalk, type ChalkInstance } from 'chalk';
import wrapAnsi from 'wrap-ansi';

/** What a person in an outage reads before how the code is recognized. */
const first = ['What it means', 'Fix', 'Fix safety'];

/** A page of a code with its sections in the order of use: what it means, the fix, then the samples. */
export function inReadingOrder(page: string): string {
  const [head = '', ...sections] = page.split(/^(?=## )/m);
  const rank = (section: string) => {
    const at = first.indexOf(/^## (.*)$/m.exec(section)?.[1]?.trim() ?? '');
    return at === -1 ? first.length : at;
  };
  const ordered = [...sections].sort((a, b) => rank(a) - rank(b));
  return [head, ...ordered].map((part) => `${part.trimEnd()}\n`).join('\n');
}

/** The page for a terminal: headings bold, prose and lists wrapped, samples indented as they are. */
export function forTerminal(page: string, columns: number, color: boolean): string {
  const paint = new Chalk({ level: color ? 1 : 0 });
  const width = Math.max(40, Math.min(columns, 100));
  const parts = inReadingOrder(page).split(/^(```[\s\S]*?^```)$/m);
  return parts.map((part, i) => (i % 2 === 1 ? sample(part, paint) : prose(part, width, paint))).join('');
}

const sample = (fenced: string, paint: ChalkInstance): string =>
  fenced
    .split('\n')
    .slice(1, -1)
    .map((line) => (line === '' ? '' : paint.dim(`    ${line}`)))
    .join('\n');

/** Paragraphs and items are each put together, then broken to the width. */
function prose(text: string, width: number, paint: ChalkInstance): string {
  const blocks = text.split(/\n(?=\s*\n|#|- |\d+\. )/);
  return blocks.map((block) => wrapped(block, width, paint)).join('\n');
}

function wrapped(block: string, width: number, paint: ChalkInstance): string {
  const [, blank = '', body = ''] = /^(\s*)([\s\S]*)$/.exec(block) ?? [];
  const heading = /^#+ +(.*)/.exec(body);
  if (heading !== null) {
    const [line = '', ...rest] = body.split('\n');
    return [
      blank + paint.bold(line.replace(/^#+ +/, '')),
      ...(rest.length > 0 ? [wrapped(rest.join('\n'), width, paint)] : []),
    ].join('\n');
  }
  const mark = /^(?:- |\d+\. )/.exec(body)?.[0] ?? '';
  const end = /\s*$/.exec(body)?.[0] ?? '';
  const words = body
    .slice(mark.length)
    .trimEnd()
    .replace(/\s*\n\s*/g, ' ');
  const lines = wrapAnsi(marked(words, paint), width - mark.length, { trim: true }).split('\n');
  return blank + lines.map((line, i) => (i === 0 ? mark : ' '.repeat(mark.length)) + line).join('\n') + end;
}

const marked = (text: string, paint: ChalkInstance): string =>
  text
    .replace(/\*\*([^*\n]{1,500})\*\*/g, (_, words: string) => paint.bold(words))
    .replace(/`([^`\n]{1,500})`/g, (_, words: string) => paint.cyan(words));
