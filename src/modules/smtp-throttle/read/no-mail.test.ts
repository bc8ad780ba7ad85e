import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

test.each([
  ['a library of that version', '2026-03-02 08:30:09 INFO using jackson 4.3.2 and mail-api 5.1.1'],
  ['an upgrade', 'Upgrade: exment 4.3.3 -> 4.4.0\nerror handling: debug@4.3.2 failed before'],
  ['an address', '2026-03-02 08:30:09 ERROR connection to 10.4.3.2 failed'],
  ['a section of a standard', 'see RFC 5321 section 4.3.2 for the error replies'],
  [
    'another protocol',
    '2026/03/02 08:30:09 http: TLS handshake error from 1.2.3.4: remote error: tls: unknown certificate',
  ],
  ['a database', 'FATAL: sorry, too many connections already'],
  [
    'a cluster that does not come up',
    '[kubelet-check] Initial timeout of 40s passed.\n\nUnfortunately, an error has occurred:\ntimed out waiting for the condition\n',
  ],
  [
    'a health check of etcd',
    '$ etcdctl endpoint health\n127.0.0.1:2379 is unhealthy: failed to connect: connection refused',
  ],
  ['IMAP', 'imap: a NO [ALERT] Too many simultaneous connections. (Failure)'],
])('%s is no failed mail', async (_, text) => {
  expect((await readText(`${text}\n`)).failed).toEqual({});
});
