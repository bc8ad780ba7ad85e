import { describe, type FlowFacts, flowCode, inNamespace, named } from './flow-code.ts';

const images = ['https://kubernetes.io/docs/concepts/containers/images/'];
/** Reasons that are neither the name, the credentials nor the registry being out of reach. */
const pullReasons: readonly (readonly [RegExp, string])[] = [
  [/no match(?:ing manifest)? for /, 'for it does not exist for the architecture of the node'],
  [/pull QPS exceeded/, 'for the kubelet limits its own pulls for a moment (registryPullQPS)'],
  [
    /SignatureValidation|signature was required|Source image rejected/i,
    'for the signature policy of the node refuses it',
  ],
  [
    /media type "?text\/html/,
    'for what answers is a web page and no registry (a proxy, a login page, another address)',
  ],
  [
    /unexpected commit digest|failed size validation|unexpected EOF|short read/,
    'for what arrives is damaged or cut off (a proxy, a mirror, the network)',
  ],
  [/context canceled/, 'for it was broken off (the kubelet or the runtime restarted, or it took too long)'],
  [/no space left on device/, 'for the disk of the node is full'],
];
const pullReason = (said: string): string | undefined => pullReasons.find(([words]) => words.test(said))?.[1];
const cannotPull = ({ who, subject }: FlowFacts, because: string): string =>
  `${who} cannot start: image${named(subject)} cannot be pulled, ${because}.`;

export const imageNotFound = flowCode('FLOW180', 'image-not-found', {
  summary: 'The registry answers and does not have the image or tag.',
  title: (f) => cannotPull(f, 'the registry does not have it'),
  next: () => ['Check name and tag against the registry, and correct them in the template of its owner.'],
  docs: images,
});
/** Registries that do not tell who may not ask what is there. */
const mayNotExist =
  /repository does not exist or may require|insufficient_scope|requested access to the resource is denied/;

export const imageUnauthorized = flowCode('FLOW181', 'image-unauthorized', {
  summary: 'The registry wants other credentials.',
  title: (f) =>
    cannotPull(
      f,
      mayNotExist.test(f.said)
        ? 'the registry has no such image, or wants other credentials'
        : 'the registry refuses the credentials',
    ),
  why: () => 'Some registries answer so for an image that does not exist, too.',
  next: (f) => [
    `Does the Secret of imagePullSecrets exist? kubectl get secrets${inNamespace(f)}`,
    'Check its registry, user and password, and the name of the image.',
  ],
  docs: images,
});
export const imageUnreachable = flowCode('FLOW182', 'image-unreachable', {
  summary: 'The node cannot reach the registry, or does not trust its certificate.',
  title: (f) => cannotPull(f, `${f.node === '' ? 'the node' : f.node} cannot reach the registry or does not trust it`),
  next: ({ node }) => [
    `From ${node === '' ? 'the node' : node}: name resolution, route, proxy and firewall to the registry that the message names; x509: its certificate.`,
  ],
  docs: images,
});
export const imageRateLimited = flowCode('FLOW183', 'image-rate-limited', {
  summary: 'The registry limits the rate of pulls.',
  title: (f) => cannotPull(f, 'the registry limits pulls (429)'),
  next: () => ['Wait, log in to the registry (imagePullSecrets), or use a mirror.'],
  docs: images,
});
export const imageNameInvalid = flowCode('FLOW184', 'image-name-invalid', {
  summary: 'The name of the image is not valid.',
  title: ({ who, subject }) => `${who} cannot start: image name${named(subject)} is not valid.`,
  next: () => ['Correct it in the template: lower case, no scheme, one tag.'],
  docs: images,
});
export const imageNeverPull = flowCode('FLOW185', 'image-never-pull', {
  summary: 'The imagePullPolicy is Never, and the node does not have the image.',
  title: ({ who, subject }) =>
    `${who} cannot start: image${named(subject)} is not on the node, and imagePullPolicy is Never.`,
  next: () => ['Load the image onto that node, or let it be pulled (imagePullPolicy: IfNotPresent).'],
  docs: images,
});
export const imageRegistryError = flowCode('FLOW186', 'image-registry-error', {
  summary: 'The registry answers with an error of its own.',
  title: (f) => cannotPull(f, 'the registry answers with an error of its own'),
  next: () => ['The template is innocent: look at the registry.'],
  docs: images,
});
export const imagePullFailing = flowCode('FLOW187', 'image-pull-failing', {
  general: true,
  summary: 'An image cannot be pulled; its state alone does not say why.',
  title: (f) => cannotPull(f, pullReason(f.said) ?? 'and its state alone does not say why'),
  next: (f) =>
    pullReason(f.said) === undefined
      ? [describe(f), 'Its events name the cause: name, credentials, network or registry.']
      : ['The reason is in the message.'],
  docs: images,
});
