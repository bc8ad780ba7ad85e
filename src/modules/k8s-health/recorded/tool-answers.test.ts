import { expect, test } from 'vitest';
import { readToolAnswers } from './tool-answers.ts';

const rule = '+-------------------------+------------------+---------+';
const heading =
  '| ENDPOINT | ID | VERSION | DB SIZE | IS LEADER | IS LEARNER | RAFT TERM | RAFT INDEX | RAFT APPLIED INDEX | ERRORS |';
const row = (host: string, errors = '') =>
  `| https://${host}:2379 | 77aa0b1c2d3e4f50 | 3.5.9 | 20 kB | false | false | 6 | 419 | 419 | ${errors} |`;
const told = (...lines: string[]) => readToolAnswers(lines).sections.map((section) => section.lines.join(' '));

test('a status without an error is an answer, one with an error is none', () => {
  expect(told(rule, heading, row('192.0.2.1'), row('192.0.2.2', 'etcdserver: no leader'))).toEqual([
    '=== GET https://192.0.2.1:2379/health component etcd HTTP/1.1 200 OK  {"health":"true"}',
    '=== GET https://192.0.2.2:2379/health component etcd HTTP/1.1 503 Service Unavailable  {"health":"false","reason":"etcdserver: no leader"}',
  ]);
});

test('a member that gives no status does not answer', () => {
  expect(told('Failed to get the status of endpoint 192.0.2.3:2379 (context deadline exceeded)')).toEqual([
    '=== GET https://192.0.2.3:2379/health component etcd ERROR GAVE_UP context deadline exceeded',
  ]);
});

test('lines by commas are read, tables without the column of errors and other tables are not', () => {
  expect(told('127.0.0.1:2379, 77aa0b1c2d3e4f50, 3.5.9, 20 kB, true, false, 2, 10, 10, ')).toHaveLength(1);
  expect(told('| http://192.0.2.1:2379 | 77aa0b1c2d3e4f50 | 3.3.0 | 7 MB | true | 81 | 288 |')).toEqual([]);
  expect(readToolAnswers([rule, '| a | b |']).lines.size).toBe(0);
});
