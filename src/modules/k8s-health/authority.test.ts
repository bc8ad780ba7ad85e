import { expect, test } from 'vitest';
import { readAccess } from '../../kubernetes/access.ts';
import { accessPair } from './host/sendable.ts';

const config = JSON.stringify({
  'current-context': 'one',
  clusters: [{ name: 'c', cluster: { server: 'https://own.example', 'certificate-authority': '/ca.crt' } }],
  contexts: [{ name: 'one', context: { cluster: 'c', user: 'u' } }],
  users: [{ name: 'u', user: { token: 'a-token' } }],
});

test.each([
  ['there', '-----BEGIN CERTIFICATE-----\n', 1],
  ['gone', undefined, 0],
  ['empty', '', 0],
])('with an authority that is %s', (_, ca, credentials) => {
  const access = readAccess((path) => (path === '/ca.crt' ? ca : config), '/config');
  expect(access === undefined ? undefined : accessPair(access, undefined, 0)).toHaveLength(credentials);
});
