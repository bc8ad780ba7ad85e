/** What fails of a release or of its source. */
const released = /^(?:\w{0,40}Failed|error|DependencyNotReady)$/;

/**
 * Reasons of events by which an object shows that it went on, each with those of the failures before it that are over
 * then. Sources: kubernetes pkg/kubelet/events, pkg/controller/volume/events, k8s.io/cloud-provider
 * controllers/service, kubernetes-csi sidecars, and the controllers named.
 */
const steps: readonly (readonly [done: RegExp, failed: RegExp])[] = [
  [/^Scheduled$/, /^(?:FailedScheduling|NotTriggerScaleUp)$/],
  [/^NodeReady$/, /^(?:NodeNotReady|Rebooted)$/],
  [/^SuccessfulAttachVolume$/, /^FailedAttachVolume$/],
  [
    /^(?:Pulled|Created|Started)$/,
    /^(?:FailedScheduling|NotTriggerScaleUp|FailedAttachVolume|FailedMount|FailedCreatePodSandBox|NetworkNotReady|FailedToRetrieveImagePullSecret)$/,
  ],
  [/^ProvisioningSucceeded$/, /^(?:ProvisioningFailed|ExternalProvisioning|WaitForFirstConsumer|FailedBinding)$/],
  [/^(?:VolumeResizeSuccessful|FileSystemResizeSuccessful)$/, /^(?:VolumeResizeFailed|ExternalExpanding)$/],
  [/^FileSystemResizeSuccessful$/, /^FileSystemResizeFailed$/],
  [/^EnsuredLoadBalancer$/, /^(?:SyncLoadBalancerFailed|CreatingLoadBalancerFailed|UpdateLoadBalancerFailed)$/],
  // metallb controller/service.go; a user makes room, and the address is given.
  [/^IPAllocated$/, /^AllocationFailed$/],
  [/^SuccessfullyReconciled$/, /^Failed(?:Build|Deploy)Model$/],
  [/^SuccessfulRescale$/, /^(?:FailedGetScale|FailedRescale|SelectorRequired|InvalidSelector)$/],
  [/^(?:SawCompletedJob|SuccessfulCreate)$/, /^(?:FailedNeedsStart|MissSchedule|TooManyMissedTimes)$/],
  // fluxcd pkg/apis/meta and helm-controller api/v2/condition_types.go.
  [/^(?:ReconciliationSucceeded|InstallSucceeded|UpgradeSucceeded|Succeeded|NewArtifact)$/, released],
  // external-secrets pkg/controllers/externalsecret.
  [/^(?:Updated|Created|SecretSynced)$/, /^(?:UpdateFailed|SecretSyncedError)$/],
  [/^TriggeredScaleUp$/, /^NotTriggerScaleUp$/],
  // cert-manager pkg/controller/acmeorders, acmechallenges.
  [/^(?:Complete|OrderFinalized|CertificateIssued)$/, /^(?:Failed|BadConfig|ErrInitIssuer|OrderFailed|PresentError)$/],
];

/** An event as far as it tells what is over. */
interface Told {
  readonly reason: string;
  readonly message: string;
}

/** Whether the first event, told later of the same object, shows that what the second told is over. */
export const isOvercome = (later: Told, failed: Told): boolean =>
  steps.some(([done, over]) => done.test(later.reason) && over.test(failed.reason)) ||
  isReleased(later, failed) ||
  isMeasured(later, failed);

/**
 * Older controllers of Flux call each event of theirs `info`, what merely begins or waits too. Source: fluxcd
 * kustomize-controller, helm-controller and source-controller, before their reasons of api/v1.
 */
const isReleased = (later: Told, failed: Told): boolean =>
  later.reason === 'info' &&
  released.test(failed.reason) &&
  /^(?:Reconciliation finished|Update completed|Applied revision|Fetched revision|stored artifact|Helm (?:install|upgrade|rollback|test) succeeded|Release reconciliation succeeded)/i.test(
    later.message,
  );

/**
 * `New size: 5; reason: cpu resource utilization (percentage of request) above target`: a value of that metric was had,
 * of another one perhaps none; scaled down is only by all of them. Source: kubernetes
 * pkg/controller/podautoscaler/horizontal.go (computeReplicasForMetrics).
 */
function isMeasured(later: Told, failed: Told): boolean {
  if (later.reason !== 'SuccessfulRescale' || !/^Failed(?:Get|Compute)\w*Metric/.test(failed.reason)) return false;
  if (later.message.includes('All metrics below target')) return true;
  const [, resource, metric] =
    /reason: (?:(\w{1,20}) (?:container )?resource|[\w ]{1,30}metric ([\w./:-]{1,200}))/.exec(later.message) ?? [];
  const name = resource ?? metric;
  return (
    name !== undefined && failed.message.split(/[^\w.:-]/).includes(name) && !/first error is/.test(failed.message)
  );
}
