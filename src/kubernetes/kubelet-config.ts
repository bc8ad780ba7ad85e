import { nearestName } from '../core/nearest-name.ts';
import { type FieldTable, type FieldType, kubeletFields } from './kubelet-fields.ts';
import { asMap, readYaml, type YamlPath, type YamlProblem } from './yaml-text.ts';

/** A field the kubelet ignores because it does not exist. */
export interface UnknownField {
  /** Dotted path, `authentication.x509.clientCAFiles`. */
  readonly path: string;
  readonly line?: number;
  /** The existing field that was probably meant, as a dotted path. */
  readonly meant?: string;
}

/** A field whose value has a type that makes the kubelet exit. */
export interface WrongType {
  readonly path: string;
  readonly line?: number;
  readonly is: string;
  readonly mustBe: string;
}

/** The fields of a KubeletConfiguration, and those of them that are unknown or of a wrong type. */
export interface KubeletConfig {
  readonly apiVersion: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknown: readonly UnknownField[];
  readonly wrong: readonly WrongType[];
  lineOf(path: YamlPath): number | undefined;
}

/** A KubeletConfiguration, or why it is none. */
export type KubeletConfigReading =
  | { readonly status: 'config'; readonly config: KubeletConfig }
  | { readonly status: 'invalid'; readonly problem: YamlProblem };

/** Reads a KubeletConfiguration, YAML or JSON, and judges its fields by name and type. */
export function readKubeletConfig(text: string): KubeletConfigReading {
  const reading = readYaml(text);
  if (reading.status === 'invalid') return reading;
  const values = asMap(reading.value);
  if (values === undefined) return { status: 'invalid', problem: { message: 'no mapping of fields', line: 1 } };
  const unknown: UnknownField[] = [];
  const wrong: WrongType[] = [];
  judge(values, kubeletFields, [], { unknown, wrong, lineOf: reading.lineOf });
  return {
    status: 'config',
    config: {
      apiVersion: String(values['apiVersion'] ?? ''),
      kind: String(values['kind'] ?? ''),
      values,
      unknown,
      wrong,
      lineOf: reading.lineOf,
    },
  };
}

interface Judgment {
  readonly unknown: UnknownField[];
  readonly wrong: WrongType[];
  lineOf(path: YamlPath): number | undefined;
}

function judge(values: Readonly<Record<string, unknown>>, table: FieldTable, at: YamlPath, found: Judgment): void {
  for (const [name, value] of Object.entries(values)) {
    const path = [...at, name];
    const type = Object.hasOwn(table, name) ? table[name] : undefined;
    const inner = asMap(value);
    if (type === undefined) {
      found.unknown.push(unknownField(path, Object.keys(table), found));
      continue;
    }
    const flat = typeof type === 'object' ? 'map' : type;
    if (!fits(value, flat)) {
      found.wrong.push({ ...placeOf(path, found), is: typeName(value), mustBe: typeNames[flat] });
    } else if (typeof type === 'object' && inner !== undefined) judge(inner, type, path, found);
  }
}

function unknownField(path: YamlPath, known: readonly string[], found: Judgment): UnknownField {
  const meant = nearestName(String(path.at(-1)), known);
  return {
    ...placeOf(path, found),
    ...(meant === undefined ? {} : { meant: [...path.slice(0, -1), meant].join('.') }),
  };
}

function placeOf(path: YamlPath, found: Judgment): { path: string; line?: number } {
  const line = found.lineOf(path);
  return { path: path.join('.'), ...(line === undefined ? {} : { line }) };
}

const typeNames: Readonly<Record<FieldType, string>> = {
  text: 'text',
  boolean: 'true or false',
  number: 'a number',
  duration: 'a duration such as 2m',
  list: 'a list',
  map: 'a mapping',
  any: 'anything',
};

/** null leaves the default. */
function fits(value: unknown, type: FieldType): boolean {
  if (value === null || type === 'any') return true;
  if (type === 'list') return Array.isArray(value);
  if (type === 'map') return asMap(value) !== undefined;
  if (type === 'duration')
    return typeof value === 'string' && /^[+-]?(?:0|(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,6})$/.test(value);
  const expected = { text: 'string', boolean: 'boolean', number: 'number' }[type];
  return typeof value === expected;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `${JSON.stringify(value)?.slice(0, 60)} (${typeof value === 'string' ? 'text' : typeof value})`;
}
