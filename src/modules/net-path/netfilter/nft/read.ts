import { headOf } from '../../../../core/safe-text.ts';
import type { Hook, RuleRef, TableFamily } from '../rule-ref.ts';
import type { BaseChain, Chain, Rule, Ruleset, Table } from '../ruleset.ts';
import { answer } from '../ruleset.ts';
import { isObject, type Json, type JsonObject, listOf, nameOf, nftText, numberOf, textOf } from './json.ts';
import { declaredElements, type Elements } from './sets.ts';
import { statementStep } from './statement.ts';

export interface NftSource {
  readonly source: string;
  readonly firstLine: number;
  /** Tables whose rules are read from iptables-nft-save: nft shows them wrongly, or without their parts. */
  readonly managedByIptables: (family: string, table: string) => boolean;
}

interface Parts {
  readonly family: TableFamily;
  readonly name: string;
  readonly dormant: boolean;
  readonly chains: Map<string, { readonly object: JsonObject; readonly rules: (JsonObject | undefined)[] }>;
  readonly sets: Map<string, Elements>;
}

const families: readonly string[] = ['ip', 'ip6', 'inet', 'bridge', 'arp', 'netdev'];
const hooks: readonly string[] = ['ingress', 'egress', 'prerouting', 'input', 'forward', 'output', 'postrouting'];

/** Reads `nft -j list ruleset`. Throws nothing: text that is no such JSON is told as not understood. */
export function readNft(text: string, about: NftSource): Ruleset {
  const tables = new Map<string, Parts>();
  const notUnderstood: { line: number; text: string }[] = [];
  const entries = entriesOf(text, about, notUnderstood);
  const passedOver = onlyOfIptables(entries, about);
  for (const entry of entries) readEntry(entry, tables, passedOver);
  return {
    backend: 'nft',
    family: 'both',
    source: about.source,
    tables: [...tables.values()].map((parts) => tableOf(parts, about)),
    incompatible: [],
    notUnderstood,
  };
}

function entriesOf(text: string, about: NftSource, notUnderstood: { line: number; text: string }[]): readonly Json[] {
  if (text.trim() === '') return [];
  try {
    const whole = JSON.parse(text) as Json;
    if (isObject(whole) && Array.isArray(whole['nftables'])) return whole['nftables'];
  } catch {
    // Told below: cut off, or an error message.
  }
  notUnderstood.push({ line: about.firstLine, text: headOf(text, 200) });
  return [];
}

/** Whether a table is left to iptables-nft-save. */
type PassedOver = (family: string, table: string) => boolean;

/**
 * `# Table `nat' contains incompatible base-chains, use 'nft' tool to list them.`: a table of iptables' name may have
 * base chains that somebody wrote in nft's words, `chain input { type filter hook input … }`, and its save leaves those out.
 */
function onlyOfIptables(entries: readonly Json[], { managedByIptables }: NftSource): PassedOver {
  const mixed = new Set(
    entries.flatMap((entry) => {
      const found = nameOf(entry);
      const chain = found?.name === 'chain' && isObject(found.inside) ? found.inside : undefined;
      return chain !== undefined && isNative(chain) ? [`${chain['family']} ${chain['table']}`] : [];
    }),
  );
  return (family, table) => managedByIptables(family, table) && !mixed.has(`${family} ${table}`);
}

const builtIn: readonly unknown[] = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/** A base chain that iptables did not make. */
const isNative = ({ hook, name }: JsonObject): boolean => hook !== undefined && !builtIn.includes(name);

function readEntry(entry: Json, tables: Map<string, Parts>, passedOver: PassedOver): void {
  const found = nameOf(entry);
  if (found === undefined || !isObject(found.inside)) return;
  const { name, inside } = found;
  const family = textOf(inside['family']) ?? '';
  const table = textOf(name === 'table' ? inside['name'] : inside['table']) ?? '';
  if (!families.includes(family) || passedOver(family, table)) return;
  const parts = partsOf(tables, family as TableFamily, table, name === 'table' ? inside : {});
  readers[name]?.(parts, inside, textOf(inside['name']) ?? '');
}

const readers: Readonly<Record<string, (parts: Parts, inside: JsonObject, name: string) => void>> = {
  chain: ({ chains }, object, name) => chains.set(name, { object, rules: chains.get(name)?.rules ?? [] }),
  rule: ({ chains }, object) => chains.get(textOf(object['chain']) ?? '')?.rules.push(object),
  // As a slice says it: the rules behind keep their numbers.
  leftOut: ({ chains }, object) =>
    leaveRoom(chains.get(textOf(object['chain']) ?? '')?.rules, numberOf(object['rules'])),
  set: ({ sets }, object, name) => sets.set(name, declaredElements(object, false)),
  map: ({ sets }, object, name) => sets.set(name, declaredElements(object, true)),
};

/** Room for more than a chain can hold would only be a mistake. */
const mostLeftOut = 1_000_000;

