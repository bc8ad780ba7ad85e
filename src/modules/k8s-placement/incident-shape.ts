import * as z from 'zod';
import { place, shapeOf, text } from '../../core/incident-shape.ts';
import { observed, pod } from '../../kubernetes/objects/incident-shape.ts';

/** Observations as `model.ts` tells them. */
export const shape = shapeOf(
  z.looseObject({ ...observed, sentences: z.array(z.looseObject({ ...place, text })), would: z.array(pod) }),
);
