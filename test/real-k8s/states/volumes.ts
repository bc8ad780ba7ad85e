import { workload } from '../lab.ts';
import type { State } from '../state.ts';
import { unplaced } from './web.ts';

const claimed = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
const claim = (storageClassName: string, more: object = {}) => ({
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName, ...more },
});
const storage = (volumeBindingMode: string) => ({ provisioner: 'csi.example.com', volumeBindingMode });

/** Arrow 4: why no node takes a pod with a volume. */
export const volumes: readonly State[] = [
  {
    name: 'a claim that does not exist',
    flow: ['unschedulable 4 volumes'],
    place: ['claim-missing'],
    make: unplaced(claimed),
  },
  {
    name: 'a claim that nobody provides for',
    flow: ['unschedulable 4 volumes'],
    place: ['claim-unbound'],
    make: unplaced(claimed, async (lab) => {
      await lab.make('StorageClass', 'fast', storage('Immediate'));
      await lab.make('PersistentVolumeClaim', 'data', claim('fast'));
      await lab.wait(1);
    }),
  },
  {
    name: 'a claim of a class that does not exist',
    flow: ['claim-not-bound 4 PersistentVolumeClaim'],
    place: ['claim-unbound'],
    make: unplaced(claimed, async (lab) => {
      await lab.make('PersistentVolumeClaim', 'data', claim('gone'));
      await lab.wait(1);
    }),
  },
  {
    name: 'a node is chosen, and no provisioner makes the volume',
    flow: ['claim-not-bound 4 provisioner csi.example.com'],
    place: ['provisioner-silent'],
    async make(lab) {
      await lab.make('StorageClass', 'late', storage('WaitForFirstConsumer'));
      await lab.make('PersistentVolumeClaim', 'data', claim('late'));
      await lab.make('Deployment', 'web', workload('web', claimed));
      await lab.said('PersistentVolumeClaim', 'ExternalProvisioning');
      await lab.wait(65);
    },
  },
  {
    name: 'a volume in a zone without a node',
    flow: ['unschedulable 4 volumes'],
    place: ['volume-elsewhere'],
    make: unplaced(claimed, async (lab) => {
      await lab.make('PersistentVolume', 'pv-c', {
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'manual',
          csi: { driver: 'csi.example.com', volumeHandle: 'v1' },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['c'] }] },
              ],
            },
          },
        },
      });
      await lab.make('PersistentVolumeClaim', 'data', claim('manual', { volumeName: 'pv-c' }));
      await lab.wait(3);
    }),
  },
];
