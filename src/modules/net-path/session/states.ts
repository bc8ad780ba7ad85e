import { groupBy } from '../../../core/group.ts';
import { isProbe } from './commands.ts';
import { oncePer } from './once-per.ts';
import { everyPlace } from './seen.ts';
import type { GivenSession, Said } from './session.ts';

type Row = Said['row'];

export const as = (said: Said, row: Partial<Row>, groups: Said['groups'] = {}): Said => ({
  ...said,
  row: { ...said.row, confidence: 'likely', ...row },
  groups: { ...said.groups, ...groups },
});

const byRow = oncePer(({ said }) => groupBy(said, ({ row }) => row.id));

export const of = (session: GivenSession, id: string): readonly Said[] => byRow(session).get(id) ?? [];

/** Settings as sysctl prints them, or `cat` of the one file. */
export const settingsOf = (session: GivenSession): readonly Said[] => [
  ...of(session, 'setting'),
  ...of(session, 'number').flatMap((one) => {
    const file = /^cat \/proc\/sys\/(net\/\S{1,100})$/.exec(session.asks[one.ask]?.command ?? '')?.[1];
    return file === undefined ? [] : [{ ...one, groups: { ...one.groups, key: file.replaceAll('/', '.') } }];
  }),
];

/** Faults that a shown state is by itself, whatever was asked. */
export function stateFaults(session: GivenSession): readonly Said[] {
  const ofPlace = (here: GivenSession) => [...fullTable(here), ...emptyServices(here), ...silentPeers(here)];
  return [...everyPlace(session).flatMap(ofPlace), ...withoutEndpoints(session)];
}

export const noEndpoints = (rule: Said, also: Said['also'] = []): Said =>
  as(
    { ...rule, also },
    {
      means: 'service-no-endpoints',
      confidence: 'proven',
      says: 'The Service {name} has no endpoints: kube-proxy rejects what is for it.',
      why: 'The rule of kube-proxy says so: no pod of the Service is ready, or its selector matches none.',
      next: [
        '`kubectl get endpointslices,pods -o wide` in its namespace: is a pod ready, and do its labels match the selector of the Service?',
      ],
    },
  );

/** Rules that somebody looked for: of a whole ruleset some Service always has none. */
const few = 3;

function withoutEndpoints(session: GivenSession): readonly Said[] {
  const rules = of(session, 'kube-no-endpoints');
  return session.asks.some(isProbe) || rules.length > few ? [] : rules.map((one) => noEndpoints(one));
}

function fullTable(session: GivenSession): readonly Said[] {
  const value = (name: string) => settingsOf(session).find(({ groups }) => groups['key']?.endsWith(name));
  const count = value('nf_conntrack_count');
  const max = value('nf_conntrack_max');
  const [has = 0, may = 0] = [Number(count?.groups['value']), Number(max?.groups['value'])];
  if (count === undefined || may <= 0 || has < may * 0.98) return [];
  return [
    as(count, {
      means: 'conntrack-full',
      confidence: has >= may ? 'proven' : 'likely',
      says: `The connection table is full: ${has} of ${may} entries; new connections are dropped.`,
      next: [
        `now: \`sysctl -w net.netfilter.nf_conntrack_max=${may * 2}\`; then find who opens so many: \`conntrack -L\``,
      ],
    }),
  ];
}

/** `ipvsadm -Ln`: a virtual service, and no real server under it before the next. */
function emptyServices(session: GivenSession): readonly Said[] {
  const rows = session.said.filter(({ row }) => row.id === 'virtual-service' || row.id === 'real-server');
  return rows
    .filter(({ row }, i) => row.id === 'virtual-service' && rows[i + 1]?.row.id !== 'real-server')
    .slice(0, 5)
    .map((one) =>
      as(one, {
        means: 'ipvs-broken',
        says: `The virtual service ${one.groups['address']}:${one.groups['port']} has no real server: its connections are refused or dropped.`,
        why: 'In Kubernetes: the Service has no ready endpoints, or kube-proxy is not in step.',
        next: [
          '`kubectl get svc,endpointslices -A | grep {address}`: is a pod ready? Then the log of kube-proxy on this node',
        ],
      }),
    );
}

/** `wg show`: packets went out to a peer, and none ever came back. */
function silentPeers(session: GivenSession): readonly Said[] {
  const rows = session.said.filter(({ row }) => row.id.startsWith('wireguard-') && row.means === 'shown');
  return rows.flatMap((peer, i) => {
    if (peer.row.id !== 'wireguard-peer') return [];
    const rest = rows.slice(i + 1);
    const end = rest.findIndex(({ row }) => row.id === 'wireguard-peer');
    const facts = end < 0 ? rest : rest.slice(0, end);
    const fact = (key: string) => facts.find(({ groups }) => groups['key'] === key);
    const transfer = fact('transfer');
    const isSilent = transfer !== undefined && /^0 B received, (?!0 B)/.test(transfer.groups['value'] ?? '');
    if (!isSilent || fact('latest handshake') !== undefined) return [];
    const endpoint = fact('endpoint')?.groups['value'] ?? 'its endpoint';
    return [
      as(transfer, {
        means: 'no-answer',
        says: `The WireGuard peer at ${endpoint} has never answered: no handshake, 0 bytes received.`,
        why: 'UDP to it or back is filtered, the endpoint is wrong, or it does not know this public key.',
        next: ['on the peer: `tcpdump -ni any udp port PORT`, `wg show`: does it list this public key?'],
      }),
    ];
  });
}
