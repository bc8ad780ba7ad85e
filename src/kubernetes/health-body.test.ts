import { describe, expect, test } from 'vitest';
import { parseEtcdHealth, parseHealthBody, parseKubeProxyHealth, parseStatusMessage } from './health-body.ts';

describe('a verbose health answer', () => {
  test('has passed, excluded and failed checks, names with slashes, and a last line', () => {
    const body = [
      '[+]ping ok',
      '[+]etcd excluded: ok',
      '[+]etcd-override-0 excluded with etcd: ok',
      'warn: some health checks cannot be excluded: no matches for "foo"',
      '[-]poststarthook/rbac/bootstrap-roles failed: reason withheld',
      'readyz check failed',
    ].join('\n');
    expect(parseHealthBody(body)).toEqual({
      passed: false,
      checks: [
        { name: 'ping', state: 'ok' },
        { name: 'etcd', state: 'excluded' },
        { name: 'etcd-override-0', state: 'excluded' },
        { name: 'poststarthook/rbac/bootstrap-roles', state: 'failed', reason: 'reason withheld' },
      ],
    });
  });

  test('of etcd ends with ok and gives the reason', () => {
    const body = '[+]data_corruption ok\n[-]linearizable_read failed: etcdserver: request timed out\n\n';
    expect(parseHealthBody(body)?.checks[1]).toMatchObject({ reason: 'etcdserver: request timed out' });
    expect(parseHealthBody('[+]serializable_read ok\nok\n')?.passed).toBeUndefined();
  });

  test.each(['ok', 'ok\n', '', '<html>', '404 page not found\n'])('%j is none', (body) => {
    expect(parseHealthBody(body)).toBeUndefined();
  });
});

test.each([
  ['{"health":"true","reason":""}', { healthy: true, reason: '' }],
  ['{"health":"true"}', { healthy: true, reason: '' }],
  ['{"health":"false","reason":"ALARM NOSPACE"}\n', { healthy: false, reason: 'ALARM NOSPACE' }],
  ['{"health":true}', undefined],
  ['ok', undefined],
])('etcd answers %s', (body, expected) => {
  expect(parseEtcdHealth(body)).toEqual(expected);
});

test('kube-proxy tells whether the node takes traffic', () => {
  const body =
    '{"lastUpdated": "2026-11-22 18:32:13 +0000 UTC m=+79.3","currentTime": "2026-11-22 18:32:40 +0000 UTC", "nodeEligible": false}';
  expect(parseKubeProxyHealth(body)).toMatchObject({ nodeEligible: false });
  expect(parseKubeProxyHealth('{"a":1}')).toBeUndefined();
});

test('a refusal carries its message', () => {
  expect(parseStatusMessage('{"kind":"Status","message":"Unauthorized","code":401}')).toBe('Unauthorized');
  expect(parseStatusMessage('{"status":"Failure","message":"Timeout"}')).toBe('Timeout');
  expect(parseStatusMessage('Unauthorized')).toBeUndefined();
});
