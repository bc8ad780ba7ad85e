import { at, checkLines, healthCode } from './health-code.ts';

const down = (number: number, name: string, summary: string, component: string, why: string) =>
  healthCode(number, name, 'critical', summary, {
    title: (c) => `The ${component} is down on ${c.host}: ${at(c)}, ${c.detail}`,
    why,
    next: (c) => [
      ...checkLines(c),
      `Read why it ended: \`crictl logs $(crictl ps -a --name kube-${component} -q | head -1) 2>&1 | tail -30\``,
      `\`ls -l /etc/kubernetes/manifests/kube-${component}.yaml /etc/kubernetes/${component}.conf; diag k8s-paths control-plane-down\``,
    ],
  });

export const schedulerDown = down(
  120,
  'scheduler-down',
  'The scheduler is not up.',
  'scheduler',
  'New pods stay Pending. Pods that run go on running.',
);
export const controllerManagerDown = down(
  121,
  'controller-manager-down',
  'The controller-manager is not up.',
  'controller-manager',
  'Nothing is reconciled: deployments, endpoints, node states and certificates stand still.',
);
export const cloudControllerManagerDown = healthCode(
  122,
  'cloud-controller-manager-down',
  'warning',
  'The cloud-controller-manager is not up.',
  {
    title: (c) => `The cloud-controller-manager is down on ${c.host}: ${at(c)}, ${c.detail}`,
    why: 'Load balancers, routes and addresses of new nodes are not kept.',
    next: () => ['`kubectl -n kube-system get pods | grep cloud-controller`; read its log'],
  },
);

export const leaderElectionLost = healthCode(
  123,
  'leader-election-lost',
  'critical',
  'A leader could not renew its lease.',
  {
    title: (c) => `The ${c.name} on ${c.host} holds its leader lease and cannot renew it`,
    why: 'It reaches the apiserver no more, or too slowly, and will end itself; until then nobody does its work.',
    next: () => [
      'Check the apiserver it talks to: the server in its .conf under /etc/kubernetes',
      '`kubectl -n kube-system get lease`',
    ],
  },
);

export const leaseStale = healthCode(124, 'lease-stale', 'critical', 'A Lease has not been renewed in time.', {
  title: (c) => `${c.name} has not renewed its Lease: ${c.detail}`,
  why: 'The holder renews every few seconds while it lives and reaches the apiserver.',
  next: (c) => [
    `\`kubectl -n ${c.url.split('/')[0]} get lease ${c.url.split('/')[1] ?? ''} -o yaml\``,
    'Run `diag k8s-health` on the node that holds it.',
  ],
});

export const controlPlaneCodes = [
  schedulerDown,
  controllerManagerDown,
  cloudControllerManagerDown,
  leaderElectionLost,
  leaseStale,
];
