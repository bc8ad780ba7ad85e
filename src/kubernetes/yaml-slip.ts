import type { YamlProblem } from './yaml-text.ts';

/**
 * The slip of the hand that made a text invalid, where one line gives itself away; a parser only notices
 * it further down, often at the end of the block. Undefined where no single line stands out.
 */
export function yamlSlip(text: string): YamlProblem | undefined {
  const lines = text.split('\n').map((content, i) => ({ content, line: i + 1 }));
  const told = lines.filter(({ content }) => /\S/.test(content) && !/^\s*#/.test(content));
  const marker = told.find(({ content }) => /^(?:<{7} |>{7} |={7}$)/.test(content));
  if (marker !== undefined) return { line: marker.line, message: 'a marker of an unresolved merge conflict' };
  const tab = told.find(({ content }) => /^ *\t/.test(content));
  if (tab !== undefined) return { line: tab.line, message: 'a tab in the indentation, where YAML takes spaces only' };
  const [first, ...others] = told.filter(({ content }) => indentOf(content) % 2 === 1);
  if (first === undefined || others.length > 0 || told.length < 5) return undefined;
  const spaces = indentOf(first.content);
  return {
    line: first.line,
    message: `${spaces} ${spaces === 1 ? 'space' : 'spaces'} of indentation, an even number in every other line`,
  };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
