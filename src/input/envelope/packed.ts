import { gunzipSync } from 'node:zlib';
import { parsed } from '../../core/json.ts';

/** A subscription delivers 1 MB of packed events at most (CloudWatch Logs' quotas); this much unpacked is held. */
const maxUnpacked = 64 << 20;
/** Events shrink to a tenth or so: one that grows more than this, and beyond a megabyte, is none. */
const maxRatio = 250;

/** Base64 of gzip, 1f 8b 08, as a subscription of CloudWatch Logs delivers it. */
export const isPacked = (text: string): boolean => text.length > 40 && /^\s{0,9}H4sI[\w+/=-]{30}/.test(text);

/** The JSON value in a packed payload; undefined where it is damaged. */
export function unpacked(text: string): unknown {
  try {
    const bytes = Buffer.from(text.trim(), 'base64');
    const maxOutputLength = Math.min(maxUnpacked, Math.max(1 << 20, bytes.length * maxRatio));
    return parsed(gunzipSync(bytes, { maxOutputLength }).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A value of Kinesis or Firehose: base64 of a record, packed or not. */
export function decoded(text: string): unknown {
  if (isPacked(text)) return unpacked(text);
  return /^(?:eyJ|W3si|ewog)[\w+/=-]{20}/.test(text) ? parsed(Buffer.from(text, 'base64').toString('utf8')) : undefined;
}
