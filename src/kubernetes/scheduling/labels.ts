import type { NodeTerm, Requirement, Selector, Texts } from '../objects/types/meta.ts';

/** Whether a requirement on labels holds (apimachinery pkg/labels). */
export function meets({ key, operator, values }: Requirement, labels: Texts): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
    case 'Lt':
      return compares(operator, value, values);
    default:
      return false;
  }
}

const integer = /^[+-]?\d{1,19}$/;

function compares(operator: 'Gt' | 'Lt', value: string | undefined, [wanted, ...others]: readonly string[]): boolean {
  if (value === undefined || wanted === undefined || others.length > 0) return false;
  if (!integer.test(value) || !integer.test(wanted)) return false;
  return operator === 'Gt' ? BigInt(value) > BigInt(wanted) : BigInt(value) < BigInt(wanted);
}

/** Whether a selector selects labels; an absent one selects nothing. */
export function selects(selector: Selector | undefined, labels: Texts): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  for (const key in matchLabels) if (!Object.hasOwn(labels, key) || labels[key] !== matchLabels[key]) return false;
  return matchExpressions.every((one) => meets(one, labels));
}

/** `{}`: selects everything. */
export const isEmptySelector = ({ matchLabels = {}, matchExpressions = [] }: Selector): boolean =>
  Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

/** Whether a node has all that one term asks; a term that asks nothing matches none. */
export function meetsTerm({ labels, fields }: NodeTerm, nodeLabels: Texts, nodeName: string): boolean {
  if (labels.length === 0 && fields.length === 0) return false;
  return labels.every((one) => meets(one, nodeLabels)) && fields.every((one) => meetsField(one, nodeName));
}

/** The one field is `metadata.name`, with one value. */
function meetsField({ key, operator, values }: Requirement, nodeName: string): boolean {
  if (key !== 'metadata.name' || values.length !== 1) return false;
  if (operator === 'In') return values[0] === nodeName;
  return operator === 'NotIn' && values[0] !== nodeName;
}
