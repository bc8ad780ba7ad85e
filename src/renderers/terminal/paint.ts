import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Severity } from '../../core/finding.ts';
import { inert, inertLine } from '../../core/safe-text.ts';
import type { Cell, Tone } from '../../core/view.ts';

/** What the terminal can do, as functions from text to text. Everything shown goes through `line` or `wrap`. */
export interface Paint {
  readonly width: number;
  readonly ascii: boolean;
  readonly color: ChalkInstance;
  tone(text: string, tone: Tone): string;
  /** One line, made inert and cut to what is left after `indent` columns. */
  line(text: string, indent?: number): string;
  /** Lines of at most the width, each behind `indent` spaces; the first may have another prefix. */
  wrap(text: string, indent: number, first?: string): string[];
  /** A bullet: prose is wrapped, a command in backticks stays on one line, whole where it is longer than one. */
  prose(text: string, indent: number, bullet: number, mark?: string): string[];
}

/** What stands in backticks in a sentence. */
const command = /`([^`\n]{1,2000})`/;
const commands = new RegExp(command, 'g');
/** Stands for a space at which no line is broken. */
const glue = '\u00a0';

export function createPaint(settings: { width: number; color: boolean; ascii: boolean }): Paint {
  const color = new Chalk({ level: settings.color ? 1 : 0 });
  const { width, ascii } = settings;
  const shown = (text: string) => (ascii ? toAscii(text) : text);
  const behind = (lines: readonly string[], indent: number, first?: string): string[] =>
    lines.map((line, i) => (i === 0 && first !== undefined ? first : ' '.repeat(indent)) + line);
  const fill = (text: string, indent: number): string[] =>
    wrapAnsi(text, Math.max(10, width - indent), { hard: true, trim: true }).split('\n');
  const wrap: Paint['wrap'] = (text, indent, first) => behind(fill(shown(inert(text)), indent), indent, first);
  const line: Paint['line'] = (text, indent = 0) => cut(shown(inertLine(text)), width - indent, ascii);
  return {
    width,
    ascii,
    color,
    tone: (text, tone) => toneOf(color, tone)(text),
    line,
    wrap,
    prose: (text, indent, bullet, mark = '-') => {
      const first = `${' '.repeat(bullet)}${mark} `;
      const parts = text.split(command);
      if (parts.every((part, i) => i % 2 === 0 || columns(part) + 2 <= width - indent)) {
        const glued = shown(inert(text)).replace(commands, (one) => one.replaceAll(' ', glue));
        return behind(fill(glued, indent), indent, first).map((one) => one.replaceAll(glue, ' '));
      }
      const lines = parts.flatMap((part, i) => {
        if (i % 2 === 1) return [' '.repeat(indent) + line(part, -10_000)];
        // The end of a line divides a command from what follows it.
        const text = part.replace(/^[;,.]/, '').trim();
        return text === '' ? [] : wrap(text, indent);
      });
      return lines.map((one, i) => (i === 0 ? first + one.slice(indent) : one));
    },
  };
}

const toneOf = (color: ChalkInstance, tone: Tone): ChalkInstance =>
  ({ plain: color.reset, good: color.green, warning: color.yellow, bad: color.red, muted: color.dim })[tone];

/** ASCII, and the signs that diag draws with: one column each. Anything else needs ICU's tables, which cost a start 10 ms. */
const narrow = /^[ -~·×–—…‼→│─└├█▒]*$/;

/** Columns a text takes, wide characters as two. */
export const columns = (text: string): number => (narrow.test(text) ? text.length : stringWidth(text));

/** Cuts to a number of columns and says so with an ellipsis. */
export function cut(text: string, room: number, ascii: boolean): string {
  if (columns(text) <= room) return text;
  const mark = ascii ? '...' : '…';
  if (narrow.test(text)) return text.slice(0, Math.max(0, room - mark.length)) + mark;
  let kept = '';
  let used = mark.length;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += columns(segment);
    if (used > room) break;
    kept += segment;
  }
  return kept + mark;
}

/** Lines of at most `width` columns; what does not fit in so many is cut. */
export function fold(text: string, width: number, most: number, ascii: boolean): string[] {
  if (columns(text) <= width) return [text];
  const lines = wrapAnsi(text, width, { hard: true, trim: true }).split('\n');
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), width, ascii)];
}

/** Pads to a number of columns. */
export function pad(text: string, room: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, room - columns(text)));
  return align === 'left' ? text + space : space + text;
}

export const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);
export const cellTone = (cell: Cell): Tone => (typeof cell === 'string' ? 'plain' : cell.tone);

/** A sign for a severity; CP437 has all of the Unicode ones. */
export const severitySign = (severity: Severity, ascii: boolean): string =>
  ascii ? { critical: 'x', warning: '!', info: 'i' }[severity] : { critical: '×', warning: '‼', info: 'i' }[severity];

export const severityTone: Readonly<Record<Severity, Tone>> = { critical: 'bad', warning: 'warning', info: 'plain' };

/** ASCII stand-ins for what diag itself writes; anything else beyond ASCII becomes a visible escape. */
const standIns: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '→': '->',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '±': '+-',
  '·': '-',
  '§': 'S',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '√': 'v',
  '‼': '!',
  '█': '#',
  '│': '|',
  '─': '-',
  '└': '`',
  '├': '|',
};

const toAscii = (text: string): string =>
  text.replace(/[^\u0000-\u007f]/gu, (c) => standIns[c] ?? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
