import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { bounds } from './observations.ts';
import type { DayOrder } from './read/record-time.ts';

/** What a column of a table can be. */
export const columnRoles = ['status', 'time', 'error', 'id', 'recipient', 'sender', 'batch', 'start'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** What reading a log depends on; JSON. */
export interface ReadOptions {
  /** Column names of `--map` by role. */
  readonly map: Partial<Readonly<Record<ColumnRole, string>>>;
  /** Zone of times that name none: `--tz`, else the machine's. */
  readonly zone: string;
  readonly zoneProvenance: '--tz' | 'assumed';
  /** ms since the epoch; syslog times have no year and lie before this. */
  readonly now: number;
  /** How many failure records are kept. */
  readonly keepFailures: number;
  /** How the log at hand orders day and month, where it shows it. */
  readonly order?: DayOrder;
}

export const readOptionSpecs: readonly OptionSpec[] = [
  {
    flags: '--map <columns>',
    description: `which column of a table is what: status=state,time=sent_at (${columnRoles.join(', ')})`,
    repeatable: true,
  },
];

/** `listAll`: a file of all failures was asked for, so none may be dropped. */
export function readOptions(raw: RawOptions, context: AnalysisContext, listAll: boolean): ReadOptions {
  return {
    map: parseMap(raw['map']),
    zone: context.zone?.name ?? context.machineZone,
    zoneProvenance: context.zone === undefined ? 'assumed' : '--tz',
    now: Date.parse(context.now),
    keepFailures: listAll ? bounds.listedFailures : bounds.failures,
  };
}

function parseMap(given: RawOptions[string]): ReadOptions['map'] {
  const words = Array.isArray(given) ? given.join(',').split(',') : [];
  const map: Partial<Record<ColumnRole, string>> = {};
  for (const word of words.filter((one) => one.trim() !== '')) {
    const [role = '', ...rest] = word.split('=');
    const column = rest.join('=').trim();
    const known = columnRoles.find((name) => name === role.trim().toLowerCase());
    if (known === undefined || column === '') {
      throw usageError(`--map ${word}: not role=column`, `roles are ${columnRoles.join(', ')}`);
    }
    map[known] = column;
  }
  return map;
}
