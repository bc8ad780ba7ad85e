import { expect, test } from 'vitest';
import { withCauses } from './causes.ts';
import type { Found, Raised } from './rules/rule.ts';

const raised = (name: Raised['name'], more: Partial<Found>) =>
  ({
    name,
    facts: { file: '' },
    severity: 'critical',
    confidence: 'likely',
    evidence: [{ source: 'stdin', text: name }],
    breaks: 'cni',
    ...more,
  }) as Raised;
const told = raised('reported-fault', { given: true, derived: true });
const causeOf = (host: Raised['name']) =>
  withCauses([told, raised(host, {})]).find(({ raised: { name } }) => name === 'reported-fault')?.consequenceOf;

test('what a text tells of a network add-on does not follow from a setting for packets of this host', () => {
  expect(causeOf('cni-ip-forward')).toBeUndefined();
  expect(causeOf('cni-br-netfilter')).toBeUndefined();
  expect(causeOf('cni-plugin-missing')).toBe('cni-plugin-missing');
});
