import { expect, test } from 'vitest';
import { askOf } from './commands.ts';

test.each([
  ['host web.example 10.0.0.53', '10.0.0.53'],
  ['nslookup -type=mx web.example 10.0.0.53', '10.0.0.53'],
  ['host -t mx -W 2 web.example 10.0.0.53', '10.0.0.53'],
  ['dig @10.0.0.53 web.example', '10.0.0.53'],
  ['host -a web.example', undefined],
  ['host -t ns web.example', undefined],
])('whom %j asks', (command, server) => {
  expect(askOf(command, 1).server).toBe(server);
});

test.each([
  ['ping -I eth0 web', 'web', undefined],
  ['arping -S 10.0.0.10 -I eth0 10.0.0.1', '10.0.0.1', undefined],
  ['curl -x proxy.example:3128 http://web.example/', 'web.example', 80],
  ['curl -H Host:a 10.0.0.5:81', '10.0.0.5', 81],
  ['nc -s 10.0.0.9 10.0.0.5 80', '10.0.0.5', 80],
  ['traceroute -i eth0 web', 'web', undefined],
  ['iperf3 -c web', 'web', 5201],
  ['iperf3 -c 10.0.0.5 -p 5202', '10.0.0.5', 5202],
])('where %j leads', (command, target, port) => {
  const ask = askOf(command, 1);
  expect([ask.target, ask.port]).toEqual([target, port]);
});
