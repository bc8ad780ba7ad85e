import { expect, test } from 'vitest';
import { told } from '../../../../test/support/net/pasted.ts';

test('devices of ifconfig, old and new, and of ip -br link are read', () => {
  const fails = ['$ ping 10.9.9.9', 'ping: connect: Network is unreachable'];
  const lost = ['no-carrier likely', 'no-route likely no-carrier'];
  expect(
    told(
      ...fails,
      '$ ifconfig',
      'eth0: flags=4099<UP,BROADCAST,MULTICAST>  mtu 1500',
      '        inet 10.1.0.2  netmask 255.255.255.0  broadcast 10.1.0.255',
      'lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536',
    ),
  ).toEqual(lost);
  expect(
    told(
      ...fails,
      '$ ifconfig -a',
      'eth0      Link encap:Ethernet  HWaddr 52:54:00:12:34:56',
      '          inet addr:10.1.0.2  Bcast:10.1.0.255  Mask:255.255.255.0',
      '          UP BROADCAST MULTICAST  MTU:1500  Metric:1',
      'lo        Link encap:Local Loopback',
      '          UP LOOPBACK RUNNING  MTU:65536  Metric:1',
    ),
  ).toEqual(lost);
  expect(
    told(
      ...fails,
      '$ ip -br link',
      'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP>',
      'eth0             DOWN           52:54:00:12:34:56 <NO-CARRIER,BROADCAST,MULTICAST,UP>',
    ),
  ).toEqual(lost);
  expect(
    told(
      ...fails,
      '$ ifconfig',
      'eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500',
      '        inet 10.1.0.2  netmask 255.255.255.0  broadcast 10.1.0.255',
      'lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536',
    ),
  ).toEqual(['no-route likely']);
});
