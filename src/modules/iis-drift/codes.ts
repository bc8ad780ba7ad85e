import type { AnyCode } from '../../core/code.ts';
import * as config from './codes-config.ts';
import * as failure from './codes-failure.ts';
import * as input from './codes-input.ts';
import * as interval from './codes-interval.ts';
import * as restart from './codes-restart.ts';
import * as schedule from './codes-schedule.ts';

const isCode = (value: unknown): value is AnyCode => typeof value === 'function' && 'entry' in value;

/** All codes of the module, by number. */
export const codes: readonly AnyCode[] = [interval, schedule, restart, failure, config, input]
  .flatMap((file) => Object.values(file).filter(isCode))
  .toSorted((a, b) => a.entry.code.localeCompare(b.entry.code));
