import type { Message } from '../message.ts';

/** Attacher, provisioner, resizer and snapshotter beside a CSI driver, and the driver's answers in their logs. */
export const csiSidecarMessages: readonly Message[] = [
  {
    id: 'csi-call-refused',
    matches:
      /(?:GRPC error: |"GRPC (?:error|response|call)".{0,400}? err="|GRPC (?:error|call failed).{0,200}? err(?:or)?=")rpc error: code = (\w{2,30}) desc = (.{1,300})/,
    kind: 'retried',
    catchAll: true,
    confidence: 'possible',
    says: ({ groups: [, code = '', why = ''] }) =>
      code === 'Aborted'
        ? `A CSI driver works still on an earlier call for the same volume; where that lasts, the storage or the driver hangs: ${why}`
        : `A CSI driver answers its sidecar with an error (${code}): ${why}`,
    next: [
      'the log of the driver itself, the container beside this one: `kubectl get pods -A | grep -i csi`; `kubectl get volumeattachments`, and the state of that volume at the storage',
    ],
    samples: [
      'GRPC error: rpc error: code = Aborted desc = The volume pvc-1a is attaching',
      '"GRPC response" response="" err="rpc error: code = ResourceExhausted desc = no space in pool a"',
    ],
    not: ['GRPC error: <nil>'],
    source: 'kubernetes-csi/csi-lib-utils connection/connection.go, protosanitizer; CSI spec, error codes',
  },
  {
    id: 'csi-call-logged',
    matches:
      /^GRPC (?:call: \/csi\.|request: |response: |error: <nil>)|^"GRPC (?:call|request|response)" (?!.{0,400}err="rpc error)|^Saving attach error to /,
    kind: 'well',
    says: 'A call to a CSI driver, as its sidecars log it.',
    samples: [
      'GRPC call: /csi.v1.Controller/ControllerPublishVolume',
      'GRPC response: {}',
      'GRPC error: <nil>',
      '"GRPC call" method="/csi.v1.Identity/Probe" request="{}"',
      'Saving attach error to "csi-20c5"',
    ],
    source: 'kubernetes-csi/csi-lib-utils connection/connection.go; external-attacher pkg/controller/csi_handler.go',
  },
];
