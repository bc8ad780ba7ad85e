import type { AnyCode } from '../../core/code.ts';
import { byCodeUnit } from '../../core/order.ts';
import { causeCodes } from './catalog/causes.ts';
import { microsoftCodes } from './catalog/microsoft.ts';
import { providerCodes } from './catalog/providers.ts';
import { readingCodes } from './catalog/reading.ts';
import { recipientCodes } from './catalog/recipients.ts';
import type { ReplyCode } from './catalog/reply-code.ts';
import { sendingCodes } from './catalog/sending.ts';
import { ownServer } from './catalog/server-fault.ts';
import { zoneCodes } from './catalog/zone.ts';

/** Codes that a reply leads to, those with rules of their own before those of a whole class. */
export const replyCodes: readonly ReplyCode[] = [...microsoftCodes, ...providerCodes, ...recipientCodes, ...causeCodes];

/** The catalog of the module, by number. */
export const codes: readonly AnyCode[] = [
  ...replyCodes.map(({ make }) => make),
  ...sendingCodes,
  ...readingCodes,
  ...zoneCodes,
  ownServer,
].toSorted((a, b) => byCodeUnit(a.entry.code, b.entry.code));
