/** What backing up and restoring this node's etcd member needs; paths are the host's. */
export interface EtcdSettings {
  /** `https://127.0.0.1:2379`. */
  readonly endpoint: string;
  readonly trustedCa: string;
  readonly certificate: string;
  readonly key: string;
  /** `--name`. */
  readonly name: string;
  readonly initialCluster: string;
  readonly advertisePeerUrls: string;
  /** Data directory on the host, behind the manifest's mount. */
  readonly dataDir: string;
  readonly manifest: string;
}
