import { expect, test } from 'vitest';
import { recognize } from '../recognize.ts';
import { analyzeSession } from './analyze.ts';
import { readSession } from './read.ts';

const told = (...lines: readonly string[]) => {
  const session = readSession(lines.join('\n'));
  const { findings } = analyzeSession({ ...session, source: 'paste' });
  return { titles: findings.map(({ title }) => title), left: session.lines - session.understood };
};

test.each([
  ['java.net.ConnectException: Connection refused (Connection refused)', 'The destination refuses'],
  [
    'org.postgresql.util.PSQLException: Connection to db.example:5432 refused. Check that it is.',
    'db.example:5432 ref',
  ],
  ['Caused by: java.net.UnknownHostException: db', 'db is not resolved'],
  ['java.net.SocketTimeoutException: Read timed out', 'The destination does not answer within'],
  ['java.net.SocketTimeoutException: connect timed out', 'No answer comes from the destination'],
  [
    "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.example', port=443): Max retries exceeded with url: / (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))",
    'api.example:443 refuses',
  ],
  ['socket.gaierror: [Errno -2] Name or service not known', 'The name is not resolved'],
  ['Error: getaddrinfo ENOTFOUND db', 'db is not resolved'],
  ['Error: connect ECONNREFUSED 10.0.0.5:6379', '10.0.0.5:6379 refuses'],
  ['2026/02/10 10:00:00 dial tcp 10.0.0.5:5432: connect: connection refused', '10.0.0.5:5432 refuses'],
  ['System.Net.Http.HttpRequestException: Connection refused (api:8080)', 'api:8080 refuses'],
  ['SQLSTATE[HY000] [2002] Connection refused', 'The destination refuses'],
  ['Error: Connection refused (os error 111)', 'The destination refuses'],
  ['redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.', 'redis:6379 refuses'],
])('a library of a program speaks for itself: %s', (line, title) => {
  expect(told(line).titles[0]).toContain(title);
  expect(recognize(`${line}\n`)).toMatchObject({ readsWell: true });
});

test('the frames around it are its own', () => {
  const trace = [
    'Error: read ECONNRESET',
    '    at TCP.onStreamRead (node:internal/stream_base_commons:217:20) {',
    '  errno: -104,',
    "  code: 'ECONNRESET',",
    "  syscall: 'read'",
    '}',
  ];
  expect(told(...trace)).toMatchObject({ left: 0 });
  expect(told(...trace).titles).toHaveLength(1);
});

test.each([
  'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
  'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
  'org.apache.catalina.connector.ClientAbortException: java.io.IOException: Broken pipe',
  'java.io.IOException: Connection reset by peer',
  'Error: write EPIPE',
  'BrokenPipeError: [Errno 32] Broken pipe',
  'org.openqa.selenium.TimeoutException: Expected condition failed: timed out after 10 seconds',
  'java.util.concurrent.TimeoutException: Futures timed out after 5 seconds',
])('what is no connection to a server is left alone: %s', (line) => {
  expect(recognize(`${line}\n`).readsWell).not.toBe(true);
});

test.each([
  ['words that any program may print', ['job 7 failed: Connection refused']],
  ['a stack trace without a network', ['java.lang.NullPointerException: x is null', '\tat com.example.A.b(A.java:3)']],
  [
    'a log in which one line of many is about a connection',
    [...Array(200).fill('INFO request served in 3 ms'), 'Error: read ECONNRESET'],
  ],
])('%s are not taken for it', (_, lines) => {
  expect(recognize(`${lines.join('\n')}\n`).readsWell).not.toBe(true);
});

test('under the command of another tool a library tells nothing', () => {
  expect(told('$ make test', 'Error: connect ECONNREFUSED 10.0.0.5:6379').titles).toEqual([]);
});

const refused = 'WARN db: dial tcp 10.0.0.5:5432: connect: connection refused, retrying in 1s';

test.each([
  ['is over', [refused, refused, 'INFO connected to database'], 0],
  ['is one while nothing says so', [refused, 'INFO not connected to database', 'INFO waiting'], 1],
  ['is one where it came again', ['INFO connected to database', refused], 1],
])('an error of a program that says it is connected later %s', (_, lines, count) => {
  expect(told(...lines).titles).toHaveLength(count);
});
