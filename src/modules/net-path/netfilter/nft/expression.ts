import type { HookContext } from '../ruleset.ts';
import type { Way } from '../way.ts';
import { ct, fib, meta } from './facts.ts';
import { isObject, type Json, type JsonObject, listOf, nameOf, numberOf, textOf } from './json.ts';
import { patternOf } from './pattern.ts';
import { addressValue, payload } from './payload.ts';
import { kindsOf } from './sets.ts';
import { nothing, number, single, unknown, type Value } from './value.ts';

export type Expression = (way: Way, context: HookContext) => Value;

const operators: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => (a << b) & 0xffffffffn,
  '>>': (a, b) => a >> b,
};

type Reader = (inside: JsonObject) => Expression;

const readers: Readonly<Record<string, Reader>> = {
  payload: (inside) =>
    payload(textOf(inside['protocol']) ?? `@${textOf(inside['base'])}`, textOf(inside['field']) ?? ''),
  meta: (inside) => meta(textOf(inside['key']) ?? ''),
  ct: (inside) => ct(textOf(inside['key']) ?? '', textOf(inside['dir'])),
  fib: (inside) =>
    fib(
      textOf(inside['result']) ?? '',
      listOf(inside['flags']).map((flag) => textOf(flag) ?? ''),
    ),
  numgen: (inside) => oneOf(inside, false),
  jhash: (inside) => oneOf(inside, true),
  symhash: (inside) => oneOf(inside, true),
};

/** A hash keeps one flow where it is; numgen draws, or counts, for each connection. */
function oneOf(inside: JsonObject, fixed: boolean): Expression {
  const modulus = numberOf(inside['mod']);
  if (modulus === undefined || modulus < 1) return () => unknown('modulus');
  const value: Value = { is: 'one-of', modulus, offset: numberOf(inside['offset']) ?? 0, fixed };
  return () => value;
}

/** Reads an expression of a rule; one that is not understood is not known, by its name. */
export function expressionOf(json: Json): Expression {
  if (typeof json === 'number') return () => number('integer', json);
  if (typeof json === 'string') return constantOf(json);
  const found = nameOf(json);
  if (found === undefined) return () => unknown('an expression');
  const { name, inside } = found;
  if (name === 'concat') {
    const parts = listOf(inside).map(expressionOf);
    return (way, context) => joined(parts.map((part) => part(way, context)));
  }
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator !== undefined) return computed(name, operator, listOf(inside));
  if (isObject(inside) && Object.hasOwn(readers, name)) return readers[name]?.(inside) ?? (() => nothing);
  return () => unknown(name);
}

/** In a statement: `5`, `0x10`, an address. */
function constantOf(text: string): Expression {
  const value = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? number('integer', BigInt(text)) : addressValue(text);
  return () => value;
}

function joined(parts: readonly Value[]): Value {
  if (parts.some(({ is }) => is === 'nothing')) return nothing;
  const drawn = parts.find(({ is }) => is === 'one-of');
  return drawn === undefined ? { is: 'parts', parts } : unknown('numgen within a concatenation');
}

function computed(name: string, operator: (a: bigint, b: bigint) => bigint, operands: readonly Json[]): Expression {
  const [first, ...rest] = operands;
  const left = expressionOf(first ?? null);
  return (way, context) =>
    rest.reduce(
      (value: Value, json): Value => {
        if (value.is === 'nothing') return nothing;
        const a = single(value);
        const b = a === undefined ? undefined : operandOf(json, value, way, context);
        if (value.is === 'number' && a !== undefined && b !== undefined) return number(value.kind, operator(a, b));
        return unknown(`${value.is === 'unknown' ? value.what : name} with ${name}`);
      },
      left(way, context),
    );
}

/** The other side may be a constant in the words of the first, `["fin", "syn"]`, or an expression of its own. */
function operandOf(json: Json, beside: Value, way: Way, context: HookContext): bigint | undefined {
  const constant = patternOf(json, kindsOf(beside));
  if (constant?.is === 'range' && constant.low === constant.high) return constant.low;
  return single(expressionOf(json)(way, context));
}
