import * as z from 'zod';
import { unrecognizedInput } from '../core/errors.ts';
import { type Incident, isIncident } from '../core/incident.ts';
import { wordsOf } from '../core/incident-shape.ts';

/** Objects and lists within each other; what diag saves has fewer than 20. */
const maxDepth = 100;
/** Values of all kinds; a saved observation has some 20 a line of input at most. */
const maxValues = 20_000_000;
/** The instants a Date can hold, ms (ECMA-262 §21.4.1.1); beyond, adding a day changes nothing, and a loop never ends. */
const maxNumber = 8.64e15;

const text = z.string().max(10_000);
const zoneName = z
  .string()
  .max(100)
  .refine((name) => /^(?:unknown|[+-]\d\d:?\d\d)$/.test(name) || isZone(name), 'not a time zone');
/** What stands for the zone of an input's times: they have none, or each line has its own. */
const zoneWords = z.union([z.enum(['none', 'from each line']), zoneName]);
const count = z.number().int().min(0).max(1e12);
const provenance = z.enum(['from log', 'derived', '--tz', 'assumed', 'unknown']);
const timeZone = z.object({ name: zoneName, provenance });

/** What every module's incident has in common; what is its own its `incidentShape` tells, and a bounded run. */
const door = z.object({
  incident: text,
  tool: z.object({ name: text, version: text }),
  module: text,
  context: z.object({ now: z.iso.datetime(), zone: timeZone.exactOptional(), machineZone: zoneName }),
  options: z.record(z.string(), z.union([text, z.boolean(), z.array(text).max(10_000)])),
  observations: z.looseObject({
    inputs: z.array(
      z.object({
        source: z.string(),
        format: text,
        encoding: text,
        lines: count,
        understood: count,
        outside: count.exactOptional(),
        firstNotUnderstood: z.object({ line: count, text: z.string() }).exactOptional(),
        timeZone: z.object({ name: zoneWords, provenance }),
        envelope: z
          .object({
            name: text,
            records: count,
            unit: z.enum(['line', 'record']),
            runs: z
              .array(z.tuple([count, count, z.union([z.literal(-1), z.literal(0), z.literal(1)])]))
              .exactOptional(),
          })
          .exactOptional(),
      }),
    ),
  }),
  redacted: z.boolean().exactOptional(),
});

/** What `--save` wrote, or something close to it that somebody else did. Throws an input error of one line. */
export function checkIncident(value: unknown, name: string): Incident {
  const refuse = (why: string) => unrecognizedInput(`${name}: ${why}`, 'replay reads what --save wrote, unchanged');
  if (!isIncident(value)) throw refuse('not an incident of this version of diag');
  const wrong = wrongValue(value);
  if (wrong !== undefined) throw refuse(`not an incident: ${wrong}`);
  const [issue] = door.safeParse(value).error?.issues ?? [];
  if (issue !== undefined) {
    throw refuse(`not an incident: ${wordsOf(issue)}`);
  }
  return value;
}

/** Goes through all values without recursion: nesting, number of values, numbers no clock or counter can hold. */
function wrongValue(value: unknown): string | undefined {
  let level: unknown[] = [value];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return `nested deeper than ${maxDepth}`;
    values += level.length;
    if (values > maxValues) return `more than ${maxValues} values`;
    const odd = level.find((one) => typeof one === 'number' && Math.abs(one) > maxNumber);
    if (odd !== undefined) return `a number beyond any time or count: ${String(odd)}`;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return undefined;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
