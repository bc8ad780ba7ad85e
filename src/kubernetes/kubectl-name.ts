import { shellWord } from '../core/quote.ts';

/**
 * Whether a name can stand alone as a word of kubectl's: one that begins with `-` would be an option
 * (`--server=https://…`), and an input's author would say which API server is asked. DNS names, and `:` of `system:node:w1`.
 */
export const isKubectlName = (name: string): boolean => /^[a-z0-9](?:[a-z0-9.:-]{0,251}[a-z0-9])?$/.test(name);

/** Whether a program reads a word as an option. */
export const isOption = (word: string): boolean => /^-\S/.test(word);

/** Lines of advice without those in which a fact stands as an option of kubectl's. */
export function withoutOptions(lines: readonly string[], facts: readonly string[]): readonly string[] {
  // `Pod shop/web-1`, `team=ml:NoSchedule`: a part may stand alone too.
  const options = facts.flatMap((fact) => [fact, ...fact.split(/[\s/]+/)]).filter(isOption);
  return options.length === 0
    ? lines
    : lines.filter((line) => !line.includes('kubectl') || !options.some((one) => line.includes(` ${shellWord(one)}`)));
}
