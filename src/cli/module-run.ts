import type { Incident } from '../core/incident.ts';
import type { Report } from '../core/report.ts';

/** What came of running a module. */
export interface ModuleRun {
  readonly report: Report;
  readonly incident: Incident;
}
