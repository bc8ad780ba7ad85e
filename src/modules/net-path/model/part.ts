/** Parts that were read; what is not here is unknown, never empty. */
export type Part =
  | 'links'
  | 'routes4'
  | 'routes6'
  | 'rules4'
  | 'rules6'
  | 'neighbors'
  | 'fdb'
  | 'vlans'
  | 'sysctls'
  | 'sockets'
  | 'legacy4'
  | 'legacy6'
  | 'nft4'
  | 'nft6'
  | 'nft';
