import { headOf } from '../../../core/safe-text.ts';
import type { Message } from '../message.ts';

/** Each pool has its reason: `…; incompatible with nodepool "b", …`. */
const ofFirstPool = (why: string): string => why.split(/; incompatible with /, 1)[0] ?? '';

/** What Karpenter says of a node pool, shortly. */
const karpenterReason = (all: string): string => {
  const why = ofFirstPool(all);
  const label = /label \\*"([\w./-]{1,317})\\*" does not have known values/.exec(why)?.[1];
  if (label !== undefined) return `it asks for label ${label}, which the pool does not give`;
  const taint = /did not tolerate (?:taint \(taint=)?([\w./-]{1,317}(?:=[\w.-]{0,63})?:\w{4,20})/.exec(why)?.[1];
  if (taint !== undefined) return `it does not tolerate taint ${taint}`;
  if (/topology\.kubernetes\.io\/zone DoesNotExist/.test(why))
    return 'no instance type has what it asks for, because no zone is left that meets all of it (zone of its volume, spread, requirements of the pool)';
  const device = /"([\w.-]{1,120}\.[\w.-]{1,120}\/[\w.-]{1,63})\\{0,3}":/.exec(why)?.[1];
  if (/no instance type/.test(why))
    return device === undefined
      ? 'no instance type of the pool has what it asks for'
      : `no instance type of the pool has what it asks for, ${device} too`;
  return headOf(why, 200).replace(/[\s".}]+$/, '');
};

/** Karpenter, which makes nodes for pods. */
export const karpenterMessages: readonly Message[] = [
  {
    id: 'karpenter-no-fit',
    matches:
      /incompatible with (?:provisioner|nodepool) \\*"?([\w.-]{1,63})\\*"?, (?:daemonset overhead=\{[^}]{0,300}\}, )?(.{1,500})|(?:"could not schedule pod"|Failed to schedule pod).{0,2000}?(no nodepools found|all available instance types exceed limits for nodepool)|(no instance type (?:met|which|has|satisfied).{1,900})/,
    kind: 'state',
    confidence: 'possible',
    says: ({ text, groups: [, pool = '', why = '', other = '', alone = ''] }) => {
      const pod = /"pod": ?"([\w./-]{1,317})"/i.exec(text)?.[1] ?? /"Pod":\{"name":"([\w.-]{1,253})"/.exec(text)?.[1];
      const reason =
        other + alone !== ''
          ? `${other}${alone === '' ? '' : karpenterReason(alone)}`
          : `${karpenterReason(why)} (node pool ${pool}${/incompatible with/.test(why) ? ', and others for other reasons' : ''})`;
      return `Karpenter makes no node for pod ${pod ?? '(not named)'}: ${reason}.`;
    },
    next: ({ groups: [, pool = '', why = ''] }) => [
      /does not have known values/.test(ofFirstPool(why))
        ? `the pod asks for a label that no node pool gives: put it into the template of NodePool ${pool} (or its requirements), or take it out of nodeSelector or affinity of the pod`
        : /did not tolerate/.test(ofFirstPool(why))
          ? 'the pod needs a toleration for that taint, or a node pool without it'
          : `compare requests, zone (that of its volume too) and requirements with NodePool ${pool === '' ? 'NAME' : pool}: \`kubectl get nodepools -o yaml\`; are its limits reached, or has the cloud none of those machines at the moment?`,
    ],
    samples: [
      '{"level":"ERROR","logger":"controller.provisioner","message":"Could not schedule pod, incompatible with nodepool \\"default\\", daemonset overhead={\\"cpu\\":\\"675m\\"}, incompatible requirements, label \\"team\\" does not have known values","pod":"shop/web-1"}',
      'ERROR controller.provisioner Could not schedule pod, incompatible with provisioner "big", daemonset overhead={"cpu":"655m"}, no instance type satisfied resources {"cpu":"2655m"} and requirements kubernetes.io/arch In [amd64]',
      'ERROR controller.provisioner Could not schedule pod, incompatible with provisioner "big", daemonset overhead={"cpu":"655m"}, no instance type satisfied resources {"cpu":"2655m"}; incompatible with provisioner "system", daemonset overhead={"cpu":"655m"}, did not tolerate CriticalAddonsOnly=true:NoSchedule',
      '{"level":"ERROR","message":"could not schedule pod","Pod":{"name":"web-1"},"error":"incompatible with nodepool \\"a\\", daemonset overhead={\\"cpu\\":\\"1\\"}, did not tolerate taint (taint=a=b:NoSchedule)"}',
      'Failed to schedule pod, incompatible with nodepool "default", daemonset overhead={"cpu":"1"}, no instance type satisfied resources {"cpu":"500m","vpc.amazonaws.com/pod-eni":"1"} and requirements kubernetes.io/arch In [amd64] (no instance type has enough resources)',
      '{"error":"no instance type met the scheduling requirements or had a required offering, requirements=kubernetes.io/arch In [amd64], topology.kubernetes.io/zone DoesNotExist, resources={\\"cpu\\":\\"4180m\\"}"}',
    ],
    not: ['computed new nodeclaim(s) to fit pod(s)'],
    source:
      'kubernetes-sigs/karpenter pkg/controllers/provisioning/scheduling (nodeclaim.go, scheduler.go), pkg/scheduling/requirements.go',
  },
  {
    id: 'karpenter-capacity',
    matches:
      /insufficient capacity, all requested instance types were unavailable during launch|InsufficientInstanceCapacity|UnfulfillableCapacity|(VcpuLimitExceeded|MaxSpotInstanceCountExceeded)/,
    kind: 'state',
    says: ({ groups: [, quota = ''] }) =>
      quota === ''
        ? 'AWS has none of the machines that the node pool allows at the moment (type, zone, spot or on-demand). Karpenter leaves those out for three minutes and tries others.'
        : `The quota of this AWS account for such machines is used up in that region (${quota}).`,
    next: ({ groups: [, quota = ''] }) => [
      quota === ''
        ? 'let the NodePool take more types, sizes and zones, and on-demand beside spot; scarce ones (GPUs) have to be reserved (capacity reservations)'
        : 'AWS Service Quotas, EC2: ask for more of that family, or let the pool take others',
    ],
    samples: [
      '{"message":"failed launching nodeclaim","error":"insufficient capacity, all requested instance types were unavailable during launch"}',
      'operation error EC2: CreateFleet: VcpuLimitExceeded: You have requested more vCPU capacity than your current vCPU limit of 32 allows',
    ],
    source: 'karpenter-provider-aws pkg/errors/errors.go, pkg/providers/instance; EC2 API, error codes',
  },
  {
    id: 'karpenter-spot-role',
    matches: /ServiceLinkedRoleCreationNotPermitted/,
    kind: 'cause',
    says: 'This AWS account has never used spot instances, and Karpenter may not make the role that they need.',
    next: ['`aws iam create-service-linked-role --aws-service-name spot.amazonaws.com`, once an account'],
    samples: [
      'AuthFailure.ServiceLinkedRoleCreationNotPermitted: The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.',
    ],
    source: 'Amazon EC2 User Guide, service-linked role for Spot Instances; Karpenter, Troubleshooting',
  },
  {
    id: 'karpenter-class',
    matches:
      /no (subnets|security groups|amis) exist given constraints|no instance types satisfy requirements of (amis) |neither spec\.provider\.(instanceProfile) nor --aws-default-instance-profile is specified/,
    kind: 'cause',
    says: ({ groups: [, found = '', amis = ''] }) =>
      found !== ''
        ? `Karpenter finds no ${found} that fit the selector terms of its node class, and makes no node.`
        : amis !== ''
          ? 'No instance type that the node pool allows can run the AMIs of its node class: another architecture (arm64, amd64), or no accelerator for such an AMI.'
          : 'Karpenter is not told which instance profile its nodes get, and makes none.',
    next: [
      '`kubectl get ec2nodeclasses -o yaml` (older: awsnodetemplates): its selector terms against the tags at AWS, its role or instance profile, its amiFamily against kubernetes.io/arch of the NodePool; its status says what was found',
    ],
    samples: [
      'getting subnets, no subnets exist given constraints',
      'creating instance, getting launch templates, no instance types satisfy requirements of amis ami-0f58',
      'getting launch templates, neither spec.provider.instanceProfile nor --aws-default-instance-profile is specified',
    ],
    source: 'karpenter-provider-aws pkg/providers/{subnet,securitygroup,amifamily,launchtemplate}',
  },
];
