import { expect, test } from 'vitest';
import { readErrorText } from './read-error-text.ts';

const idsOf = (text: string) =>
  readErrorText(text).readings.map(({ id, becauseOf }) => (becauseOf === undefined ? id : `${id} < ${becauseOf}`));
const first = (text: string) => readErrorText(text).readings[0];

test('that RBAC refuses one request is not why another is not authenticated', () => {
  const status = (code: number, message: string) =>
    JSON.stringify({ kind: 'Status', status: 'Failure', message, code });
  const refused = 'pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "shop"';
  expect(idsOf(`$ curl a\n${status(403, refused)}\n$ curl b\n${status(401, 'Unauthorized')}`)).toEqual([
    'user-forbidden',
    'answer-401',
  ]);
});

test('a word that kubectl does not know explains nothing of the cluster', () => {
  const text = `error: the server doesn't have a resource type "data"
NAME   STATUS    VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE
data   Pending                                      ssd            16d`;
  expect(idsOf(text)).toEqual(['claim-pending', 'resource-type-unknown']);
});

test('what a colon announces on the next line belongs to the message', () => {
  const text =
    'ComparisonError: error running server side apply:\n  Job.batch "seed" is invalid: spec.template: Invalid value: [REDACTED]:\n  field is immutable';
  expect(first(text)?.next.join()).toContain('cannot be changed in place');
});

test('the result of a task of Ansible is read where its beginning was cut off', () => {
  const text = String.raw`e of this error", "stderr_lines": ["W0209 20:26:23.278688 265 utils.go:69] The recommended value", "\t[ERROR CreateJob]: Job \"upgrade-health-check-qh24w\" in the namespace \"kube-system\" did not complete in 15s: no condition of type Complete", "[preflight] If you know what you are doing, you can make a check non-fatal"], "stdout": "[upgrade] Running\n"}`;
  expect(idsOf(text)[0]).toBe('preflight-unhealthy-cluster');
});

test('lines of two pods that are not in order do not last for a day', () => {
  const line = (pod: string, time: string) =>
    `[pod/${pod}/app] E1108 ${time}.1       1 a.go:1] Failed to watch *v1.Node: Get "https://192.0.2.1:6443/api/v1/nodes": http2: client connection lost`;
  expect(first([line('a', '18:39:49'), line('b', '18:39:47')].join('\n'))?.confidence).toBe('possible');
});

test('healthy is asked of an apiserver at its own ports only', () => {
  const late = (url: string) => `Get "${url}/healthz": context deadline exceeded (Client.Timeout exceeded)`;
  expect(idsOf(late('https://192.0.2.7:6443'))).toEqual(['apiserver-slow']);
  expect(idsOf(late('https://172.30.70.208:443'))).toEqual([]);
});

test('a router that OpenShift lacks explains what waits for it', () => {
  const text = `ERROR IngressStateEndpointsDegraded: No subsets found for the endpoints of oauth-server
ERROR RouteDegraded: no ingress for host oauth.apps.c1.example.org in route oauth-openshift in namespace openshift-authentication`;
  expect(idsOf(text)).toEqual(['openshift-no-router', 'openshift-condition < openshift-no-router']);
});

test('a look-up that the same command answers later is over; another name tells nothing', () => {
  const silent = ';; connection timed out; no servers could be reached';
  const isOver = (again: string) =>
    readErrorText(
      `# nslookup api.shop 10.96.0.10\n${silent}\n# nslookup ${again} 10.96.0.10\nName:\t${again}\n`,
    ).readings.map(({ over }) => over === true);
  expect(isOver('api.shop')).toEqual([true]);
  expect(isOver('web.example')).toEqual([false]);
});

test('a name that is not of an apiserver is no fault of a kubeconfig', () => {
  const late = (url: string, name: string) => `Get "${url}": dial tcp: lookup ${name} on 10.96.0.10:53: no such host`;
  expect(first(late('https://k8s.example.com:6443/api/v1/nodes', 'k8s.example.com'))?.name).toBe('kubeconfig-dns');
  expect(first(late('https://hooks.example.com/notify', 'hooks.example.com'))?.name).toBeUndefined();
  expect(first('Error: getaddrinfo ENOTFOUND db.shop.svc.cluster.local')?.name).toBeUndefined();
});
