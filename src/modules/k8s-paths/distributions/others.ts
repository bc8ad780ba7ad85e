import type { Message } from '../error-text/message.ts';

/** EKS, kind, minikube, kops and k0s. */
export const otherMessages: readonly Message[] = [
  {
    id: 'nodeadm-ec2',
    matches:
      /retrying request EC2\/DescribeInstances|(?:DescribeInstances|ec2\.[\w-]{1,30}\.amazonaws\.com).{0,200}(?:timeout|deadline exceeded|no such host|connection refused|exceeded max)/,
    kind: 'retried',
    part: 'kubelet',
    says: 'This EKS node does not reach the EC2 API (nodeadm retries DescribeInstances): its subnet has no route to it (NAT gateway, or VPC endpoints for ec2, ecr, s3, sts), a security group blocks it, or a proxy is missing.',
    next: [
      'the route table of the subnet: a NAT gateway or VPC endpoint for ec2? Security group of the endpoint: 443 from the nodes',
    ],
    samples: ['SDK 2026/02/19 07:57:30 DEBUG retrying request EC2/DescribeInstances, attempt 2'],
    source: 'amazon-eks-ami nodeadm internal/cli/init',
  },
  {
    id: 'eks-nodes-not-joined',
    matches: /NodeCreationFailure.{0,60}Instances failed to join the kubernetes cluster/,
    kind: 'state',
    says: "The instances of an EKS node group run and did not register: no way to the cluster's endpoint or to AWS (subnet without NAT or endpoints, security group), an IAM role that is not let in (access entry, aws-auth), or user data that breaks the start of the kubelet.",
    next: [
      'on one of those instances (Session Manager, or its console log): `journalctl -u nodeadm-config -u nodeadm-run -u kubelet --no-pager | tail -n 100`, `cloud-init status --long`',
      '`aws eks list-access-entries` or the ConfigMap aws-auth: is the role of the node group there?',
    ],
    samples: [
      'Issue(Code=NodeCreationFailure, Message=Instances failed to join the kubernetes cluster, ResourceIds=[i-01])',
    ],
    source: 'AWS, Amazon EKS User Guide: troubleshooting (NodeCreationFailure)',
  },
  {
    id: 'eks-not-authorized',
    matches:
      /UnauthorizedOperation.{0,200}|is not authorized to perform: (\S{1,80})|AccessDenied(?:Exception)?: .{0,200}/,
    needs: { text: /eks|nodeadm|ec2|aws/i },
    kind: 'cause',
    part: 'kubelet',
    says: ({ text, groups: [, action = ''] }) =>
      `AWS refuses an action${action === '' ? '' : ` (${action})`} to ${
        /attach volume|detach volume|create volume|provision volume|ebs/i.test(text)
          ? 'the driver of EBS volumes: its role (IRSA, Pod Identity, else that of the node) lacks a permission, as AmazonEBSCSIDriverPolicy has it; of encrypted volumes that of the KMS key too'
          : 'the node, program or user that asked: its IAM role lacks a permission (of nodes AmazonEKSWorkerNodePolicy, AmazonEKS_CNI_Policy, AmazonEC2ContainerRegistryReadOnly)'
      }.`,
    next: [
      'which role asked? `aws sts get-caller-identity` from there, the annotation eks.amazonaws.com/role-arn of the service account; `aws sts decode-authorization-message` of an encoded message names action and role',
    ],
    samples: [
      'operation error EC2: DescribeInstances, UnauthorizedOperation: You are not authorized to perform this operation (nodeadm)',
      'Could not attach volume "vol-1" to node "i-1": UnauthorizedOperation: You are not authorized to perform this operation. ec2',
    ],
    source: 'AWS API errors',
  },
  {
    id: 'kind-node-boot',
    matches: /could not find a (?:log )?line that matches "Reached target/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'The systemd in a node container of kind did not come up. Most often the host has too few inotify instances or open files; else its cgroups or its Docker do not fit.',
    next: [
      'on the host: `sysctl fs.inotify.max_user_instances fs.inotify.max_user_watches`; kind asks for 512 and 524288',
      '`kind create cluster --retain`, then `docker logs` of the node: its last lines name what failed; `kind delete cluster` after',
    ],
    samples: [
      'ERROR: failed to create cluster: could not find a log line that matches "Reached target .*Multi-User System.*|detected cgroup v1"',
    ],
    source: 'kind pkg/cluster/internal/providers/common/cgroups.go',
  },
  {
    id: 'kind-image',
    matches: /failed to create cluster: failed to pull image "?([\w./:-]{1,120})/,
    kind: 'cause',
    part: 'runtime',
    says: 'kind could not pull its node image $1: Docker on this host does not reach the registry (DNS, proxy, firewall), or there is no such tag.',
    next: [
      '`docker pull $1` says it plainly; without the Internet: `docker load` the image, then `kind create cluster --image`',
    ],
    samples: [
      'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.29.2@sha256:51a1": command "docker pull kindest/node:v1.29.2" failed with error: exit status 1',
    ],
    source: 'kind pkg/cluster/internal/providers/docker/images.go',
  },
  {
    id: 'kind-cluster-exists',
    matches: /node\(s\) already exist for a cluster with the name "?([\w.-]{1,80})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'A kind cluster of the name $1 exists already.',
    next: ['`kind delete cluster --name $1`, or give the new one another --name'],
    samples: ['ERROR: failed to create cluster: node(s) already exist for a cluster with the name "kind"'],
    source: 'kind pkg/cluster/internal/create',
  },
  {
    id: 'kind-kubeadm-failed',
    matches: /failed to create cluster: failed to (init|join) node with kubeadm: (?:command|exit status)/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    part: 'kubelet',
    says: ({ groups: [, verb = ''] }) =>
      `kind could not ${verb === 'join' ? 'join a worker' : 'start the control plane'}: kubeadm within the container of that node failed. Why is in its output below this line, and in the log of the kubelet there.`,
    next: [
      '`kind create cluster --retain`, then `kind export logs`: kubelet.log and journal.log of that node. Many nodes on one host: `sysctl fs.inotify.max_user_instances fs.inotify.max_user_watches`, raise them',
    ],
    samples: [
      'ERROR: failed to create cluster: failed to join node with kubeadm: command "docker exec --privileged kind-worker kubeadm join --config /kind/kubeadm.conf" failed with error: exit status 1',
    ],
    yieldsTo: /./,
    source: 'kubernetes-sigs/kind pkg/cluster/internal/create/actions/kubeadminit, kubeadmjoin',
  },
  {
    id: 'minikube-driver',
    matches: /Exiting due to ([A-Z][A-Z0-9_]{3,60}): (.{1,300})/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) => {
      const reason = met.groups[2] ?? '';
      const what = /apiserver|API server/i.test(reason)
        ? ' The apiserver of the cluster does not come up: its container or the kubelet ends (too little memory or CPU, a stale profile, a cgroup or driver that does not fit).'
        : /kubelet/i.test(reason)
          ? ' The kubelet does not come up.'
          : '';
      return `minikube stops with ${met.groups[1] ?? ''}: ${reason}.${what}`;
    },
    next: [
      '`minikube logs --problems`',
      '`minikube ssh -- sudo crictl ps -a`, and `minikube ssh -- sudo journalctl -u kubelet -n 50 --no-pager`; a profile that is broken for good: `minikube delete`, `minikube start`',
    ],
    samples: ['X Exiting due to GUEST_PROVISION: error provisioning guest: Failed to start host'],
    source: 'minikube pkg/minikube/reason',
  },
  {
    id: 'kops-not-joined',
    matches:
      /machine "([^"]{1,80})" has not yet joined cluster|InstanceGroup "([^"]{1,80})" did not have enough nodes (\d{1,5}) vs (\d{1,5})/,
    kind: 'state',
    part: 'kubelet',
    says: ({ groups: [, machine = '', group = '', has = '', wants = ''] }) =>
      machine === ''
        ? `The instance group ${group} of kops has ${has} nodes and wants ${wants}: instances were not started, or not joined yet.`
        : `The instance ${machine} runs and is no node of the cluster: it still starts, or its set-up (nodeup) or its kubelet failed. For some minutes after a start that is normal.`,
    next: [
      'on that instance: `journalctl -u kops-configuration --no-pager | tail -n 50`, then `journalctl -u kubelet -n 100 --no-pager`',
    ],
    samples: [
      'Machine i-02 machine "i-02" has not yet joined cluster',
      'InstanceGroup nodes InstanceGroup "nodes" did not have enough nodes 0 vs 2',
    ],
    source: 'kops pkg/validation/validate_cluster.go',
  },
  {
    id: 'kops-dns-placeholder',
    matches: /The API DNS IP address is the placeholder address that kops creates/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The DNS name of the API still holds the placeholder of kops (203.0.113.123): no control-plane node has come up far enough for dns-controller to set it.',
    next: [
      'for some minutes after a start that is normal; else on a control-plane node: `journalctl -u kops-configuration -u kubelet -n 100 --no-pager`, then the log of its kube-apiserver below /var/log',
    ],
    samples: ['The API DNS IP address is the placeholder address that kops creates: 203.0.113.123.'],
    source: 'kops pkg/validation/validate_cluster.go',
  },
  {
    id: 'kops-not-ready',
    matches:
      /(?:node|master|control-plane node) "([^"]{1,120})" of role "[\w-]{2,20}" is not ready|system-(?:node|cluster)-critical pod "([^"]{1,200})" is (?:not ready|pending|unknown)/,
    kind: 'state',
    confidence: 'possible',
    says: 'kops finds $1$2 not ready.',
    next: ['`kubectl describe node $1`: its conditions say why', '`kubectl -n kube-system describe pod $2`'],
    samples: [
      'Node i-1 node "i-1" of role "node" is not ready',
      'Pod kube-system/coredns-1 system-cluster-critical pod "coredns-1" is pending',
    ],
    source: 'kops pkg/validation/validate_cluster.go',
  },
  {
    id: 'kops-not-healthy',
    matches: /^VALIDATION ERRORS\s*$|[Vv]alidation failed: cluster not yet healthy/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    says: 'kops finds the cluster not healthy; its table of validation errors says what.',
    samples: ['VALIDATION ERRORS', 'Error: validation failed: cluster not yet healthy'],
    not: ['Validation failed'],
    source: 'kops cmd/kops/validate_cluster.go',
  },
  {
    id: 'k0s-service-failed',
    matches: /^Error: service in failed state/,
    needs: { text: /\bk0s\b/ },
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'systemd holds the service of k0s for failed; k0s tells no more than that, its log does.',
    next: ['`journalctl -u k0scontroller -u k0sworker -n 100 --no-pager -l`', '`k0s sysinfo` checks this host'],
    samples: ['Error: service in failed state (k0s start)'],
    source: 'kardianos/service service_systemd_linux.go',
  },
];
