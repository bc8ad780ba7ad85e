import { runCli } from '../../support/run-cli.ts';
import type { Judge } from '../judge.ts';

interface Report {
  readonly findings?: readonly { name: string; severity: string }[];
  readonly data?: {
    settings?: readonly { pool: string; intervalMinutes: number }[];
    pools?: readonly { recycles: readonly { reason: string }[] }[];
  };
  readonly error?: { message: string };
}

type Wants = (report: Report, diagnosis: string) => boolean;

const names = ({ findings = [] }: Report) => findings.map(({ name }) => name);
const has =
  (name: string): Wants =>
  (report) =>
    names(report).includes(name);
const nothing: Wants = (report) => names(report).length === 0;

/** What a right diagnosis of each kind of sample holds; beside it, none is ever called interval drift. */
const expectations: readonly (readonly [diagnosis: RegExp, Wants])[] = [
  [/^No IIS\/WAS\/ANCM|^IIS W3C access log|^catalogue of|^templates? of|^reference:/, nothing],
  [/^crash while the app pool was stopped|^ANCM out-of-process/, () => true],
  [/crash/i, has('crash')],
  [/^5078/, has('isapi-unhealthy-real')],
  [/^5186/, has('idle-timeout-mistaken')],
  [/^5013/, has('shutdown-timeout')],
  [
    /^5076/,
    ({ data }) => data?.pools?.some(({ recycles }) => recycles.some(({ reason }) => reason === 'schedule')) ?? false,
  ],
  [/^pools=/, settingsAsListed],
  [/^settings:/, (report) => report.error === undefined],
];

/** As many pools as the manifest counts, each with the interval it lists; nothing of it an incident. */
function settingsAsListed({ findings = [], data }: Report, diagnosis: string): boolean {
  const settings = data?.settings ?? [];
  const listed = [...diagnosis.matchAll(/(\w+):time="(?:(\d+)\.)?(\d+):(\d+):\d+"/g)].map(
    ([, pool, days = '0', hours, minutes]) =>
      [pool, (Number(days) * 24 + Number(hours)) * 60 + Number(minutes)] as const,
  );
  return (
    settings.length === Number(/pools=(\d+)/.exec(diagnosis)?.[1]) &&
    listed.every(([pool, minutes]) => settings.find((one) => one.pool === pool)?.intervalMinutes === minutes) &&
    findings.every(({ severity }) => severity === 'info')
  );
}

export const iisJudge: Judge = {
  name: 'iis-drift',
  knows: ({ kind }) => kind.startsWith('win-'),
  async judge({ file, path, diagnosis }) {
    const { stdout } = await runCli(['iis-drift', path, '--tz', 'UTC', '--format', 'json']);
    const report = JSON.parse(stdout) as Report;
    const [, wants] = expectations.find(([pattern]) => pattern.test(diagnosis)) ?? [];
    const said = report.error?.message ?? names(report).join(', ');
    const right =
      wants === undefined ? undefined : wants(report, diagnosis) && !names(report).includes('interval-drift');
    return [{ where: file, wanted: diagnosis, said, right }];
  },
};
