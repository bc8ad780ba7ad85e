import * as z from 'zod';
import { shapeOf, text } from '../../core/incident-shape.ts';
import { observed } from '../../kubernetes/objects/incident-shape.ts';

const lastWords = {
  ...{ pod: text, namespace: text.optional(), container: text.optional() },
  ...{ source: text, line: z.number().int().min(1), text },
};

/** Observations as `model.ts` tells them. */
export const shape = shapeOf(
  z.looseObject({
    ...observed,
    lastWords: z.array(z.looseObject(lastWords)).optional(),
  }),
);
