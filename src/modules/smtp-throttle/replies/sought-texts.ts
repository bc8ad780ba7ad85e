import { requiredTexts } from '../../../core/patterns/required-texts.ts';
import { replyRows } from './table.ts';

/**
 * Texts, in lower case, of which every match of a row contains one, in the order of the rows; none for a row that
 * requires none. The build puts the texts in the place of this file: finding them takes longer than reading most logs.
 */
export const soughtTexts = (): readonly (readonly string[])[] =>
  replyRows.map(({ matches }) => requiredTexts(matches) ?? []);
