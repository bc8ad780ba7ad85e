export const valueType = { string: 1, uint8: 4, uint16: 6, uint64: 10, fileTime: 17, binXml: 0x21 } as const;
const namespace = 'http://schemas.microsoft.com/win/2004/08/events/event';

export interface Value {
  readonly type: number;
  readonly bytes: Buffer;
}

/** What stands in an element or attribute of a template: text, or the value of a substitution. */
export type Content = string | { readonly index: number; readonly type: number };

export interface Tag {
  readonly name: string;
  readonly attributes?: readonly (readonly [string, Content])[];
  readonly content?: Content | readonly Tag[];
}

export const slot = (index: number, of: number): Content => ({ index, type: of });

/** `<System>` and, as its last value, the EventData. */
export const eventTemplate: Tag = {
  name: 'Event',
  attributes: [['xmlns', namespace]],
  content: [
    {
      name: 'System',
      content: [
        {
          name: 'Provider',
          attributes: [
            ['Name', slot(0, valueType.string)],
            ['EventSourceName', slot(1, valueType.string)],
          ],
        },
        {
          name: 'EventID',
          attributes: [['Qualifiers', slot(2, valueType.uint16)]],
          content: slot(3, valueType.uint16),
        },
        { name: 'Level', content: slot(4, valueType.uint8) },
        { name: 'TimeCreated', attributes: [['SystemTime', slot(5, valueType.fileTime)]] },
        { name: 'EventRecordID', content: slot(6, valueType.uint64) },
        { name: 'Channel', content: slot(7, valueType.string) },
        { name: 'Computer', content: slot(8, valueType.string) },
      ],
    },
  ],
};

export const dataTemplate = (names: readonly string[]): Tag => ({
  name: 'EventData',
  content: names.map((name, i) => ({
    name: 'Data',
    ...(name === '' ? {} : { attributes: [['Name', name] as const] }),
    content: slot(i, valueType.string),
  })),
});

export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const stringValue = (text: string): Value => ({ type: valueType.string, bytes: utf16(text) });
export const uintValue = (value: number | bigint, size: number, of: number): Value => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return { type: of, bytes: bytes.subarray(0, size) };
};
export const ticksOf = (utc: string): bigint => (BigInt(Date.parse(utc)) + 11_644_473_600_000n) * 10_000n;
