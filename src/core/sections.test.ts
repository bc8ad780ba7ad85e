import { expect, test } from 'vitest';
import { readFields, readSections } from './sections.ts';

const stream = [
  '=== diag k8s-health 1',
  'host: cp-1',
  '=== file /etc/a b',
  ' === quoted',
  '   === deeper',
  'key: 1',
  '===',
];

test('a content line that looks like a head is content, as it was', () => {
  expect(readSections(stream.join('\n'))).toEqual([
    { word: 'diag', rest: 'k8s-health 1', lines: ['host: cp-1'], line: 1 },
    { word: 'file', rest: '/etc/a b', lines: ['=== quoted', '  === deeper', 'key: 1', '==='], line: 3 },
  ]);
});

test('line ends of Windows are those of the stream, or those of a file in it', () => {
  expect(readSections(stream.join('\r\n'))).toEqual(readSections(stream.join('\n')));
  expect(readSections('=== file /a\nkey: 1\r\n')[0]?.lines).toEqual(['key: 1\r', '']);
});

test('fields are read, and what is none is passed over', () => {
  expect(readFields(['uptime etcd: 12', 'host:cp-1', '1: x'])).toEqual({ 'uptime etcd': '12', host: 'cp-1' });
});
