/** Powers of ten of the decimal suffixes, with nano as the unit. */
const decimal: Readonly<Record<string, number>> = { n: 0, u: 3, m: 6, '': 9, k: 12, M: 15, G: 18, T: 21, P: 24, E: 27 };
/** Powers of 1024 of the binary ones. */
const binary: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };

/** `500m`, `1.5Gi`, `100e-3`, `12E`, `.5`, `2000000Ki`. */
const shape = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,3}|[numkMGTPE]?)$/;

const known = new Map<string, bigint | undefined>();
/** Texts that differ in a cluster are few; a hostile input may hold many. */
const maxKnown = 10_000;

/** A quantity (apimachinery pkg/api/resource) in billionths, rounded up as it does; undefined where it is none. */
export function nano(text: string): bigint | undefined {
  if (known.has(text)) return known.get(text);
  const value = parse(text.trim());
  if (known.size < maxKnown) known.set(text, value);
  return value;
}

function parse(text: string): bigint | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const power = binary[suffix];
  const scaled =
    power === undefined
      ? shift(digits, powerOfTen(suffix) - fraction.length)
      : shift(digits * 1024n ** BigInt(power), 9 - fraction.length);
  return sign === '-' ? -scaled : scaled;
}

const powerOfTen = (suffix: string): number => decimal[suffix] ?? 9 + Number(suffix.slice(1));

/** Times ten to the power; away from zero where that does not divide. */
function shift(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}

const nanosPerMilli = 1_000_000n;
const nanosPerUnit = 1_000_000_000n;

const roundUp = (value: bigint, unit: bigint): number =>
  Number(value >= 0n ? (value + unit - 1n) / unit : value / unit);

/** Thousandths, as cpu is counted: Quantity.MilliValue rounds up. */
export const toMilli = (nanos: bigint): number => roundUp(nanos, nanosPerMilli);

/** Whole units: Quantity.Value rounds up. */
export const toUnits = (nanos: bigint): number => roundUp(nanos, nanosPerUnit);
