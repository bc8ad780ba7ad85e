import { expect, test } from 'vitest';
import { readAccess } from '../../kubernetes/access.ts';
import { accessPair } from './host/sendable.ts';

const configOf = (user: object): string =>
  JSON.stringify({
    'current-context': 'one',
    clusters: [{ name: 'c', cluster: { server: 'https://own.example', 'certificate-authority': '/ca.crt' } }],
    contexts: [{ name: 'one', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: { token: 'a-token', ...user } }],
  });

const authority = '-----BEGIN CERTIFICATE-----\n';

function pairs(user: object, files: Readonly<Record<string, string | undefined>>) {
  const access = readAccess((path) => (path === '/config' ? configOf(user) : files[path]), ['/config']);
  return access === undefined ? undefined : accessPair(access, undefined, 0);
}

test.each([
  ['there', authority, 1],
  ['gone', undefined, 0],
  ['empty', '', 0],
])('with an authority that is %s', (_, ca, credentials) => {
  expect(pairs({}, { '/ca.crt': ca })).toHaveLength(credentials);
});

test('a credential that kubectl would not send is not sent, one of another is sent as of that other', () => {
  const files = { '/ca.crt': authority };
  expect(pairs({ 'client-certificate': '/gone.crt' }, files)).toEqual([]);
  expect(pairs({ 'as-groups': ['ops'] }, files)).toEqual([]);
  expect(pairs({ as: 'jane' }, files)).toMatchObject([{ impersonation: [['Impersonate-User', 'jane']] }]);
});
