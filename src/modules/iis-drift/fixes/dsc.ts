import { groupBy } from '../../../core/group.ts';
import { powershellLiteral } from '../../../core/quote.ts';
import { clockOf } from './appcmd.ts';
import type { FixPlan, PlannedPool } from './plan.ts';

/**
 * The plan as a DSC configuration, for servers that are kept by DSC: there a script's change would be undone at the next
 * pull. Resource and properties: DSC_WebAppPool.schema.mof of the module WebAdministrationDsc.
 */
export function dscConfiguration({ pools }: FixPlan): string {
  const nodes = [...groupBy(pools, ({ host }) => host)].map(([host, own]) => node(host, own));
  return `# Merge into the configuration that keeps these servers. WebAppPool makes a pool that is missing and starts one
# that is stopped, unless its own Ensure and State are in your configuration.
Configuration RecycleTimes {
    Import-DscResource -ModuleName WebAdministrationDsc
${nodes.join('\n')}
}
`;
}

const node = (
  host: string,
  pools: readonly PlannedPool[],
): string => `    Node ${powershellLiteral(host || 'localhost')} {
${pools.map(resource).join('\n')}
    }`;

const resource = ({ pool, minute }: PlannedPool, index: number): string => `        WebAppPool Recycle${index + 1} {
            Name             = ${powershellLiteral(pool)}
            restartTimeLimit = '00:00:00'
            restartSchedule  = @('${clockOf(minute)}')
        }`;
