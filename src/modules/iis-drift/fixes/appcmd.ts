import type { FixPlan } from './plan.ts';

/** `03:30:00`. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;

/** Lines for an elevated cmd. A name that cmd or appcmd cannot take in quotes is left to the PowerShell script. */
export function appcmdLines({ pools }: FixPlan): string {
  const appcmd = '%windir%\\system32\\inetsrv\\appcmd.exe';
  const lines = pools.map(({ host, pool, minute }) => {
    const on = host === '' ? '' : ` on ${host}`;
    if (/["%^!]/.test(pool)) return `rem a pool${on} has a name that cmd cannot quote: use the PowerShell script`;
    return [
      ...(host === '' ? [] : [`rem on ${host}`]),
      `${appcmd} set apppool "${pool}" /recycling.periodicRestart.time:00:00:00 /-recycling.periodicRestart.schedule "/+recycling.periodicRestart.schedule.[value='${clockOf(minute)}']" /commit:apphost`,
    ].join('\n');
  });
  return `${lines.join('\n')}\n`;
}
