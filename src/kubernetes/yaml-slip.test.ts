import { expect, test } from 'vitest';
import { yamlSlip } from './yaml-slip.ts';

const pod = [
  'apiVersion: v1',
  'kind: Pod',
  'spec:',
  '  containers:',
  '  - name: a',
  '    command:',
  '    - a',
  '  x: y',
];
const withLine = (at: number, text: string): string => pod.map((line, i) => (i === at - 1 ? text : line)).join('\n');

test.each([
  ['a space too few', withLine(4, ' containers:'), 4, /^1 space of indentation/],
  ['a space too many', withLine(7, '     - a'), 7, /^5 spaces of indentation/],
  ['a tab', withLine(7, '\t- a'), 7, /a tab/],
  ['spaces and a tab', withLine(7, '  \t- a'), 7, /a tab/],
  ['a merge conflict', withLine(2, '<<<<<<< HEAD'), 2, /merge conflict/],
])('%s is found', (_, text, line, message) => {
  expect(yamlSlip(text)).toMatchObject({ line, message: expect.stringMatching(message) });
});

test.each([
  ['a text without a slip of this kind', pod.join('\n')],
  ['a text indented by three everywhere', pod.map((line) => line.replace(/^ +/, '   ')).join('\n')],
  ['a comment that is indented oddly', withLine(4, '   # containers')],
  ['a tab within a line', withLine(4, '  containers:\t[]')],
  ['a few lines', 'a: 1\n b: 2'],
])('%s gives none', (_, text) => {
  expect(yamlSlip(text)).toBeUndefined();
});
