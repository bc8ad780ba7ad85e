import { coded } from './coded.ts';

export const overlaysCodes = [
  coded(
    'NET180',
    'vtep-down',
    'critical',
    'The tunnel device is down, so its routes are gone.',
    'Tunnel device {device} of {namespace} is down.',
  ),
  coded(
    'NET181',
    'vtep-entry-missing',
    'critical',
    'The tunnel has no entry for the other node.',
    '{device} of {namespace} has no {missing} entry for {address}.',
  ),
  coded(
    'NET182',
    'vtep-entry-wrong',
    'critical',
    "The tunnel's entry for the other node is wrong.",
    'The {what} entry of {tunnel} for the other node is wrong.',
  ),
  coded(
    'NET183',
    'overlay-port-blocked',
    'critical',
    "The tunnel's own packets are dropped.",
    "{backend} {table} {chain} of {namespace} drops the tunnel's UDP port {port}.",
  ),
  coded(
    'NET184',
    'overlay-differs',
    'critical',
    'The two ends of the tunnel differ in number or port.',
    '{device} and the tunnel of {namespace} differ in number or port.',
  ),
  coded(
    'NET185',
    'pod-route-missing',
    'critical',
    'There is no route for pods, of this node or another: the default route takes them.',
    '{namespace} has no route for the pods at {destination}.',
  ),
  coded(
    'NET147',
    'overlay-fragments',
    'warning',
    'A full packet in the tunnel does not fit the device below: it is cut in two.',
    'Full packets of {tunnel} in {namespace} (MTU {mtu}) are cut: {below} has room for {room}.',
  ),
  coded(
    'NET186',
    'bgp-routes-missing',
    'critical',
    'The route to the pods of another node that BGP should bring is missing: another route takes them.',
    '{namespace} has no route from BGP for the pods at {destination}; {route} takes them.',
  ),
];
