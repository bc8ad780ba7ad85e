import { parsed } from '../../../core/json.ts';
import { readYaml } from '../../../kubernetes/yaml-text.ts';
import type { Example } from './reading.ts';
import { commandOf } from './session.ts';
import {
  type Condition,
  type ContainerStatus,
  conditionTroubles,
  containerTroubles,
  isGood,
  isServing,
  type ObjectTrouble,
} from './status-troubles.ts';

/** A longer text is no fragment, and takes long to be parsed as one. */
const longest = 64 * 1024;
/** So deep a status lies in what people cut out of an object. */
const deepest = 12;
/** Keys of a status; without one of them nothing is tried. */
const mark = /^[ \t]*(?:- )?"?(?:containerStatuses|initContainerStatuses|conditions|lastState|state|status)"?[ \t]*:/m;

/** What a piece that was cut out of an object in YAML or JSON tells: conditions, states of containers. */
export interface Fragment {
  readonly conditions: number;
  readonly containers: number;
  readonly troubles: readonly ObjectTrouble[];
}

/** Reads a fragment; undefined where the text is something else, or more than that. */
export function readFragment(text: string): Fragment | undefined {
  if (text.length > longest || !mark.test(text)) return undefined;
  const all = text.split(/\r?\n/);
  const value = pieceOf(all.filter((line) => commandOf(line) === undefined && !/^\s*`{3}/.test(line)));
  const found: Found = { conditions: [], containers: [], beside: [] };
  collect(value, found, 0);
  const { conditions, containers, beside } = found;
  if (conditions.length + containers.length === 0) return undefined;
  const ofContainers = containers.flatMap((one) => containerTroubles('status', one));
  const troubles = [...ofContainers, ...conditionTroubles('status', conditions)];
  // It is called well only where all of it says so.
  const isSound = conditions.every(isGood) && containers.every(isServing) && beside.length === 0;
  if (troubles.length === 0 && !isSound) return undefined;
  return {
    conditions: conditions.length,
    containers: containers.length,
    troubles: troubles.map((one) => ({ ...one, ...exampleOf(one, all) })),
  };
}

/** Longer words may be folded over lines. */
const sought = 40;

/** The line that tells a trouble, where only one can. */
function exampleOf({ words = [] }: ObjectTrouble, lines: readonly string[]): { example?: Example } {
  for (const word of words) {
    const start = word.slice(0, sought).split(/["\\\n]/)[0] ?? '';
    const [line, ...others] = start.length < 4 ? [] : lines.flatMap((one, i) => (one.includes(start) ? [i] : []));
    if (line !== undefined && others.length === 0)
      return { example: { line: line + 1, quote: (lines[line] as string).trim() } };
  }
  return {};
}

/** As JSON, with or without the braces around it, else as YAML. */
function pieceOf(lines: readonly string[]): unknown {
  const body = lines.join('\n').trim();
  if (/^[[{]/.test(body)) return parsed(body);
  if (body.startsWith('"')) return parsed(`{${body.replace(/,\s*$/, '')}}`);
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  const reading = readYaml(lines.map((line) => line.slice(least)).join('\n'));
  return reading.status === 'value' ? reading.value : undefined;
}

type Found = {
  readonly conditions: Condition[];
  readonly containers: ContainerStatus[];
  /** Keys beside them by which an object says that it is not well. */
  readonly beside: string[];
};

/** Source: kubernetes api core/v1, apps/v1, batch/v1: fields of a status. */
export const isComplaint = (key: string, value: unknown): boolean =>
  /^(?:reason|message|error\w{0,20}|\w{0,40}Error)$/.test(key) ||
  (key === 'phase' && !/^(?:Running|Succeeded|Active|Bound|Available|Ready)$/.test(String(value))) ||
  (/^(?:unavailableReplicas|numberUnavailable|numberMisscheduled|failed)$/.test(key) && value !== 0);

function collect(value: unknown, found: Found, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found, depth + 1);
    return;
  }
  const one = value as Readonly<Record<string, unknown>>;
  if (isContainer(one)) found.containers.push(one);
  else if (isCondition(one)) found.conditions.push(one);
  else
    for (const [key, inner] of Object.entries(one)) {
      if (isComplaint(key, inner)) found.beside.push(key);
      collect(inner, found, depth + 1);
    }
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const isContainer = (
  one: Readonly<Record<string, unknown>>,
): one is Readonly<Record<string, unknown>> & ContainerStatus =>
  (isMap(one['state']) || isMap(one['lastState'])) && ('restartCount' in one || 'ready' in one || 'image' in one);

const isCondition = (one: Readonly<Record<string, unknown>>): one is Readonly<Record<string, unknown>> & Condition =>
  typeof one['type'] === 'string' && /^(?:true|false|unknown)$/i.test(String(one['status'])) && !('items' in one);
