import type { Lab } from './lab.ts';

/** A state that a real control plane is brought into, and what is to be said of it: written before it was first seen. */
export interface State {
  readonly name: string;
  make(lab: Lab): Promise<void>;
  /** `quota-exceeded 3 ResourceQuota q`: the roots of k8s-flow by name, arrow and who has to act. */
  readonly flow: readonly string[];
  /** The causes that k8s-placement names. */
  readonly place?: readonly string[];
  /** A program of the control plane that the state stops. */
  readonly stops?: 'kube-scheduler' | 'kube-controller-manager';
}
