import { LineCounter, parseDocument } from 'yaml';

/** Where and why a text is no YAML. */
export interface YamlProblem {
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}

/** Keys and indexes from the top of a document. */
export type YamlPath = readonly (string | number)[];

/** A YAML (or JSON) text, read. */
export type YamlReading =
  | {
      readonly status: 'value';
      readonly value: unknown;
      /** 1-based line of what lies at a path; undefined where there is nothing. */
      lineOf(path: YamlPath): number | undefined;
    }
  | { readonly status: 'invalid'; readonly problem: YamlProblem };

/** Brackets nested deeper than this are an attack: the parser takes quadratic time for them. */
const maxDepth = 200;

/** Aliases beyond this are an attack (billion laughs). */
const maxAliasCount = 100;

/**
 * Reads the first document of a text as Kubernetes does (sigs.k8s.io/yaml: YAML 1.1, later documents
 * ignored, the last of duplicate keys wins). Never throws.
 */
export function readYaml(text: string): YamlReading {
  const lines = new LineCounter();
  const problemAt = (message: string, offset: number): YamlReading => ({
    status: 'invalid',
    problem: {
      message: (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, ''),
      line: lines.linePos(offset).line || 1,
    },
  });
  const bomb = tooDeepAt(text);
  if (bomb !== undefined) return problemAt('nested too deeply', bomb);
  try {
    const document = parseDocument(firstDocument(text), {
      lineCounter: lines,
      uniqueKeys: false,
      version: '1.1',
      stringKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const error = document.errors[0];
    if (error !== undefined) return problemAt(error.message, error.pos[0]);
    const value: unknown = document.toJS({ maxAliasCount });
    const lineOf = (path: YamlPath): number | undefined => {
      const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
      const range = (node as { range?: readonly number[] } | undefined)?.range;
      return range?.[0] === undefined ? undefined : lines.linePos(range[0]).line;
    };
    return { status: 'value', value, lineOf };
  } catch (error) {
    return problemAt(error instanceof Error ? error.message : String(error), 0);
  }
}

/** Offset of the bracket that is one too many; brackets in strings count too, which is why the limit is generous. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > maxDepth) return index;
  }
  return undefined;
}

/** What stands before the second document; markers inside block scalars are indented and stay. */
function firstDocument(text: string): string {
  const start = /^(?:[ \t]*(?:#[^\n]*)?\n){0,200}---[^\n]*\n/.exec(text)?.[0].length ?? 0;
  const next = text.slice(start).search(/^---(?:\s|$)/m);
  return next === -1 ? text : text.slice(0, start + next);
}

/** A mapping, or undefined. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** A list, empty where it is none. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text, or undefined; numbers and booleans are no text. */
export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
