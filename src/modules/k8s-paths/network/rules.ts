import { componentNamed } from '../model/model.ts';
import {
  breaks,
  facts,
  partOf,
  quote,
  type Raised,
  type Rule,
  type RuleContext,
  state,
  type Unchecked,
} from '../rules/rule.ts';
import { source } from '../rules/source.ts';
import { isAddress, isAnyAddress, isLoopback, localNames, sameAddress, urlsOf } from './addresses.ts';

/** etcd as the apiserver asks it against etcd as it listens. */
function etcdUrl(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const etcd = componentNamed(context.model, 'etcd');
  const listening = etcd?.value('listen-client-urls') ?? '';
  const listens = urlsOf(listening);
  if (apiserver === undefined || listens.length === 0) return [];
  const asked = urlsOf(apiserver.value('etcd-servers') ?? '');
  const here = asked.filter(
    ({ host }) => isLoopback(host) || listens.some((one) => one.host === host) || localNames(context).includes(host),
  );
  const served = (url: (typeof asked)[number]) =>
    listens.some(
      (one) =>
        one.scheme === url.scheme &&
        one.port === url.port &&
        (one.host === url.host || isAnyAddress(one.host) || (isLoopback(one.host) && isLoopback(url.host))),
    );
  const wrong = here.filter((url) => !served(url));
  const stray = asked.length === 1 && here.length === 0 ? asked : [];
  return [...wrong, ...stray].map((url) => ({
    name: 'manifest-etcd-url',
    facts: facts(apiserver.path, {
      line: apiserver.line('etcd-servers'),
      subject: '--etcd-servers',
      actual: url.text,
      expected: listening,
    }),
    confidence: stray.length > 0 ? 'possible' : 'proven',
    evidence: [
      quote(source(context, apiserver.path), apiserver.line('etcd-servers')),
      quote(source(context, etcd?.path ?? ''), etcd?.line('listen-client-urls')),
    ],
    breaks: 'kube-apiserver',
  }));
}

/** Flags that bind or announce an address this host must have. */
const addressFlags = [
  'listen-client-urls',
  'listen-peer-urls',
  'listen-metrics-urls',
  'bind-address',
  'advertise-address',
];

function goneAddress(context: RuleContext): (Raised | Unchecked)[] {
  const { addresses } = context.model.node;
  if (context.model.components.length === 0) return [];
  if (addresses === undefined) {
    return [
      {
        unchecked: 'manifest-advertise-ip-gone',
        reason: `${context.model.node.root} has no /proc/net: its addresses are not known`,
        command: 'ip -brief address',
      },
    ];
  }
  const uses = context.model.components.flatMap((component) =>
    addressFlags.flatMap((name) =>
      (component.value(name) ?? '').split(',').flatMap((text) => {
        const host = text.includes('//') ? (urlsOf(text)[0]?.host ?? '') : text;
        const isHeld = addresses.some((one) => sameAddress(one, host));
        return isAddress(host) && !isAnyAddress(host) && !isLoopback(host) && !isHeld
          ? [{ component, name, host }]
          : [];
      }),
    ),
  );
  const [first] = uses;
  if (first === undefined) return [];
  const { component, name, host } = first;
  return [
    {
      name: 'manifest-advertise-ip-gone',
      facts: facts(component.path, {
        line: component.line(name),
        subject: component.program,
        actual: host,
        items: [...new Set(uses.map((use) => `${use.component.program} --${use.name}`))],
      }),
      confidence: 'proven',
      evidence: [
        quote(source(context, component.path), component.line(name)),
        state('/proc/net/fib_trie', `this host has ${addresses.join(', ')}`),
      ],
      ...breaks(uses.some((use) => use.component.program === 'etcd') ? 'etcd' : partOf(component.program)),
    },
  ];
}

function serviceRange(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const manager = componentNamed(context.model, 'kube-controller-manager');
  const [expected, actual] = [apiserver, manager].map((one) => one?.value('service-cluster-ip-range'));
  const same = (a: string, b: string) => a.split(',').toSorted().join() === b.split(',').toSorted().join();
  if (
    apiserver === undefined ||
    manager === undefined ||
    expected === undefined ||
    actual === undefined ||
    same(expected, actual)
  )
    return [];
  const line = manager.line('service-cluster-ip-range');
  return [
    {
      name: 'manifest-service-cidr-drift',
      facts: facts(manager.path, { line, subject: '--service-cluster-ip-range', actual, expected }),
      confidence: 'proven',
      evidence: [
        quote(source(context, manager.path), line),
        quote(source(context, apiserver.path), apiserver.line('service-cluster-ip-range')),
      ],
    },
  ];
}

export const networkRules: readonly Rule[] = [
  { theme: 'manifests', names: ['manifest-etcd-url'], run: etcdUrl },
  { theme: 'manifests', names: ['manifest-advertise-ip-gone'], run: goneAddress },
  { theme: 'manifests', names: ['manifest-service-cidr-drift'], run: serviceRange },
];
