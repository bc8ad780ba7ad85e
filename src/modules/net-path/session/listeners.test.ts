import { expect, test } from 'vitest';
import { told } from '../../../../test/support/net/pasted.ts';

test('a listener on 127.0.0.1 explains a refusal of its own host only', () => {
  const refused = (target: string) => [
    `me@a:~$ nc -vz ${target} 5432`,
    `nc: connect to ${target} port 5432 (tcp) failed: Connection refused`,
  ];
  const listens = (host: string) => [
    `root@${host}:~# ss -ltn`,
    'LISTEN  0       244          127.0.0.1:5432        0.0.0.0:*',
  ];
  const address = (host: string) => [
    `root@${host}:~# ip a`,
    '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP',
    '    inet 10.1.0.9/24 scope global eth0',
  ];
  expect(told(...refused('db1'), ...listens('db1'))).toEqual(['listens-on-loopback-only likely']);
  expect(told(...refused('10.1.0.9'), ...listens('db1'))).toEqual(['listens-on-loopback-only possible']);
  expect(told(...refused('10.1.0.9'), ...address('db1'), ...listens('db1'))).toEqual([
    'listens-on-loopback-only likely',
  ]);
  expect(told(...refused('10.1.0.7'), ...address('db1'), ...listens('db1'))).toEqual(['nothing-listens likely']);
  expect(told(...refused('10.1.0.7'), 'root@db1:~# docker exec pg ss -ltn', listens('')[1] ?? '')).toEqual([
    'nothing-listens likely',
  ]);
});