function leaveRoom(rules: (JsonObject | undefined)[] | undefined, count: number | undefined): void {
  if (rules !== undefined && count !== undefined && count <= mostLeftOut) rules.length += count;
}

function partsOf(tables: Map<string, Parts>, family: TableFamily, name: string, object: JsonObject): Parts {
  const key = `${family} ${name}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  // A dormant table's chains are not hooked in.
  const dormant = listOf(object['flags']).includes('dormant');
  const made: Parts = { family, name, dormant, chains: new Map(), sets: new Map() };
  tables.set(key, made);
  return made;
}

function tableOf(parts: Parts, about: NftSource): Table {
  const chains = new Map<string, Chain>();
  const distrusted = isOfIptables(parts);
  const table: Table = {
    name: parts.name,
    family: parts.family,
    backend: 'nft',
    chain(name) {
      const known = chains.get(name);
      const found = parts.chains.get(name);
      if (known !== undefined || found === undefined) return known;
      const made = chainOf(found.rules, parts, about, distrusted && !isNative(found.object));
      chains.set(name, made);
      return made;
    },
    chainNames: () => [...parts.chains.keys()],
    elements: (name) => parts.sets.get(name)?.json ?? [],
    baseChains: [],
  };
  if (parts.dormant) return table;
  return {
    ...table,
    baseChains: [...parts.chains.values()]
      .filter(({ object }) => isNative(object) || !about.managedByIptables(parts.family, parts.name))
      .flatMap(({ object }) => baseChainOf(object, table, about)),
  };
}

/**
 * A table that iptables-nft made and whose own save was not captured: `! --ctstate RELATED,ESTABLISHED,DNAT -j DROP`
 * is shown by nft 1.0.6 as `ct status dnat drop`, so nothing about connections can be believed there.
 */
const isOfIptables = ({ family, name, chains }: Parts): boolean =>
  (family === 'ip' || family === 'ip6') &&
  ['raw', 'mangle', 'nat', 'filter', 'security'].includes(name) &&
  builtIn.some((chain) => chains.has(String(chain)));

function baseChainOf(object: JsonObject, table: Table, about: NftSource): BaseChain[] {
  const hook = textOf(object['hook']) ?? '';
  const name = textOf(object['name']) ?? '';
  const chain = table.chain(name);
  if (!hooks.includes(hook) || chain === undefined) return [];
  const type = textOf(object['type']);
  const devices = [...listOf(object['dev']), ...listOf(object['devs'])].filter((one) => typeof one === 'string');
  const policyRef: RuleRef = {
    backend: 'nft',
    family: table.family,
    table: table.name,
    chain: name,
    text: nftText({ chain: object }),
    line: about.firstLine,
    source: about.source,
    policy: true,
    ...handleOf(object),
  };
  return [
    {
      name,
      hook: hook as Hook,
      priority: numberOf(object['prio']) ?? 0,
      kind: type === 'nat' || type === 'route' ? type : 'filter',
      policy: object['policy'] === 'drop' ? 'drop' : 'accept',
      policyRef,
      chain,
      table,
      ...(devices.length === 0 ? {} : { devices }),
    },
  ];
}

const handleOf = (object: JsonObject): { handle?: number } => {
  const handle = numberOf(object['handle']);
  return handle === undefined ? {} : { handle };
};

function chainOf(
  objects: readonly (JsonObject | undefined)[],
  parts: Parts,
  about: NftSource,
  distrusted: boolean,
): Chain {
  const rules: (Rule | undefined)[] = [];
  return {
    size: objects.length,
    excludes: (index) => objects[index] === undefined,
    rule(index) {
      const known = rules[index];
      if (known !== undefined) return known;
      const made = ruleOf(objects[index] ?? {}, index, parts, about, distrusted);
      rules[index] = made;
      return made;
    },
  };
}

function ruleOf(object: JsonObject, index: number, parts: Parts, about: NftSource, distrusted: boolean): Rule {
  const statements = listOf(object['expr']);
  const ref: RuleRef = {
    backend: 'nft',
    family: parts.family,
    table: parts.name,
    chain: textOf(object['chain']) ?? '',
    number: index + 1,
    ...handleOf(object),
    text: nftText({ rule: object }),
    line: about.firstLine,
    source: about.source,
    ...countersOf(statements),
  };
  const steps = statements.map((one) => (distrusted && isAboutCt(one) ? untold : statementStep(one, parts.sets, ref)));
  return { ref, steps };
}

const isAboutCt = (statement: Json): boolean => /"ct": ?\{/.test(nftText(statement));
const untold = () => answer(undefined, 'a match of iptables that nft does not show rightly');

function countersOf(statements: readonly Json[]): { packets?: number; bytes?: number } {
  const counter = statements.map(nameOf).find((one) => one?.name === 'counter')?.inside;
  const packets = isObject(counter ?? null) ? numberOf((counter as JsonObject)['packets']) : undefined;
  return packets === undefined ? {} : { packets, bytes: numberOf((counter as JsonObject)['bytes']) ?? 0 };
}
