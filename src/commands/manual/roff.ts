/** A text as roff prints it: nothing of it is taken for a request or an escape (man-pages(7)). */
export const roffText = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '\\&...')
    .replace(/^(?=[.'])/gm, '\\&');

/** A section heading. */
export const section = (title: string): string => `.SH "${title.toUpperCase()}"`;

/** A word with what it means, indented below it. */
export const item = (word: string, means: string): string => `.TP\n\\fB${roffText(word)}\\fR\n${roffText(means)}`;

/** Command lines as they are typed. */
export const lines = (texts: readonly string[]): string => `.nf\n.RS 4\n${texts.map(roffText).join('\n')}\n.RE\n.fi`;
