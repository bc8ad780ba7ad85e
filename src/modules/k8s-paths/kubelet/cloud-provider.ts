import { headOf } from '../../../core/safe-text.ts';
import type { Message } from '../error-text/message.ts';

/** What a cloud answered, by its words. */
const answers: readonly { is: RegExp; says: string; next: string }[] = [
  {
    is: /StatusCode=429|TooManyRequests|RequestLimitExceeded|rateLimitExceeded|throttl/i,
    says: 'the cloud turns its requests away because too many come (429)',
    next: 'wait, and find what asks so much: autoscaler, many nodes or volumes at once, another cluster of that subscription or account',
  },
  {
    is: /Refresh request failed|WithAuthorization|AADSTS\d|invalid_client|UnauthorizedOperation|AuthFailure|ExpiredToken|(?:StatusCode=|[Ss]tatus [Cc]ode:? |HTTPStatusCode: )40[13]\b/,
    says: 'the cloud refuses its credentials',
    next: 'has the secret of the service principal expired, or the role of the instance changed? The cloud configuration (--cloud-config) holds what is used',
  },
  {
    is: /instance not found|InstanceNotFound|no instances? found|could not find (?:vm|instance)/i,
    says: 'the cloud knows no instance of this node’s name: it was deleted or renamed, or the name of the node is not that of the instance',
    next: 'compare the name of the node with that of the instance in the cloud (on AWS the private DNS name); a node whose instance is gone: `kubectl delete node` with its name',
  },
  {
    is: /169\.254\.169\.254/,
    says: 'the metadata service of the instance (169.254.169.254) does not answer',
    next: 'on that node: `curl -m 5 http://169.254.169.254/`; is it blocked by a firewall, a network policy or a hop limit?',
  },
];
const answerOf = (text: string) => answers.find(({ is }) => is.test(text));

/** Kubelet and cloud controller at the interface of a cloud. */
export const cloudProviderMessages: readonly Message[] = [
  {
    id: 'cloud-provider-node',
    matches:
      /(?:failed to get (?:external ID|node address(?:es)?|instance (?:ID|type)|zone|provider ?ID) (?:for \S{1,120} )?from cloud ?provider|failed to get (?:instance metadata|provider ID) for node \S{1,120}|Failed to get instance type from Azure cloud provider|Node addresses from cloud provider for node \\?"\S{1,120}?\\?" not collected)(?:: ?(.{1,300}))?/,
    kind: 'state',
    part: 'kubelet',
    says: ({ text, groups: [, reason = ''] }) => {
      const answer = answerOf(text);
      if (answer !== undefined) return `Kubernetes asks the cloud about a node, and ${answer.says}.`;
      return `Kubernetes asks the cloud about a node and gets no answer it can use${reason === '' ? '.' : `: ${reason}`}`;
    },
    next: ({ text }) => [
      answerOf(text)?.next ?? 'does that node reach the API of the cloud, and with which identity does it ask?',
    ],
    samples: [
      'Error updating node status, will retry: failed to get node address from cloud provider: instance not found',
      'Unable to construct v1.Node object for kubelet: failed to get external ID from cloud provider: azure.BearerAuthorizer#WithAuthorization: Failed to refresh the Token',
      "error syncing 'w1': failed to get instance metadata for node w1: instance not found, requeuing",
      'Failed to get instance type from Azure cloud provider, nodeName: w1',
    ],
    not: ['failed to get node address: no route to host'],
    source:
      'kubernetes pkg/kubelet/nodestatus/setters.go, kubelet_node_status.go; cloud-provider controllers/node/node_controller.go',
  },
  {
    id: 'cloud-provider-init',
    matches:
      /(?:[Cc]loud provider could not be initialized: {1,3})?could not init cloud provider\s{1,3}\\?"([\w-]{1,40})\\?": ?(.{0,400})|[Cc]loud provider could not be initialized(?:: ?(.{0,400}))?|Failed to get (AWS|GCE) Cloud Provider\. ?(.{0,400})/,
    kind: 'cause',
    part: 'kubelet',
    says: ({ text, groups: [, name = '', why = '', bare = '', other = '', last = ''] }) => {
      const cloud = name || other;
      const reason = (why || bare || last).trim();
      const answer = /NoCredentialProviders/.test(text) ? 'no credentials are found' : answerOf(text)?.says;
      const said = reason === '' ? 'the line does not say why' : `it says: ${headOf(reason, 200)}`;
      return `A program of Kubernetes cannot set up its interface of the cloud${cloud === '' ? '' : ` (${cloud})`}: ${answer ?? said}.`;
    },
    next: ({ text }) => [
      /NoCredentialProviders/.test(text)
        ? 'give the node a role (AWS: an instance profile) that may describe instances, or take --cloud-provider out where the cloud’s own controller runs'
        : (answerOf(text)?.next ??
          'compare --cloud-provider and --cloud-config with what the cloud expects; does the node reach its API?'),
    ],
    samples: [
      'F0311 10:00:00.000000 1 controllermanager.go:216] Cloud provider could not be initialized: could not init cloud provider "openstack": Authentication failed',
      'Failed to get AWS Cloud Provider. plugin.InitError: error finding instance i-0: "error listing AWS instances: \\"NoCredentialProviders: no valid providers in chain\\""',
    ],
    source: 'kubernetes cloud-provider plugins.go, pkg/cloudprovider/providers/aws, cmd/kube-controller-manager/app',
  },
  {
    id: 'azure-throttled',
    matches: /(?:azure|compute\.|network\.|autorest).{0,600}(?:StatusCode=429|HTTPStatusCode: '?429|Status=429)/i,
    kind: 'retried',
    part: 'kubelet',
    says: 'The API of Azure turns requests of Kubernetes away because too many come from this subscription (429): volumes, load balancers and new nodes wait. It is not the apiserver of the cluster that does so.',
    next: ['find what asks so much: autoscaler, many volumes or nodes at once, another cluster of that subscription'],
    samples: [
      'err=compute.VirtualMachineScaleSetsClient#List: Failure responding to request: StatusCode=429 -- Original Error: autorest/azure: Service returned an error. Status=429',
    ],
    not: ['autorest/azure: Service returned an error. Status=404 Code="ResourceNotFound"'],
    source: 'Azure Resource Manager, throttling requests; go-autorest',
  },
];
