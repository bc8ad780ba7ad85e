import { expect, test } from 'vitest';
import { recognize } from '../recognize.ts';
import { isSession } from './is-session.ts';
import { readSession } from './read.ts';

test('texts of other tools are left to others', () => {
  const others = [
    '$ kubectl get pods\nNAME READY',
    'Nov 28 10:00:01 mail postfix/smtp[7]: connect to mx.example[192.0.2.1]:25: Connection timed out',
    'dial tcp 10.0.0.1:6443: connect: connection refused',
    '$ ping 10.0.0.1\nPING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.\n$ kubectl describe pod x',
  ];
  for (const text of others) {
    expect(isSession(readSession(text))).toBe(false);
    // Below what a module needs to take a text from another.
    expect(recognize(text).score).toBeLessThan(0.3);
  }
});

test('a long log of the kernel is one where its network fails', () => {
  const lines = Array.from({ length: 200 }, (_, i) => `[${i}.000100] usb 1-1: new high-speed USB device number ${i}`);
  expect(isSession(readSession(lines.join('\n')))).toBe(false);
  expect(
    isSession(readSession([...lines, '[201.1] nf_conntrack: nf_conntrack: table full, dropping packet'].join('\n'))),
  ).toBe(true);
});
