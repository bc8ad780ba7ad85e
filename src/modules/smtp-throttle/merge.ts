import type { SmtpObservations } from './observations.ts';

/** Observations of both, `a` being the earlier part. */
export const merge = (a: SmtpObservations, b: SmtpObservations): SmtpObservations => ({
  ...a,
  inputs: [...a.inputs, ...b.inputs],
});
