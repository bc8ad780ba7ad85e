import { isObject } from '../../core/json.ts';

/** The text in a field: itself, the one in a list (Elasticsearch's `fields`), OTLP's `stringValue`, journald's bytes. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    if (value.length > 1 && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256))
      return Buffer.from(value as number[]).toString('utf8');
    return value.length === 1 ? textIn(value[0]) : undefined;
  }
  return isObject(value) && typeof value['stringValue'] === 'string' ? value['stringValue'] : undefined;
}
