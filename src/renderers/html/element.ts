import { inert } from '../../core/safe-text.ts';
import type { Tone } from '../../core/view.ts';

/** Text as HTML content or a quoted attribute: markup is text, active characters are visible escapes. */
export const escaped = (text: string): string =>
  inert(text)
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`);

/** An element; `attributes` values are escaped, `content` is HTML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: string,
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return `<${name}${written}>${content}</${name}>`;
}

/** The class of a tone; names that severities use too get a suffix. */
export const toneClass: Readonly<Record<Tone, string>> = {
  plain: 'plain-tone',
  good: 'good',
  warning: 'warning-tone',
  bad: 'bad',
  muted: 'muted',
};

/** Text with what stands in backticks set as code. */
export const prose = (text: string): string =>
  text
    .split(/`([^`]{1,2000})`/)
    .map((part, i) => (i % 2 === 1 ? element('code', {}, escaped(part)) : escaped(part)))
    .join('');
