export const memberList =
  'on a member that works: `etcdctl member list -w table` (with its certificates); `etcdctl endpoint status --cluster -w table`';
export const readd =
  'where the other members are healthy: `etcdctl member remove` with the id of this one, `etcdctl member add` it again, move its data directory away, start it with --initial-cluster-state=existing';
