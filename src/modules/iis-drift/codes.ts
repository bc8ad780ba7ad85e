import type { AnyCode } from '../../core/code.ts';
import { byCodeUnit } from '../../core/order.ts';
import * as ancm from './catalog/ancm.ts';
import * as commands from './catalog/commands.ts';
import * as config from './catalog/config.ts';
import * as failure from './catalog/failure.ts';
import * as input from './catalog/input.ts';
import * as interval from './catalog/interval.ts';
import * as restart from './catalog/restart.ts';
import * as schedule from './catalog/schedule.ts';
import * as serving from './catalog/serving.ts';
import * as sites from './catalog/sites.ts';
import * as start from './catalog/start.ts';
import * as zone from './catalog/zone.ts';

const isCode = (value: unknown): value is AnyCode => typeof value === 'function' && 'entry' in value;

/** All codes of the module, by number. */
export const codes: readonly AnyCode[] = [
  interval,
  schedule,
  restart,
  ancm,
  failure,
  start,
  serving,
  sites,
  commands,
  config,
  input,
  zone,
]
  .flatMap((file) => Object.values(file).filter(isCode))
  .toSorted((a, b) => byCodeUnit(a.entry.code, b.entry.code));
