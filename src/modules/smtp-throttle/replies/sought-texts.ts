import { type Required, requiredTexts } from '../../../core/patterns/required-texts.ts';
import { replyRows } from './table.ts';

/**
 * What the rows require, in their order. The build puts it in the place of this file: finding it out takes longer
 * than reading most logs.
 */
export const soughtTexts = (): readonly Required[] => replyRows.map(({ matches }) => requiredTexts(matches));
