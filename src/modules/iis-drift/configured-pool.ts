import type { Evidence } from '../../core/finding.ts';
import type { PoolConfig } from '../../input/iis/config.ts';

/** A pool of a configuration file. */
export interface Configured {
  readonly pool: PoolConfig;
  readonly source: string;
}

/** Names for facts; a configuration file names no host. */
export const names = (list: readonly Configured[]) => list.map(({ pool: { name } }) => ({ host: '', pool: name }));

/** A line about a pool, with its place. */
export const quote = ({ pool, source }: Configured, text: string, line = pool.line): Evidence => ({
  source,
  line,
  text: `${pool.name}: ${text}`,
});

/** The interval as written, or where it comes from. */
export const timeOf = (one: Configured): Evidence => {
  const { time } = one.pool;
  const from = {
    explicit: '',
    defaults: ' (from applicationPoolDefaults)',
    schema: ' (built-in default, written nowhere)',
  }[time.origin];
  return quote(one, `periodicRestart time="${time.written ?? '29:00:00'}"${from}`, time.line);
};
