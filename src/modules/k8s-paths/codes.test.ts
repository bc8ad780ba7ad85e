import { expect, test } from 'vitest';
import { allCodes, type CodeName, codeNamed, isCodeName } from './codes.ts';
import { type Raised, type Rule, state } from './rules/rule.ts';

const raised = { facts: { file: '/etc/x' }, confidence: 'proven', evidence: [state('/etc/x', 'x')] } as const;

test('a name that no code has does not compile', () => {
  // @ts-expect-error a slip of the pen
  const slip: Raised = { ...raised, name: 'etcd-no-space' };
  // @ts-expect-error no such cause
  const cause: Raised = { ...raised, name: 'etcd-nospace', causes: ['disk-ful'] };
  // @ts-expect-error no such code to be judged
  const judged: Rule['names'] = ['kubelet-stoped'];
  for (const name of [slip.name, cause.causes?.[0], judged[0]]) expect(isCodeName(name)).toBe(false);
});

test('each name leads to its code', () => {
  const names: readonly CodeName[] = allCodes.map(({ entry }) => entry.name);
  expect(new Set(names).size).toBe(allCodes.length);
  for (const name of names) expect(codeNamed(name).entry.name).toBe(name);
});
