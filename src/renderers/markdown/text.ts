import { inert, inertLine } from '../../core/safe-text.ts';

/** A fence longer than any run of backticks in the text: nothing in it can end it. */
export function fence(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${inert(text.replaceAll('\r\n', '\n')).replace(/\n+$/, '')}\n${ticks}`;
}

/**
 * Text that Markdown shows as it is: no markup, no HTML, no link, no one mentioned. A command in backticks stays one;
 * what GitHub would make a link or a mention of becomes code too (GFM §6.9 autolinks, `www.x`, `anna@contoso.com`).
 */
export const prose = (text: string): string => shown(text, (code) => code);

/** The same as a cell of a table, which a bar ends, in code as well (GFM §4.10). */
export const cell = (text: string): string => shown(text, (code) => code.replace(/\|/g, '\\|'));

/** `kubectl get nodes` | https://evil.example/x | www.evil.example | anna@contoso.com | @team/x */
const codeParts =
  /(`[^`]{1,2000}`|(?:(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/|(?<![A-Za-z0-9])(?:www(?![A-Za-z0-9])|mailto:|xmpp:))[^\s`]{0,4000}|[^\s`<>()[\]|,;:"']{0,256}@[A-Za-z0-9][^\s`<>()[\]|,;"']{0,256})/i;

function shown(text: string, code: (span: string) => string): string {
  const parts = inertLine(text).split(codeParts);
  return parts
    .map((part, i) => (i % 2 === 0 ? literal(part) : code(part.startsWith('`') ? part : `\`${part}\``)))
    .join('')
    .replace(/^([ \t]{0,3})(#{1,6}(?=[ \t]|$)|[-+=](?=[ \t=-]|$)|\d{1,9}(?=[.)]))/, '$1\\$2')
    .replace(/^([ \t]{0,3})\\(\d{1,9})([.)])/, '$1$2\\$3');
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

const literal = (text: string): string =>
  text.replace(/[\\`*[\]<>|~&]/g, (c) => entities[c] ?? `\\${c}`).replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_');

export const bullets = (title: string, items: readonly string[], show = prose): string[] =>
  items.length === 0 ? [] : [`**${title}**`, items.map((item) => `- ${show(item)}`).join('\n')];

export const steps = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`**${title}**`, items.map((item, i) => `${i + 1}. ${prose(item)}`).join('\n')];

/** Closed until it is asked for; where a viewer knows no HTML, it stands open. `summary` is text. */
export const folded = (summary: string, parts: readonly string[]): string =>
  `<details>\n<summary>${html(summary)}</summary>\n\n${parts.join('\n\n')}\n\n</details>`;

/** In an HTML element Markdown's own characters are read too, so they are all written as numbers. */
const html = (text: string): string =>
  inertLine(text).replace(/[^A-Za-z0-9 .,:;()/-]/gu, (c) => `&#${c.codePointAt(0)};`);
