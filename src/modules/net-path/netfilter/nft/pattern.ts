import { bitsOf, parseAddress } from '../../address/address.ts';
import { protocolNumber } from '../packet.ts';
import { isObject, type Json, listOf, nameOf } from './json.ts';
import { type Kind, namesOf } from './names.ts';
import type { Value } from './value.ts';

/** A constant of a rule, or an element of a set. */
export type Pattern =
  | { readonly is: 'range'; readonly low: bigint; readonly high: bigint; readonly family?: 4 | 6 }
  | { readonly is: 'name'; readonly name: string; readonly prefix: boolean }
  | { readonly is: 'parts'; readonly parts: readonly (Pattern | undefined)[] }
  | { readonly is: 'any' };

const exact = (low: bigint, family?: 4 | 6): Pattern => ({
  is: 'range',
  low,
  high: low,
  ...(family === undefined ? {} : { family }),
});

/** Reads a constant for a value of this kind; undefined where it cannot. */
export function patternOf(json: Json, kinds: readonly Kind[]): Pattern | undefined {
  const found = nameOf(json);
  if (found?.name === 'elem' && isObject(found.inside)) return patternOf(found.inside['val'] ?? null, kinds);
  if (json === '*') return { is: 'any' };
  if (found?.name === 'concat') {
    return { is: 'parts', parts: listOf(found.inside).map((part, at) => partOf(part, kinds[at] ?? 'integer')) };
  }
  return partOf(json, kinds[0] ?? 'integer');
}

function partOf(json: Json, kind: Kind): Pattern | undefined {
  const found = nameOf(json);
  if (found?.name === 'prefix' && isObject(found.inside)) return prefixOf(found.inside['addr'], found.inside['len']);
  if (found?.name === 'range') {
    const [low, high] = listOf(found.inside).map((one) => scalarOf(one, kind));
    if (low?.is !== 'range' || high?.is !== 'range') return undefined;
    return { ...low, high: high.high };
  }
  if (Array.isArray(json) || found?.name === '|')
    return bitsOfList(listOf(found === undefined ? json : found.inside), kind);
  return scalarOf(json, kind);
}

/** `["syn", "ack"]`: all bits together. */
function bitsOfList(list: readonly Json[], kind: Kind): Pattern | undefined {
  const bits = list.map((one) => scalarOf(one, kind));
  let sum = 0n;
  for (const bit of bits) {
    if (bit?.is !== 'range') return undefined;
    sum |= bit.low;
  }
  return exact(sum);
}

function scalarOf(json: Json, kind: Kind): Pattern | undefined {
  if (typeof json === 'number' && Number.isSafeInteger(json)) return exact(BigInt(json));
  if (typeof json === 'boolean') return exact(json ? 1n : 0n);
  return typeof json === 'string' ? wordOf(json, kind) : undefined;
}

const nameKinds: readonly Kind[] = ['device', 'mac', 'pktType', 'fibType'];

function wordOf(text: string, kind: Kind): Pattern | undefined {
  if (nameKinds.includes(kind)) return namePattern(text, kind);
  const named = namesOf[kind];
  if (named !== undefined && Object.hasOwn(named, text)) return exact(BigInt(named[text] ?? 0));
  if (kind === 'address') {
    const address = parseAddress(text);
    return address && exact(address.value, address.family);
  }
  const protocol = kind === 'protocol' ? protocolNumber(text) : undefined;
  if (protocol !== undefined) return exact(BigInt(protocol));
  return /^(?:0x[0-9a-f]{1,32}|\d{1,39})$/i.test(text) ? exact(BigInt(text)) : undefined;
}

function namePattern(text: string, kind: Kind): Pattern {
  if (kind === 'device' && text.endsWith('*')) return { is: 'name', name: text.slice(0, -1), prefix: true };
  // Two words for one type (nft's src/meta.c).
  const name = kind === 'pktType' && text === 'unicast' ? 'host' : kind === 'mac' ? text.toLowerCase() : text;
  return { is: 'name', name, prefix: false };
}

function prefixOf(address: Json | undefined, length: Json | undefined): Pattern | undefined {
  const parsed = typeof address === 'string' ? parseAddress(address) : undefined;
  if (parsed === undefined || typeof length !== 'number') return undefined;
  const host = (1n << BigInt(bitsOf(parsed.family) - length)) - 1n;
  const low = parsed.value & ~host;
  return { is: 'range', low, high: low | host, family: parsed.family };
}

/** Whether the value is what the pattern says: all that it can be, nothing of it, or some. */
export function fits(value: Value, pattern: Pattern | undefined): boolean | undefined {
  if (value.is === 'nothing') return false;
  if (pattern?.is === 'any') return true;
  if (pattern === undefined) return undefined;
  if (value.is === 'parts' && pattern.is === 'parts') return allFit(value.parts, pattern.parts);
  if (value.is === 'name' && pattern.is === 'name') {
    return pattern.prefix ? value.name.startsWith(pattern.name) : value.name === pattern.name;
  }
  if (value.is !== 'number' || pattern.is !== 'range') return undefined;
  if (value.low >= pattern.low && value.high <= pattern.high) return true;
  return value.high < pattern.low || value.low > pattern.high ? false : undefined;
}

function allFit(values: readonly Value[], patterns: readonly (Pattern | undefined)[]): boolean | undefined {
  const answers = values.map((value, at) => fits(value, patterns[at]));
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

/** Text by which equal constants and values are found without a search; undefined for one that is not exact. */
export function keyOf(one: Pattern | Value | undefined): string | undefined {
  if (one?.is === 'parts') {
    const parts = one.parts.map(keyOf);
    return parts.includes(undefined) ? undefined : parts.join(' ');
  }
  if (one?.is === 'name') return 'prefix' in one && one.prefix ? undefined : `=${one.name}`;
  if ((one?.is === 'number' || one?.is === 'range') && one.low === one.high) return String(one.low);
  return undefined;
}
