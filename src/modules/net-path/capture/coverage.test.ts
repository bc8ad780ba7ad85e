import { expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { readStream } from './stream.ts';

const stream = (...answers: readonly string[]): string =>
  ['=== diag net-path 1', 'host: web', 'own: 7', '=== ns 7 -', ...answers, '=== done'].join('\n');

const covered = (...answers: readonly string[]) => {
  const { lines, understood, outside, firstNotUnderstood } = coverageOf(
    readStream(stream(...answers), 'x').capture.namespaces,
  );
  return { lines, understood, outside, first: firstNotUnderstood };
};

test('a line counts where its reader took it', () => {
  const save = ['*filter', ':INPUT ACCEPT [0:0]', '-A INPUT -j DROP', 'something new', 'COMMIT'];
  expect(covered('=== ran 0 iptables-legacy-save -c', ...save)).toEqual({
    lines: 5,
    understood: 4,
    outside: 0,
    first: { line: 9, text: 'something new' },
  });
  expect(covered('=== ran 0 ip -4 -j rule', '[{"priority":0')).toMatchObject({ understood: 0, first: { line: 6 } });
  expect(covered('=== ran 0 nft -j list ruleset', '{"nftables": [')).toMatchObject({ understood: 0 });
  expect(covered('=== ran 2 grep -rs . /proc/sys', '/proc/sys/net/ipv4/ip_forward:1')).toMatchObject({ understood: 1 });
});

test('what failed, and what nobody reads, is no line that was understood', () => {
  expect(covered('=== ran 127 nft -j list ruleset', '=== err', 'nft: not found')).toEqual({
    lines: 1,
    understood: 0,
    outside: 1,
    first: undefined,
  });
  expect(covered('=== ran 0 xfrm state', '[]')).toMatchObject({ lines: 1, understood: 0, outside: 1 });
});
