import { expect, test } from 'vitest';
import * as address from './address.ts';

const read = (text: string): address.Address => {
  const found = address.parseAddress(text);
  if (found === undefined) throw new Error(text);
  return found;
};

test.each([
  ['FD00:0:0::1', 'fd00::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['10.0.0.1', '10.0.0.1'],
  ['web', 'web'],
])('%s is written %s', (text, canonical) => {
  expect(address.canonical(text)).toBe(canonical);
});

test.each(['10.0.0', '10.0.0.256', '1::2::3', 'fe80::1%eth0', '10.0.0.1:80', ''])('%j is no address', (text) => {
  expect(address.parseAddress(text)).toBeUndefined();
});

test('a prefix covers by its length alone', () => {
  const prefix = address.parsePrefix('10.244.3.9/22', 4);
  expect(prefix && address.formatPrefix(prefix)).toBe('10.244.0.0/22');
  expect(prefix && address.covers(prefix, read('10.244.3.255'))).toBe(true);
  expect(prefix && address.covers(prefix, read('10.244.4.0'))).toBe(false);
  expect(address.parsePrefix('10.0.0.0/33', 4)).toBeUndefined();
});

test('addresses of their own kind are told apart', () => {
  expect(address.isLoopback(read('127.9.9.9')) && address.isLoopback(read('::1'))).toBe(true);
  expect(address.isLinkLocal(read('fe80::1'))).toBe(true);
  expect(address.isLocalMulticast(read('224.0.0.9'))).toBe(true);
  expect(address.isLimitedBroadcast(read('255.255.255.255'))).toBe(true);
  expect(address.isZeroNet(read('0.0.0.0')) && !address.isZeroNet(read('::'))).toBe(true);
  expect(address.sameAddress(read('::1'), read('0:0::1'))).toBe(true);
});
