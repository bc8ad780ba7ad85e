import { expect, test } from 'vitest';
import { policyFor, readPolicies } from './policies.ts';

const text = [
  'src 10.1.0.0/24 dst 10.2.0.0/24 ',
  '\tdir out priority 371327 ptype main ',
  '\ttmpl src 192.0.2.1 dst 192.0.2.2',
  '\t\tproto esp spi 0xc0a1b2c3 reqid 1 mode tunnel',
  'src 10.9.0.0/16 dst 10.1.0.5/32 proto tcp dport 22 ',
  '\tdir in action block priority 0 ',
  'src 10.8.0.0/16 dst 0.0.0.0/0 ',
  '\tdir out priority 0 ',
  'src ::/0 dst ::/0 ',
  '\tsocket in priority 0 ',
].join('\n');
const policies = readPolicies({ command: 'ip xfrm policy', status: 0, text, error: '', source: 'test' });
const between = (source: string, destination: string) => ({ source, destination });

test('a policy with a template and one that blocks are read; what lets pass, and those of sockets, are not', () => {
  expect(policies.map(({ direction, record }) => [direction, record.text.trim()])).toEqual([
    ['out', 'src 10.1.0.0/24 dst 10.2.0.0/24'],
    ['in', 'src 10.9.0.0/16 dst 10.1.0.5/32 proto tcp dport 22'],
  ]);
});

test('a policy is about the addresses and the direction it names', () => {
  expect(policyFor(policies, 'out', between('10.1.0.7', '10.2.0.7'))?.direction).toBe('out');
  expect(policyFor(policies, 'fwd', between('10.1.0.7', '10.2.0.7'))).toBeUndefined();
  expect(policyFor(policies, 'out', between('10.1.1.7', '10.2.0.7'))).toBeUndefined();
});
