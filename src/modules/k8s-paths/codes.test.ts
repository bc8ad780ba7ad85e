import { expect, test } from 'vitest';
import { allCodes, type CodeName, codeNamed, isCodeName } from './codes.ts';
import { sayings } from './disk/log-rules.ts';
import { messages } from './error-text/find-message.ts';
import { facts, type Raised, type Rule, state } from './rules/rule.ts';

const raised = { facts: { file: '/etc/x' }, confidence: 'proven', evidence: [state('/etc/x', 'x')] } as const;

test('a name that no code has does not compile', () => {
  // @ts-expect-error a slip of the pen
  const slip: Raised = { ...raised, name: 'kubelet-stoped' };
  // @ts-expect-error no such cause
  const cause: Raised = { ...raised, name: 'kubelet-stopped', causes: ['disk-ful'] };
  // @ts-expect-error no such code to be judged
  const judged: Rule['names'] = ['kubelet-stoped'];
  for (const name of [slip.name, cause.causes?.[0], judged[0]]) expect(isCodeName(name)).toBe(false);
});

test('a fact that a code is not told without, or that no code has, compiles neither', () => {
  // @ts-expect-error without its quota and its size
  const bare: Raised = { ...raised, name: 'etcd-nospace' };
  // @ts-expect-error a slip of the pen
  const slip = facts('/etc/x', { acutal: '1' });
  expect([bare.facts, slip]).not.toContainEqual(expect.objectContaining({ actual: expect.anything() }));
});

test('each name leads to its code', () => {
  const names: readonly CodeName[] = allCodes.map(({ entry }) => entry.name);
  expect(new Set(names).size).toBe(allCodes.length);
  for (const name of names) expect(codeNamed(name).entry.name).toBe(name);
});

test('a line of a log is enough for the codes of the rows for logs', () => {
  const known = { file: '/var/log/x', actual: 'said', subject: 'etcd' };
  const names = messages.flatMap(({ inLogs, name }) => (inLogs === true && name !== undefined ? [name] : []));
  expect(names).not.toEqual([]);
  for (const name of names) expect(sayings[name] ?? codeNamed(name)(known, raised).title).not.toMatch(/undefined/);
});
