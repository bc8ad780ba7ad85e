import { type BinXml, type ElementNode, type Fragment, isElement, type Part } from './binxml.ts';
import { textsOf } from './value.ts';

/** Where a template keeps what decides whether a record is wanted. */
interface Head {
  readonly id: Part | undefined;
  readonly provider: Part | undefined;
}

const heads = new WeakMap<ElementNode, Head>();

/** The id of a record, found without reading the rest of it; undefined where its template is not of the usual shape. */
export function idOf(binXml: BinXml, fragment: Fragment): number | undefined {
  const part = headOf(fragment)?.id;
  if (part === undefined) return undefined;
  if ('literal' in part) return Number(part.literal) || undefined;
  const value = fragment.values?.peek(part.index);
  // An unsigned 16-bit number in every template that Windows writes.
  return value?.type === 6 && value.size === 2 ? binXml.bytes.readUInt16LE(value.at) : undefined;
}

/** Who logged a record, found likewise. */
export function providerOf(binXml: BinXml, fragment: Fragment): string | undefined {
  const part = headOf(fragment)?.provider;
  if (part === undefined) return undefined;
  if ('literal' in part) return part.literal || undefined;
  const value = fragment.values?.peek(part.index);
  return (value === undefined ? undefined : textsOf(binXml.bytes, value)[0]) || undefined;
}

function headOf({ elements }: Fragment): Head | undefined {
  const [event] = elements;
  if (event === undefined) return undefined;
  const known = heads.get(event);
  if (known !== undefined) return known;
  const head = findHead(event);
  heads.set(event, head);
  return head;
}

function findHead(event: ElementNode): Head {
  const system = child(event, 'System');
  const [id] = child(system, 'EventID')?.content ?? [];
  const name = child(system, 'Provider')?.attributes.find((attribute) => attribute.name === 'Name')?.parts;
  return {
    id: id === undefined || isElement(id) ? undefined : id,
    provider: name?.length === 1 ? name[0] : undefined,
  };
}

const child = (element: ElementNode | undefined, name: string): ElementNode | undefined =>
  element?.content.filter(isElement).find((one) => one.name === name);
