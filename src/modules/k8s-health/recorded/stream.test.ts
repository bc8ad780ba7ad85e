import { expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { readRecording } from './stream.ts';

const head = ['=== diag k8s-health 1', 'host: cp-1', 'time: 2026-11-22T18:40:00Z'];
const list = JSON.stringify({
  kind: 'PodList',
  items: [
    {
      metadata: { name: 'coredns-1', labels: { 'k8s-app': 'kube-dns' }, creationTimestamp: '2026-11-22T18:00:00Z' },
      status: { podIP: '10.244.0.2', conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ],
});
const pods = [
  '=== GET https://127.0.0.1:6443/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns as admin with ca.crt',
  'HTTP/1.1 200 OK',
  '',
  list,
];
const process = ['=== processes', '77 /coredns -conf /etc/coredns/Corefile'];
const routes = ['=== text /proc/77/net/fib_trie', '     |-- 10.244.0.2', '        /32 host LOCAL'];
const ready = ['=== GET http://10.244.0.2:8181/ready', 'HTTP/1.1 200 OK', '', 'OK'];

function dnsOf(...sections: readonly (readonly string[])[]) {
  const recording = readRecording([head, ...sections].flat().join('\n'), 'test');
  const { data, checks } = analyze({ inputs: [], nodes: recording?.nodes ?? [] });
  const { hosts } = data as { hosts: { components: { component: string; url: string; state: string }[] }[] };
  return {
    dns: hosts[0]?.components.filter(({ component }) => component === 'coredns').map(({ url, state }) => [url, state]),
    unchecked: checks.filter(({ id, status }) => id === 'coredns-health' && status === 'unchecked').length,
  };
}

test('a pod and its process are one CoreDNS', () => {
  expect(dnsOf(process, routes, pods, ready)).toEqual({ dns: [['pod://coredns-1', 'ok']], unchecked: 0 });
});

test('without the list of pods it is told by its address', () => {
  const { dns } = dnsOf(process, routes, ready);
  expect(dns).toContainEqual(['http://10.244.0.2:8181', 'ok']);
});

test('a pod that was listed and not asked counts as its kubelet found it, and is unchecked', () => {
  expect(dnsOf(pods)).toEqual({ dns: [['pod://coredns-1', 'unreachable']], unchecked: 1 });
});
