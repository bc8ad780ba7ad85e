import type { Analysis, AnalysisContext } from '../../core/module.ts';
import type { SmtpObservations } from './observations.ts';
import type { SmtpOptions } from './options.ts';

export function analyze(observations: SmtpObservations, _options: SmtpOptions, _context: AnalysisContext): Analysis {
  return { findings: [], checks: [], data: { classes: observations.failed }, views: [] };
}
