/**
 * Labels that say what a node is, by key: its kubelet, its cloud, a discovery or who built the cluster sets them. Put on
 * another node by hand they are false: volumes, spreading and affinity of other pods go by them, and the kubelet sets some
 * of them back (kubernetes staging/src/k8s.io/api/core/v1/well_known_labels.go, pkg/kubelet/kubelet_node_status.go
 * updateDefaultLabels).
 */
const identity: readonly RegExp[] = [
  /^kubernetes\.io\/(?:hostname|arch|os)$/,
  /^node\.kubernetes\.io\/(?:instance-type|windows-build)$/,
  // Zones and regions, of drivers too: `topology.ebs.csi.aws.com/zone`.
  /^topology\./,
  /^(?:failure-domain\.)?beta\.kubernetes\.io\//,
  // https://kubernetes-sigs.github.io/node-feature-discovery/ and NVIDIA's use of it: what hardware there is.
  /^feature\.node\.kubernetes\.io\//,
  // Node groups of clouds: https://karpenter.sh, EKS, GKE, AKS.
  /^(?:karpenter\.sh|karpenter\.k8s\.aws|eks\.amazonaws\.com|kubernetes\.azure\.com)\/|^cloud\.google\.com\/(?:gke-|machine-)/,
];

/** Whether a label is no one's to put on a node by hand. */
export const isIdentityLabel = (key: string): boolean => identity.some((row) => row.test(key));

/** The first such key that a cause tells of: `kubernetes.io/hostname In w9, tier In web`. */
export const identityIn = (wanted: string): string | undefined =>
  wanted
    .split(', ')
    .flatMap((one) => one.split(' ', 1))
    .find(isIdentityLabel);
