/** What an expression yields: nft's data types (nft(8), DATA TYPES), as far as their constants have names. */
export type Kind =
  | 'address'
  | 'protocol'
  | 'port'
  | 'mark'
  | 'device'
  | 'mac'
  | 'etherType'
  | 'state'
  | 'status'
  | 'direction'
  | 'icmpType'
  | 'icmpCode'
  | 'icmp6Type'
  | 'icmp6Code'
  | 'tcpFlags'
  | 'pktType'
  | 'fibType'
  | 'nfproto'
  | 'arpOperation'
  | 'exists'
  | 'integer';

type Names = Readonly<Record<string, number>>;

/** Bits of conntrack's states and status (nf_conntrack_common.h; nft's src/ct.c). */
export const states: Names = { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 };
export const statuses: Names = {
  expected: 1,
  'seen-reply': 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
};

/** Names of nft's src/proto.c, src/datatype.c, src/meta.c. */
export const namesOf: Readonly<Partial<Record<Kind, Names>>> = {
  state: states,
  status: statuses,
  direction: { original: 0, reply: 1 },
  tcpFlags: { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 },
  nfproto: { ipv4: 2, ipv6: 10 },
  etherType: { ip: 0x0800, ip6: 0x86dd, arp: 0x0806, vlan: 0x8100, '8021q': 0x8100, '8021ad': 0x88a8 },
  arpOperation: { request: 1, reply: 2 },
  icmpType: {
    'echo-reply': 0,
    'destination-unreachable': 3,
    'source-quench': 4,
    redirect: 5,
    'echo-request': 8,
    'router-advertisement': 9,
    'router-solicitation': 10,
    'time-exceeded': 11,
    'parameter-problem': 12,
    'timestamp-request': 13,
    'timestamp-reply': 14,
    'info-request': 15,
    'info-reply': 16,
    'address-mask-request': 17,
    'address-mask-reply': 18,
  },
  icmpCode: {
    'net-unreachable': 0,
    'host-unreachable': 1,
    'prot-unreachable': 2,
    'port-unreachable': 3,
    'frag-needed': 4,
    'net-prohibited': 9,
    'host-prohibited': 10,
    'admin-prohibited': 13,
  },
  icmp6Code: { 'no-route': 0, 'admin-prohibited': 1, 'addr-unreachable': 3, 'port-unreachable': 4 },
  icmp6Type: {
    'destination-unreachable': 1,
    'packet-too-big': 2,
    'time-exceeded': 3,
    'parameter-problem': 4,
    'echo-request': 128,
    'echo-reply': 129,
    'mld-listener-query': 130,
    'mld-listener-report': 131,
    'mld-listener-done': 132,
    'mld-listener-reduction': 132,
    'nd-router-solicit': 133,
    'nd-router-advert': 134,
    'nd-neighbor-solicit': 135,
    'nd-neighbor-advert': 136,
    'nd-redirect': 137,
    'router-renumbering': 138,
    'ind-neighbor-solicit': 141,
    'ind-neighbor-advert': 142,
    'mld2-listener-report': 143,
  },
};
