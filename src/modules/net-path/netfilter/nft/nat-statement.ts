import { parsePrefix } from '../../address/address.ts';
import { mapNetwork, masquerade, type NatTarget, redirect, translateDestination, translateSource } from '../nat.ts';
import type { RuleRef } from '../rule-ref.ts';
import { type Fork, next, type Rule, type Step, skip, undecided } from '../ruleset.ts';
import { isObject, type Json, type JsonObject, listOf, nameOf } from './json.ts';
import { type Lookup, lookupOf } from './lookup.ts';
import type { Sets } from './sets.ts';

type StatementStep = Rule['steps'][number];

/** A port, `{"range": [8080, 8090]}`; null: none given; undefined: not readable. */
function portsOf(json: Json | undefined): readonly [number, number] | null | undefined {
  if (json === undefined || json === null) return null;
  if (typeof json === 'number') return [json, json];
  const found = nameOf(json);
  const [low, high] = found?.name === 'range' ? listOf(found.inside) : [];
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}

/** An address, a range, with a port behind it in a concatenation; undefined: not readable. */
function targetOf(json: Json | undefined, port: Json | undefined, random: boolean): NatTarget | undefined {
  const found = nameOf(json);
  if (found?.name === 'concat') {
    const [address, second] = listOf(found.inside);
    return targetOf(address, second, random);
  }
  const ports = portsOf(port);
  const addresses = addressesOf(json);
  if (ports === undefined || addresses === undefined) return undefined;
  return {
    ...(addresses === null ? {} : { addresses }),
    ...(ports === null ? {} : { ports }),
    ...(random ? { random: true } : {}),
  };
}

function addressesOf(json: Json | undefined): readonly [string, string] | null | undefined {
  if (json === undefined || json === null) return null;
  if (typeof json === 'string') return [json, json];
  const found = nameOf(json);
  const [low, high] = found?.name === 'range' ? listOf(found.inside) : [];
  return typeof low === 'string' && typeof high === 'string' ? [low, high] : undefined;
}

const flagsOf = (inside: JsonObject): readonly Json[] => [...listOf(inside['flags']), ...listOf(inside['type_flags'])];
const isRandom = (inside: JsonObject): boolean =>
  flagsOf(inside).some((flag) => flag === 'random' || flag === 'fully-random');

type Translate = (target: NatTarget) => StatementStep;

/** One step for each place that a map may lead to; no such key: the rule does not match. */
function chosen(lookup: Lookup, to: (data: Json) => StatementStep): StatementStep {
  return (way, context) => {
    const { options, doubt } = lookup(way, context);
    const steps = options.map(({ data, share }) => ({
      share,
      step: data === undefined ? skip : to(data)(way, context),
    }));
    if (steps.length === 1) return steps[0]?.step ?? skip;
    // A target that is a choice of its own, or open, cannot be told within a choice.
    if (steps.some(({ step }) => step.doubt !== undefined || step.forks.length > 1)) return undecided('NAT by a map');
    const forks = steps.flatMap(({ share, step }) =>
      step.forks.map((fork): Fork => (share === undefined ? fork : { ...fork, share })),
    );
    return { forks, ...(doubt === undefined ? {} : { doubt }) } satisfies Step;
  };
}

function toTarget(inside: JsonObject, sets: Sets, what: string, translate: Translate): StatementStep {
  const open: StatementStep = () => undecided(what);
  const address = nameOf(inside['addr']);
  const read = (json: Json | undefined): StatementStep => {
    const target = targetOf(json, inside['port'], isRandom(inside));
    return target === undefined ? open : translate(target);
  };
  if (flagsOf(inside).includes('prefix')) return open;
  if (address?.name === 'map') return chosen(lookupOf(address.inside, sets), read);
  const port = nameOf(inside['port']);
  if (port?.name !== 'map') return read(inside['addr']);
  return chosen(lookupOf(port.inside, sets), (data) => {
    const target = targetOf(inside['addr'], data, isRandom(inside));
    return target === undefined ? open : translate(target);
  });
}

/** `snat ip prefix to ip saddr map { 10.0.0.0/24 : 10.1.0.0/24 }`: the network part is replaced. */
function prefixNat(inside: JsonObject, sets: Sets, ref: RuleRef, source: boolean): StatementStep {
  const address = nameOf(inside['addr']);
  const to = (json: Json): StatementStep => {
    const prefix = nameOf(json);
    const one = prefix?.name === 'prefix' && isObject(prefix.inside) ? prefix.inside : undefined;
    const network = one && parsePrefix(`${one['addr']}/${one['len']}`, 4);
    return (way) => {
      const mapped =
        network && mapNetwork(source ? way.packet.source : way.packet.destination, network, network.length);
      if (mapped === undefined) return undecided('NAT by prefix');
      const target = { addresses: [mapped, mapped] as const };
      return source ? translateSource(way, ref, 'snat', target) : translateDestination(way, ref, 'dnat', target);
    };
  };
  if (address?.name === 'map') return chosen(lookupOf(address.inside, sets), to);
  return to(inside['addr'] ?? null);
}

/** `dnat`, `snat`, `masquerade`, `redirect` of a nat chain. */
export function natStep(name: string, json: Json, sets: Sets, ref: RuleRef): StatementStep {
  const inside = isObject(json) ? json : {};
  const step = ownNat(name, inside, sets, ref);
  const family = inside['family'];
  if (family !== 'ip' && family !== 'ip6') return step;
  // NAT of the other family is passed over (nft_nat.c, nft_nat_inet_eval).
  return (way, context) => (way.packet.family === (family === 'ip' ? 4 : 6) ? step(way, context) : next);
}

function ownNat(name: string, inside: JsonObject, sets: Sets, ref: RuleRef): StatementStep {
  if (flagsOf(inside).includes('prefix')) return prefixNat(inside, sets, ref, name === 'snat');
  return toTarget(inside, sets, `statement ${name}`, (target) => (way, context) => {
    switch (name) {
      case 'dnat':
        return translateDestination(way, ref, 'dnat', target);
      case 'snat':
        return translateSource(way, ref, 'snat', target);
      case 'masquerade':
        return masquerade(way, ref, context, target);
      default:
        return redirect(way, ref, context, target);
    }
  });
}
