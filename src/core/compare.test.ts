import { expect, test } from 'vitest';
import { type Check, passed, skipped, unchecked } from './check.ts';
import { compare } from './compare.ts';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

const finding = (code: string, title: string, source = 'a.log'): Finding =>
  ({ code, name: code.toLowerCase(), title, evidence: [{ source, text: 'x' }] }) as unknown as Finding;
const report = (findings: Finding[], checks: Check[] = []): Report => ({ findings, checks }) as unknown as Report;
const titles = (findings: readonly Finding[]) => findings.map(({ title }) => title);

test('what is found in both is still there, in its second wording', () => {
  const { fixed, added, still } = compare(report([finding('A1', '3 recycles')]), report([finding('A1', '4 recycles')]));
  expect(titles(still)).toEqual(['4 recycles']);
  expect([...fixed, ...added]).toEqual([]);
});

test('of two with one code, the one that is gone is fixed and not its sibling', () => {
  const before = report([finding('A1', 'pool Shop'), finding('A1', 'pool Api')]);
  const { fixed, still } = compare(before, report([finding('A1', 'pool Api')]));
  expect(titles(fixed)).toEqual(['pool Shop']);
  expect(titles(still)).toEqual(['pool Api']);
});

test('another place of the same fault is matched by its source', () => {
  const before = report([finding('A1', '3 in a', 'a.log'), finding('A1', '5 in b', 'b.log')]);
  const { fixed, still } = compare(before, report([finding('A1', '6 in b', 'b.log')]));
  expect(titles(fixed)).toEqual(['3 in a']);
  expect(titles(still)).toEqual(['6 in b']);
});

test('what was not there before is new', () => {
  expect(titles(compare(report([]), report([finding('B2', 'new')])).added)).toEqual(['new']);
});

test.each([
  ['its check passed', [passed('a1', ['a'])], 'fixed'],
  ['its check could not run', [unchecked('a1', 'no permission')], 'unknown'],
  ['its check was skipped', [skipped('a1', 'left out by --skip')], 'unknown'],
  ['no check is named and all ran', [passed('other', ['a'])], 'fixed'],
  ['no check is named and something could not be checked', [unchecked('files', 'no permission')], 'unknown'],
] as const)('a finding that is gone: %s', (_, checks, state) => {
  expect(titles(compare(report([finding('A1', 'gone')]), report([], [...checks]))[state])).toEqual(['gone']);
});
