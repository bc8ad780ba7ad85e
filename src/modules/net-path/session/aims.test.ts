import { expect, test } from 'vitest';
import { aimOf } from './aims.ts';

test.each([
  ['  Could not connect to web.example:80 (203.0.113.9), connection timed out [IP: 203.0.113.9 80]', '203.0.113.9', 80],
  ['mount error(111): could not connect to 10.0.0.9Unable to find suitable address.', '10.0.0.9', undefined],
  ['Get "https://reg.example/v2/": dial tcp [2001:db8::9]:443: connect: no route to host', '2001:db8::9', 443],
  ['Get "https://reg.example:5000/v2/": net/http: TLS handshake timeout', 'reg.example', 5000],
  ['psql: error: connection to server at "db" (10.0.0.5), port 5432 failed', '10.0.0.5', 5432],
  ["ERROR 2003 (HY000): Can't connect to MySQL server on 'db.example:3306' (111)", 'db.example', 3306],
  ['Could not connect to Redis at 127.0.0.1:6379: Connection refused', '127.0.0.1', 6379],
  [
    'Cannot initiate the connection to web.example:80 (2001:db8::9). - connect (101: Network is unreachable) Could not connect to web.example:80 (203.0.113.9), connection timed out',
    '203.0.113.9',
    80,
  ],
  ["HTTPSConnectionPool(host='pypi.example', port=443): Max retries exceeded", 'pypi.example', 443],
  ['npm ERR! network connect ETIMEDOUT 203.0.113.9:443', '203.0.113.9', 443],
  ["wget: can't connect to remote host (10.31.0.9): Connection refused", '10.31.0.9', undefined],
  ['Connecting to web.example (web.example)|10.31.0.9|:84... failed: Connection refused.', '10.31.0.9', 84],
  ['ssh: connect to host 2001:db8:7::9 port 22: Connection refused', '2001:db8:7::9', 22],
  ['telnet: Unable to connect to remote host: Connection refused', undefined, undefined],
  ['Could not open connection to the host, on port 25: Connect failed', undefined, 25],
])('what the line %j wanted to reach', (line, target, port) => {
  expect({ target: undefined, port: undefined, ...aimOf(line) }).toEqual({ target, port });
});
