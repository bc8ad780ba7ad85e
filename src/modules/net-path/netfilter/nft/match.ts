import { answer, chance, type Rule, type Step, skip } from '../ruleset.ts';
import { type Expression, expressionOf } from './expression.ts';
import { isObject, type Json, textOf } from './json.ts';
import { fits, type Pattern, patternOf } from './pattern.ts';
import { type Elements, elementsOf, kindsOf, type Sets } from './sets.ts';
import { number, type Value } from './value.ts';

/** More outcomes of a numgen than these are not followed one by one. */
const mostDrawn = 4096;

/** `{"match": {"op": "==", "left": …, "right": …}}` */
export function matchStep(inside: Json, sets: Sets): Rule['steps'][number] {
  if (!isObject(inside)) return () => answer(undefined, 'match');
  const left = expressionOf(inside['left'] ?? null);
  const right = inside['right'] ?? null;
  const op = textOf(inside['op']) ?? '==';
  const isSet = (typeof right === 'string' && right.startsWith('@')) || (isObject(right) && 'set' in right);
  if (isSet) return inSetStep(left, elementsOf(right, sets, false), op, textOf(right) ?? 'a set');
  return (way, context) => {
    const value = left(way, context);
    if (value.is === 'nothing') return skip;
    const wanted = patternFor(value, right, way, context);
    if (value.is === 'one-of') return drawnStep(value, (one) => compared(op, one, wanted));
    const what = value.is === 'unknown' ? value.what : `op ${op}`;
    return answer(compared(op, value, wanted), what);
  };
}

/** The right side is a constant, or an expression such as a mark of the packet's own. */
function patternFor(value: Value, right: Json, ...at: Parameters<Expression>): Pattern | undefined {
  const constant = patternOf(right, kindsOf(value));
  if (constant !== undefined || !isObject(right)) return presence(value, right) ?? constant;
  const other = expressionOf(right)(...at);
  return other.is === 'number' ? { is: 'range', low: other.low, high: other.high } : undefined;
}

/** `fib … oif` against `false`, `"0"` (missing) or `true`: there is no device, or there is one. */
function presence(value: Value, right: Json): Pattern | undefined {
  if (value.is !== 'name' || value.kind !== 'device') return undefined;
  if (right === false || right === '0' || right === 0) return { is: 'name', name: '', prefix: false };
  return right === true ? { is: 'name', name: value.name === '' ? ' ' : value.name, prefix: false } : undefined;
}

function compared(op: string, value: Value, wanted: Pattern | undefined): boolean | undefined {
  if (wanted === undefined) return undefined;
  if (op === '==') return fits(value, wanted);
  if (op === '!=') {
    const same = fits(value, wanted);
    return same === undefined ? undefined : !same;
  }
  if (value.is !== 'number' || wanted.is !== 'range') return undefined;
  return ordered(op, value, wanted);
}

interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

function ordered(op: string, value: Range, wanted: Range): boolean | undefined {
  const both = (low: boolean, high: boolean) => (low === high ? low : undefined);
  switch (op) {
    case '<':
      return both(value.low < wanted.low, value.high < wanted.low);
    case '<=':
      return both(value.low <= wanted.low, value.high <= wanted.low);
    case '>':
      return both(value.low > wanted.low, value.high > wanted.low);
    case '>=':
      return both(value.low >= wanted.low, value.high >= wanted.low);
    // Any of the bits; none of them.
    case 'in':
      return value.low === value.high ? (value.low & wanted.low) !== 0n : undefined;
    case '!':
      return value.low === value.high ? (value.low & wanted.low) === 0n : undefined;
    default:
      return undefined;
  }
}

function inSetStep(left: Expression, elements: Elements | undefined, op: string, set: string): Rule['steps'][number] {
  return (way, context) => {
    const value = left(way, context);
    if (value.is === 'nothing') return skip;
    if (elements === undefined || (op !== '==' && op !== '!=')) return answer(undefined, `set ${set}`);
    if (value.is === 'one-of') return drawnStep(value, (one) => isIn(elements, one, op));
    return answer(isIn(elements, value, op), value.is === 'unknown' ? value.what : `set ${set}`);
  };
}

function isIn(elements: Elements, value: Value, op: string): boolean | undefined {
  const found = elements.lookup(value);
  const member = found.length === 1 ? found[0] !== undefined : undefined;
  return member === undefined ? undefined : (op === '==') === member;
}

/** Each number that may be drawn, with what follows from it. */
export function drawn(value: Value & { is: 'one-of' }): readonly Value[] | undefined {
  if (value.modulus > mostDrawn) return undefined;
  return Array.from({ length: value.modulus }, (_, at) => number('integer', value.offset + at));
}

function drawnStep(value: Value & { is: 'one-of' }, test: (one: Value) => boolean | undefined): Step {
  const answers = drawn(value)?.map(test);
  if (answers === undefined || answers.includes(undefined)) return answer(undefined, 'numgen');
  const share = answers.filter(Boolean).length / answers.length;
  return value.fixed && share > 0 && share < 1 ? answer(undefined, 'a hash of the flow') : chance(share);
}
