import { type Check, found, passed, unchecked } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { Analysis } from '../../core/module.ts';
import { formatAddress } from './address/address.ts';
import { briefViews } from './brief-view.ts';
import type { Asked } from './endpoints.ts';
import { findingsOf, judge } from './judge/judge.ts';
import { nameFindings } from './judge/name-findings.ts';
import { pathData, unseenOf } from './judge/path-data.ts';
import { buildWorld } from './model/world.ts';
import type { NetObservations, Questions } from './observations.ts';
import type { NetOptions } from './options.ts';
import { decide, routeData } from './route/decide.ts';
import { answerQueries } from './route/queries.ts';
import { analyzeSession } from './session/analyze.ts';
import { joined } from './session/joined.ts';
import { pathView } from './views.ts';
import { keyOf } from './walk/hooks.ts';
import { followed, type Walked, walkAll } from './walk-all.ts';

/** What follows from what was read; pure. */
export function analyze(observations: NetObservations, options: NetOptions): Analysis {
  const { questions, sessions, capture } = observations;
  const [session] = sessions ?? [];
  if (session !== undefined && capture.namespaces.length === 0) return analyzeSession(joined(session, sessions ?? []));
  return questions === undefined ? pathOf(observations, options) : routesOf(observations, options, questions);
}

function routesOf({ capture }: NetObservations, { netns }: NetOptions, questions: Questions): Analysis {
  const { host } = buildWorld(capture, netns);
  const routes = answerQueries(host, questions);
  const unknown = routes.filter(({ type }) => type === 'unknown').length;
  const check =
    unknown > 0
      ? unchecked('routes', `${unknown} of ${routes.length} could not be told`)
      : passed('routes', [`${routes.length} questions`]);
  return { findings: [], checks: [check], data: { routes }, views: [], verdict: `${routes.length} routes told.` };
}

function pathOf(observations: NetObservations, options: NetOptions): Analysis {
  const walked = walkAll(observations, options);
  const { world, asked, branches } = walked;
  const judged = judge(world, followed(walked));
  const findings = [...findingsOf(judged, followed(walked).length), ...nameFindings(walked, judged)];
  const unseen = unseenOf(followed(walked));
  const path = pathData(branches);
  const to = {
    name: options.to?.name,
    port: options.to?.port,
    address: asked.flow && formatAddress(asked.flow.destination),
  };
  return {
    findings,
    checks: checksOf(findings, walked, unseen),
    data: {
      flow: { protocol: options.protocol, ...(options.size === undefined ? {} : { size: options.size }) },
      from: { word: options.from ?? 'host', namespace: asked.origin.ns.label },
      to,
      ...(asked.name === undefined
        ? {}
        : {
            resolved: {
              ...asked.name,
              addresses: asked.name.addresses.map(formatAddress),
              nameservers: asked.name.nameservers.map(({ address }) => formatAddress(address)),
            },
          }),
      path,
      ...routeOf(walked),
      captured: world.namespaces.map(({ host, label, parts }) => ({ host, ns: label, parts: [...parts] })),
      unseen,
    },
    views: [...briefViews(walked), pathView(walked)],
    ...verdictText(path.verdict, walked, findings, unseen.length),
  };
}

function routeOf({ asked: { flow } }: Walked): { readonly route?: ReturnType<typeof routeData> } {
  if (flow === undefined) return {};
  const packet = {
    family: flow.destination.family,
    protocol: flow.protocol === 'icmp' && flow.destination.family === 6 ? 'icmpv6' : flow.protocol,
    source: '',
    destination: formatAddress(flow.destination),
    mark: 0,
    ctState: 'new',
  } as const;
  const key = keyOf(
    { ...packet, ...(flow.port === undefined ? {} : { destinationPort: flow.port }) },
    { source: flow.source },
  );
  return { route: routeData(decide(flow.from, key), key) };
}

function checksOf(
  findings: readonly Finding[],
  { asked, branches }: Walked,
  unseen: ReturnType<typeof unseenOf>,
): readonly Check[] {
  const namespaces = [
    ...new Set(branches.flatMap(({ there, back }) => [...there.hops, ...(back?.hops ?? [])].map(({ ns }) => ns))),
  ];
  const path =
    findings.length === 0 && unseen.length === 0 && branches.length > 0 ? [passedWith('path', namespaces)] : [];
  const name =
    asked.flow === undefined && findings.length === 0
      ? [unchecked('name', notInFiles(asked), `getent ahosts ${asked.name?.name ?? ''}`)]
      : [];
  return [
    ...findings.map((one) => found(one.name)),
    ...path,
    ...name,
    ...unseen.map(({ id, what, command }) => unchecked(id, what, command)),
  ];
}

const passedWith = (id: string, lookedAt: readonly string[]): Check =>
  (passed as (id: string, lookedAt?: readonly string[]) => Check)(id, lookedAt);

/** A file that was not read holds no name and lacks none. */
function notInFiles({ name, origin: { ns } }: Asked): string {
  const read = name?.files.some((file) => file.endsWith('/hosts')) === true;
  return read
    ? `${name.name} is not in the hosts file of ${ns.label}; only a name server can tell`
    : `the hosts file of ${ns.label}, where ${name?.name} might be, was not read`;
}

const unresolved = ({ asked: { name }, toNameserver }: Walked): string => {
  const server = name?.nameservers[0];
  const followed =
    toNameserver === undefined || server === undefined
      ? 'no name server is known either, so no way was followed'
      : `what was followed is the way to the name server ${formatAddress(server.address)}`;
  return `"${name?.name}" was not resolved; ${followed}.`;
};

function verdictText(
  verdict: string,
  walked: Walked,
  findings: readonly Finding[],
  unseen: number,
): { readonly verdict?: string } {
  if (findings.length > 0) return {};
  if (walked.asked.flow === undefined) return { verdict: unresolved(walked) };
  if (verdict === 'arrives') return { verdict: 'The packet arrives, and so does its reply.' };
  if (unseen === 0) return {};
  const isBlind = followed(walked).every(({ there }) => there.hops[0]?.action === 'not known');
  return isBlind
    ? { verdict: 'The packet was not followed: its way out of the sender was not read.' }
    : { verdict: 'Nothing stops the packet in what was seen; the rest of the path was not seen.' };
}
