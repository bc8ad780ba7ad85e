import * as claim from './catalog/claim-codes.ts';
import * as container from './catalog/container-codes.ts';
import * as creation from './catalog/creation-codes.ts';
import * as image from './catalog/image-codes.ts';
import * as node from './catalog/node-codes.ts';
import * as serving from './catalog/serving-codes.ts';
import { cannotStart } from './catalog/start-code.ts';
import * as told from './catalog/told-codes.ts';

/** Every code of this module by its name in the code. */
export const catalog = { ...creation, ...claim, ...node, ...image, ...container, cannotStart, ...serving, ...told };

export type FlowCodeKey = keyof typeof catalog;

export const codes = Object.values(catalog);
