import type { Message } from '../message.ts';
import { admissionMessages } from './admission.ts';
import { argocdMessages } from './argocd.ts';
import { autoscalingMessages } from './autoscaling.ts';
import { certManagerMessages } from './cert-manager.ts';
import { cloudLimitMessages } from './cloud-limits.ts';
import { clusterAutoscalerMessages } from './cluster-autoscaler.ts';
import { containerMessages } from './containers.ts';
import { controllerMessages } from './controllers.ts';
import { csiSidecarMessages } from './csi-sidecars.ts';
import { deliveryMessages } from './delivery.ts';
import { evictionMessages } from './evictions.ts';
import { gatewayMessages } from './gateways.ts';
import { imageMessages } from './images.ts';
import { karpenterMessages } from './karpenter.ts';
import { loadBalancerMessages } from './load-balancers.ts';
import { meshMessages } from './meshes.ts';
import { objectMessages } from './objects.ts';
import { operatorMessages } from './operators.ts';
import { releaseMessages } from './releases.ts';
import { schedulingMessages } from './scheduling.ts';
import { serviceMessages } from './services.ts';
import { volumeMessages } from './volumes.ts';
import { windowsMessages } from './windows.ts';

/** Pods, their images, volumes and placement, as events and conditions tell of them. */
export const workloadMessages: readonly Message[] = [
  ...gatewayMessages,
  ...evictionMessages,
  ...windowsMessages,
  ...loadBalancerMessages,
  ...karpenterMessages,
  ...cloudLimitMessages,
  ...clusterAutoscalerMessages,
  ...admissionMessages,
  ...argocdMessages,
  ...releaseMessages,
  ...deliveryMessages,
  ...certManagerMessages,
  ...operatorMessages,
  ...meshMessages,
  ...imageMessages,
  ...containerMessages,
  ...volumeMessages,
  ...csiSidecarMessages,
  ...schedulingMessages,
  ...autoscalingMessages,
  ...objectMessages,
  ...serviceMessages,
  ...controllerMessages,
];
