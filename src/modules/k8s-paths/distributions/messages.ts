import type { Message } from '../error-text/message.ts';
import { k3sMessages } from './k3s.ts';
import { microk8sMessages } from './microk8s.ts';
import { openshiftMessages } from './openshift.ts';
import { otherMessages } from './others.ts';
import { rancherMessages } from './rancher.ts';
import { talosMessages } from './talos.ts';

/** What k3s, Rancher, MicroK8s, Talos, OpenShift, EKS, kind and minikube say in words of their own. */
export const distributionMessages: readonly Message[] = [
  ...k3sMessages,
  ...rancherMessages,
  ...microk8sMessages,
  ...talosMessages,
  ...openshiftMessages,
  ...otherMessages,
];
