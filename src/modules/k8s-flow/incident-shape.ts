import * as z from 'zod';
import { shapeOf } from '../../core/incident-shape.ts';
import { observed } from '../../kubernetes/objects/incident-shape.ts';

/** Observations as `model.ts` tells them. */
export const shape = shapeOf(z.looseObject(observed));
