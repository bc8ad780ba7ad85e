import type { Finding } from '../../../core/finding.ts';
import { nonEmpty } from '../../../core/finding.ts';
import { scheduleDuplicateApply } from '../catalog/schedule.ts';
import { evidenceOf } from '../inference/server-clock.ts';
import type { Situation } from '../inference/situation.ts';

/** What a script printed that added a Specific Time a second time. */
export function diagnoseRefusedSchedule({ clock, timeline, hosts }: Situation): Finding[] {
  const refused = [...timeline.undated, ...hosts.flatMap(({ events }) => events)].filter(
    ({ kind }) => kind === 'schedule-refused',
  );
  if (refused.length === 0) return [];
  return [
    scheduleDuplicateApply(
      { times: [...new Set(refused.flatMap(({ detail }) => detail ?? []))] },
      { confidence: 'proven', evidence: nonEmpty(refused.slice(0, 10).map((event) => evidenceOf(event, clock))) },
    ),
  ];
}
