import { expect, test } from 'vitest';
import { firstAddress, inRange, isAddress, isLoopback } from './addresses.ts';

test.each([
  ['10.96.0.1', '10.96.0.0/12', true],
  ['10.112.0.1', '10.96.0.0/12', false],
  ['fd00:10:96::a', 'fd00:10:96::/112', true],
  ['[fd00:10:96::a]', 'fd00:10:96::/112', true],
  ['fd00:10:97::a', 'fd00:10:96::/112', false],
  ['10.96.0.1', 'fd00:10:96::/112', undefined],
  ['cp-1', '10.96.0.0/12', undefined],
  ['10.96.0.1', '10.96.0.0', undefined],
  ['10', '10.0.0.0/8', undefined],
])('%s in %s: %s', (address, range, is) => {
  expect(inRange(address, range)).toBe(is);
});

test.each([
  ['10.96.0.0/12', '10.96.0.1'],
  ['fd00:10:96::/112', 'fd00:10:96::1'],
  ['services', undefined],
])('the first address of %s is %s', (range, first) => {
  expect(firstAddress(range)).toBe(first);
});

test('loopback is an address or the name of one', () => {
  expect(['localhost', '127.0.0.1', '127.8.0.1', '::1', '[::1]'].filter((host) => !isLoopback(host))).toEqual([]);
  expect(['127.example.com', '10.0.0.1', '::2', 'cp-1'].filter(isLoopback)).toEqual([]);
  expect(['10.0.0.1', 'fd00::1', '[fd00::1]'].filter((host) => !isAddress(host))).toEqual([]);
  expect(['cp-1', '1', '10.0.0', 'a.b.c.d'].filter(isAddress)).toEqual([]);
});
