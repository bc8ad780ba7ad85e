import { expect, test } from 'vitest';
import { headingOf } from './place.ts';
import { readSession } from './read.ts';

const places = (...lines: readonly string[]) =>
  readSession(lines.join('\n'))
    .asks.slice(1)
    .map(({ place }) => [place?.host, place?.within].filter(Boolean).join('/'));

test.each([
  ['On the server:', 'server'],
  ['## From my laptop', 'laptop'],
  ['**Inside the container:**', 'container'],
  ['Client:', 'client'],
  ['**Node 2**', 'node 2'],
  ['=== web1 ===', 'web1'],
  ['On web1:', 'web1'],
  ['web1 | CHANGED | rc=0 >>', 'web1'],
  ['--- 10.0.0.5 ping statistics ---', undefined],
  ['> Host: web.example', undefined],
  ['Server:\t\t10.96.0.10', undefined],
  ['==> /etc/resolv.conf <==', undefined],
  ['Name:\tweb.example', undefined],
  ['From 10.0.0.1 icmp_seq=1 Destination Host Unreachable', undefined],
])('the line %j names the place %j', (line, name) => {
  expect(headingOf(line)).toBe(name);
});

test('a command is where its prompt, what led to it, or it itself says', () => {
  expect(places('root@a:~# ip route', 'me@b:~$ ip route', 'root@a:/etc# ping b')).toEqual(['a', 'b', 'a']);
  expect(places('me@a:~$ ssh root@10.0.0.5 ip route', 'me@a:~$ ping c')).toEqual(['10.0.0.5', 'a']);
  expect(places('$ docker exec -it -u root web sh', '/ # ip route', '/ # exit', '$ ip route')).toEqual([
    '\0$/container web',
    '\0$/container web',
    '\0$/container web',
    '\0$',
  ]);
  expect(places('# docker exec -it web sh', '# ip route', '# docker ps', '# ip route')).toEqual([
    '\0$/container web',
    '\0$/container web',
    '\0$',
    '\0$',
  ]);
  expect(places('$ kubectl exec -it -n shop web-1 -- sh', '/ # ip route', '$ kubectl exec web-2 -- ip route')).toEqual([
    'pod web-1',
    'pod web-1',
    'pod web-2',
  ]);
  expect(places('# ip netns exec red ping 10.0.0.1', '# ip netns exec blue bash', '# ip route')).toEqual([
    '\0$/netns red',
    '\0$/netns blue',
    '\0$/netns blue',
  ]);
  expect(places('$ docker run --rm --net=host img curl http://a/', '$ docker run --rm img curl http://a/')).toEqual([
    '\0$',
    '\0$/container in bridge',
  ]);
  expect(places('me@a:~$ ssh b', 'ssh: connect to host b port 22: No route to host', 'me@a:~$ ip route')).toEqual([
    'a',
    'a',
  ]);
  expect(places('$ ssh b', 'ssh: connect to host b port 22: No route to host', '$ ip route')).toEqual(['\0$', '\0$']);
  expect(places('$ ssh b', '$ ip route', '$ exit', '$ ip route')).toEqual(['\0$', 'b', 'b', '\0$']);
  expect(places('On the client:', '$ ip route', 'On the server:', '$ ip route')).toEqual([
    'client',
    'client',
    'server',
    'server',
  ]);
});
