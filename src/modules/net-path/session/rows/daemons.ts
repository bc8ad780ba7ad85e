import type { SessionRow } from '../meaning.ts';

const said = (who: string, words: string): RegExp =>
  new RegExp(
    `(?:^|[\\s/.])(?:${who})(?:\\[\\d{1,9}\\])?: (?:<\\w{1,8}> {1,3})?(?:\\[\\d{1,12}\\.\\d{1,6}\\] )?${words}`,
  );

const managers = 'NetworkManager|systemd-networkd|dhclient|dhcpcd|udhcpc|netifd';

/** How a line of a daemon's log that sets up devices begins. */
export const daemonLine = said(managers, '');

const noOffer: Pick<SessionRow, 'means' | 'confidence' | 'says' | 'why' | 'next'> = {
  means: 'no-answer',
  confidence: 'likely',
  says: 'No DHCP server answers on {device}: it gets no address.',
  why: 'No server or relay in this network, the wrong VLAN, or a filter on UDP 67 and 68.',
  next: [
    '`tcpdump -ni {device} port 67 or port 68`: do offers come? The VLAN of the switch port; the log of the DHCP server',
  ],
};

/** What the daemons log that set up devices. */
export const daemonRows: readonly SessionRow[] = [
  {
    id: 'daemon-no-dhcp',
    matches: said(
      'NetworkManager|systemd-networkd|dhcpcd|dhclient|netifd',
      "(?:dhcp4 \\((?<device>\\S{1,20})\\):? {1,3}(?:request timed out|state changed \\w{1,12} -> timeout)|device \\((?<device2>\\S{1,20})\\): state change: ip-config -> failed \\(reason 'ip-config-unavailable'|(?<device3>\\S{1,20}): (?:timed out contacting a DHCP server|no DHCP offers)|No DHCPOFFERS received)",
    ),
    samples: [
      'Oct 23 13:58:35 web1 NetworkManager[672]: <warn>  [1729684715.8158] dhcp4 (end1): request timed out',
      "Oct 23 13:58:35 web1 NetworkManager[672]: <info>  [1729684715.8158] device (end1): state change: ip-config -> failed (reason 'ip-config-unavailable', sys-iface-state: 'managed')",
      'Dec  7 07:32:50 web1 dhclient[694]: No DHCPOFFERS received.',
    ],
    source: 'NetworkManager src/core/dhcp/nm-dhcp-client.c, devices/nm-device.c; ISC dhclient client/dhclient.c',
    ...noOffer,
    own: true,
  },
  {
    id: 'daemon-link-down',
    matches: said(
      'NetworkManager|systemd-networkd|netifd',
      "(?:(?<device>[\\w.@-]{1,20}): Lost carrier|device \\((?<device2>[\\w.@-]{1,20})\\): state change: \\S{1,20} -> unavailable \\(reason 'carrier-changed'|Network device '(?<device3>[\\w.@-]{1,20})' link is down)",
    ),
    samples: [
      'Oct 14 09:37:31 web1 systemd-networkd[15982]: eth0: Lost carrier',
      "Sat Feb 21 22:15:58 2026 daemon.notice netifd: Network device 'eth0' link is down",
    ],
    source: 'systemd src/network/networkd-link.c; NetworkManager src/core/devices/nm-device.c; OpenWrt netifd device.c',
    means: 'link-fault',
    confidence: 'likely',
    says: '{device} lost its link: cable, switch port or the other end.',
    next: ['`ethtool {device}`, `ip -s link show {device}`: is it back, and how often did it go?'],
    own: true,
  },
  {
    id: 'daemon-link-up',
    matches: said(
      'NetworkManager|systemd-networkd|netifd',
      "(?:(?<device>[\\w.@-]{1,20}): Gained carrier|device \\((?<device2>[\\w.@-]{1,20})\\): carrier: link connected|Network device '(?<device3>[\\w.@-]{1,20})' link is up)",
    ),
    samples: ['Oct 14 09:37:34 web1 systemd-networkd[15982]: eth0: Gained carrier'],
    source: 'systemd src/network/networkd-link.c; NetworkManager src/core/devices/nm-device.c; OpenWrt netifd device.c',
    means: 'shown',
    own: true,
  },
  {
    id: 'daemon-page',
    matches: said(
      managers,
      '(?:\\S{1,20}: (?:Link (?:UP|DOWN)|DHCPv[46] (?:address|lease lost)|DHCP lease lost|Gained IPv6LL|Flags change)|device \\(\\S{1,20}\\): |dhcp4 \\(\\S{1,20}\\): |DHCP(?:DISCOVER|REQUEST|OFFER|ACK)\\b|policy: |manager: )',
    ),
    samples: ['Oct 14 09:37:34 web1 systemd-networkd[15982]: eth0: Link UP'],
    source: 'systemd src/network; NetworkManager src/core; ISC dhclient',
    means: 'page',
    own: true,
  },
];
