/**
 * Texts of logs that alone tell what is wrong, because no file does. Sources: etcd server source and issues
 * #11947, #5870, #14497; kubernetes pkg/kubelet/images/image_gc_manager.go; containerd CRI server.
 */
export const logSignatures: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'etcd-nospace', pattern: /mvcc: database space exceeded|alarm:NOSPACE|ALARM NOSPACE/ },
  {
    name: 'etcd-disk-full',
    pattern:
      /(?:wal|snap|member|etcd)\S{0,200}: no space left on device|no space left on device.{0,80}(?:wal|snap|etcd)/,
  },
  {
    name: 'etcd-corrupt',
    pattern:
      /ALARM CORRUPT|alarm:CORRUPT|snap: snapshot file doesn't exist|failed to find \S{1,200}\.snap\.db|wal: crc mismatch|walpb: crc mismatch|database snapshot file path.{0,100}not exist|failed to recover v3 backend from snapshot/,
  },
  { name: 'etcd-cluster-id', pattern: /request cluster ID mismatch|cluster ID mismatch|cluster-id mismatch/ },
  {
    name: 'etcd-restore-name',
    pattern: /failed to update; member unknown|member count is unequal|couldn't find local name/,
  },
  { name: 'etcd-restore-nonempty', pattern: /data-dir "?[^"\s]{1,200}"? (?:exists|not empty or could not be read)/ },
  { name: 'etcd-snap-hash', pattern: /snapshot missing hash but --skip-hash-check=false|expected sha256 \[/ },
  {
    name: 'etcd-no-leader',
    pattern: /RAFT NO LEADER|etcdserver: no leader|\/health false; no leader/,
  },
  {
    name: 'etcd-slow-disk',
    pattern: /slow fdatasync|leader is overloaded likely from slow disk|sync duration of .{1,40}, expected less than/,
  },
  { name: 'disk-image-gc', pattern: /[Ff]ailed to garbage collect required amount of images/ },
  {
    name: 'cri-sandbox-image',
    pattern: /failed to (?:pull and unpack|pull|get sandbox) (?:sandbox )?image|failed to get sandbox image/,
  },
];

/** The code a log line stands for by itself. */
export const signatureOf = (text: string): string | undefined =>
  logSignatures.find(({ pattern }) => pattern.test(text))?.name;
