import type { Message } from '../message.ts';

/** What clouds answer where they make no more machines, disks or addresses. */
export const cloudLimitMessages: readonly Message[] = [
  {
    id: 'cloud-quota',
    matches:
      /exceeding (?:approved )?(?:quota limit of )?([\w ]{0,60}\b[Cc]ores?)(?: [Qq]uota)?\.|Quota '(\w{2,60})' exceeded\.|Insufficient \w{1,20} quota to satisfy request: resource \\{0,3}"(\w{2,60})|\b(PublicIPCountLimitReached|(?:Volume|Instance|Address|Snapshot|MaxIOPS|MaxDisks|Vcpu)LimitExceeded|VolumeSizeExceedsAvailableQuota|resource_limit_exceeded)\b|Quota exceeded for ([\w, -]{2,80}): Requested/,
    kind: 'cause',
    says: ({ groups: [, azure = '', google = '', region = '', code = '', openstack = ''] }) =>
      `A quota at the cloud is used up (${`${azure}${google}${region}${code}${openstack}`.trim()}): it makes no more of what Kubernetes asks for (machines, disks, addresses). It is no ResourceQuota of the cluster.`,
    next: [
      'the quota page of that account, project or subscription, for the region in question: delete what is left over (disks and addresses of deleted clusters), use another type or region, or ask for more',
    ],
    samples: [
      'Code="OperationNotAllowed" Message="The operation couldn\'t be completed as it results in exceeding quota limit of standardDSv3Family Cores. Maximum allowed: 100, Current in use: 96, Additional requested: 8."',
      'Code="OperationNotAllowed" Message="Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Additional details"',
      'failed to provision volume with StorageClass "fast": googleapi: Error 403: Quota \'SSD_TOTAL_GB\' exceeded.  Limit: 500.0 in region us-west1., quotaExceeded',
      "googleapi: Error 403: Insufficient regional quota to satisfy request: resource \"CPUS\": request requires '12.0' and is short '4.0'.",
      'Code="PublicIPCountLimitReached" Message="Cannot create more than 10 public IP addresses for this subscription in this region."',
      "VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota 'volumes'.",
      'Quota exceeded for cores, ram: Requested 8, 16384, but already used 36, 90112 of 40, 102400 cores, ram',
      'server limit reached (resource_limit_exceeded)',
    ],
    not: ['pods "a" is forbidden: exceeded quota: q, requested: cpu=2, used: cpu=3, limited: cpu=4'],
    source:
      'Azure Resource Manager, OperationNotAllowed; Google Compute Engine API, quotaExceeded; EC2 API, error codes; OpenStack nova and cinder, exception.py; Hetzner Cloud API, errors',
  },
  {
    id: 'cloud-no-capacity',
    matches:
      /\b((?:ZONE_RESOURCE_POOL_EXHAUSTED|GCE_STOCKOUT|(?:Zonal|Overconstrained(?:Zonal)?)AllocationFailed|OverconstrainedAllocationRequest|OverconstrainedZonalAllocationRequest|AllocationFailed|SkuNotAvailable|resource_unavailable|No valid host was found)\w{0,20})\b|does not have enough resources available to fulfill the request/,
    needs: { text: /gce|googleapi|compute|azure|vmss|machine|[Nn]ode|instance|server|disk|autoscal/ },
    kind: 'state',
    says: 'The cloud has no such machines (or disks) free in that zone or region at the moment, or does not offer the type there $1.',
    next: [
      'another zone, another machine type, or several node groups for the autoscaler to choose from; it may pass by itself',
    ],
    samples: [
      "Failed adding 1 nodes to group web-pool due to OutOfResource.RESOURCE_POOL_EXHAUSTED: The zone 'projects/p/zones/us-east1-b' does not have enough resources available to fulfill the request.",
      'compute.VirtualMachineScaleSetsClient#CreateOrUpdate: Code="SkuNotAvailable" Message="The requested VM size for resource is currently not available in location westeurope"',
      'azure: Code="ZonalAllocationFailed" Message="Allocation failed. We do not have sufficient capacity for the requested VM size in this zone."',
    ],
    source:
      'Google Compute Engine, resource availability errors; Azure, allocation failures; OpenStack nova scheduler (NoValidHost); Hetzner Cloud API, errors',
  },
];
