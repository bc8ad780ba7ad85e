import type { AnalysisContext, Observations, RawOptions } from './module.ts';

/** Version of the saved form; a file of another major number is refused. */
export const incidentVersion = '1.0';

/** What `--save` writes and `diag replay` reads: all that analyze needs, as JSON. */
export interface Incident {
  /** Format version; its presence marks the file. */
  readonly incident: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly module: string;
  readonly context: AnalysisContext;
  /** The module's own options as given; parsed again on replay. */
  readonly options: RawOptions;
  readonly observations: Observations;
  /** Whether it was redacted: what looks like an alias in it is one. */
  readonly redacted?: boolean;
}

/** Whether a JSON value is a saved incident of a version this diag reads. */
export function isIncident(value: unknown): value is Incident {
  if (typeof value !== 'object' || value === null) return false;
  const { incident, module, context, options, observations } = value as Record<string, unknown>;
  const isObject = (part: unknown) => typeof part === 'object' && part !== null;
  return (
    typeof incident === 'string' &&
    incident.split('.')[0] === incidentVersion.split('.')[0] &&
    typeof module === 'string' &&
    [context, options, observations].every(isObject) &&
    Array.isArray((observations as Record<string, unknown>)['inputs'])
  );
}

/** Whether a text begins as `--save` writes it: its version first. */
export const beginsAsIncident = (head: string): boolean =>
  /^\s{0,1000}\{\s{0,1000}"incident"\s{0,100}:\s{0,100}"\d/.test(head);
