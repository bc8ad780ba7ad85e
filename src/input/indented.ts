import { type Source, textSource } from './source.ts';
import { peek } from './tee.ts';

/** A paste is short; a longer text that begins with a blank is read as it is. */
const maxBytes = 1 << 20;
/** Blanks, and the marks of a quotation in Markdown or a mail. */
const margin = /^[ \t>]*/;

/** A manifest or a kubeconfig: a tab in front of its lines is its fault, blanks are none. */
const yaml = /^(?:apiVersion|kind|metadata|spec|clusters|contexts|users):/;

/** Whether the first line of a text with anything in it begins with a blank or a mark of quotation. */
export const beginsIndented = (head: Buffer): boolean => /^(?:[ \t]*\r?\n)*[ \t>]/.test(head.toString('latin1'));

/** A text without the margin that all its lines have: a code block, a quoted mail. Any other source as it is. */
export async function withoutMargin(source: Source): Promise<Source> {
  const { head, source: whole } = await peek(source, maxBytes);
  const text = head.length < maxBytes ? head.toString('utf8') : '';
  const common = text.includes('\0') ? '' : commonMargin(text);
  if (common === '') return whole;
  const lines = text.split('\n').map((line) => withoutStart(line, common));
  return textSource(source.name, lines.some((line) => yaml.test(line)) ? text : lines.join('\n'));
}

/** A line with nothing in it may lack the end of the margin. */
const withoutStart = (line: string, start: string): string =>
  line.startsWith(start) ? line.slice(start.length) : line.replace(margin, '');

/** The longest beginning of blanks and marks that all lines with anything else have. */
function commonMargin(text: string): string {
  let common: string | undefined;
  for (const line of text.split('\n')) {
    const own = margin.exec(line)?.[0] ?? '';
    if (line.slice(own.length).trim() === '') continue;
    common ??= own;
    while (!own.startsWith(common)) common = common.slice(0, -1);
    if (common === '') return '';
  }
  return common ?? '';
}
