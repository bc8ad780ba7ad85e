const workload = (device: string, ingress = '') => `-A cali-from-wl-dispatch -i ${device} -g cali-fw-${device}
-A cali-to-wl-dispatch -o ${device} -g cali-tw-${device}
-A cali-fw-${device} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A cali-fw-${device} -m conntrack --ctstate INVALID -j DROP
-A cali-fw-${device} -j MARK --set-xmark 0x0/0x30000
-A cali-fw-${device} -p udp -m comment --comment "cali:VMUcMUHOt3jQwYlb Drop VXLAN encapped packets originating in workloads" -m multiport --dports 4789 -j DROP
-A cali-fw-${device} -j cali-pro-kns.default
-A cali-fw-${device} -m mark --mark 0x10000/0x10000 -j RETURN
-A cali-fw-${device} -m comment --comment "cali:hJ2TbQOJx Drop if no profiles matched" -j DROP
-A cali-tw-${device} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A cali-tw-${device} -m conntrack --ctstate INVALID -j DROP
-A cali-tw-${device} -j MARK --set-xmark 0x0/0x30000
${ingress}-A cali-tw-${device} -j cali-pri-kns.default
-A cali-tw-${device} -m mark --mark 0x10000/0x10000 -j RETURN
-A cali-tw-${device} -m comment --comment "cali:lXu9l1uGUJfzgNG5 Drop if no profiles matched" -j DROP
`;

/** A policy that lets in one network on one port, as felix writes it for a workload. */
export const policy = (
  device: string,
  allow: string,
) => `-A cali-tw-${device} -m comment --comment "cali:Start of policies" -j MARK --set-xmark 0x0/0x20000
-A cali-tw-${device} -m mark --mark 0x0/0x20000 -j cali-pi-web
-A cali-tw-${device} -m mark --mark 0x10000/0x10000 -j RETURN
-A cali-tw-${device} -m comment --comment "cali:aRkYtcQzzwg1 Drop if no policies passed packet" -m mark --mark 0x0/0x20000 -j DROP
-A cali-pi-web ${allow} -j MARK --set-xmark 0x10000/0x10000
-A cali-pi-web -m mark --mark 0x10000/0x10000 -j RETURN
`;

/** The tables that felix and kube-proxy keep on a node; chains' names and marks are felix's own. */
export const rules = (devices: readonly string[], extra = '') => {
  const chains = devices.flatMap((one) => [`:cali-fw-${one} - [0:0]`, `:cali-tw-${one} - [0:0]`]).join('\n');
  return `*raw
:PREROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:cali-PREROUTING - [0:0]
:cali-OUTPUT - [0:0]
:cali-rpf-skip - [0:0]
-A PREROUTING -m comment --comment "cali:6gwbT8clXdHdC1b1" -j cali-PREROUTING
-A OUTPUT -m comment --comment "cali:tVnHkvAo15HuiPy0" -j cali-OUTPUT
-A cali-PREROUTING -j MARK --set-xmark 0x0/0xf0000
-A cali-PREROUTING -i cali+ -j MARK --set-xmark 0x40000/0x40000
-A cali-PREROUTING -m mark --mark 0x40000/0x40000 -j cali-rpf-skip
-A cali-PREROUTING -m mark --mark 0x40000/0x40000 -m rpfilter --validmark --invert -j DROP
-A cali-PREROUTING -m mark --mark 0x10000/0x10000 -j ACCEPT
-A cali-OUTPUT -j MARK --set-xmark 0x0/0xf0000
-A cali-OUTPUT -m mark --mark 0x10000/0x10000 -j ACCEPT
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-SVC-WEB - [0:0]
:KUBE-SEP-ONE - [0:0]
:KUBE-SEP-TWO - [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-POSTROUTING - [0:0]
:cali-POSTROUTING - [0:0]
:cali-nat-outgoing - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A POSTROUTING -m comment --comment "cali:O3lYWMrLQYEMJtB5" -j cali-POSTROUTING
-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
-A KUBE-POSTROUTING -j MASQUERADE --random-fully
-A KUBE-SERVICES -d 10.43.7.7/32 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-WEB
-A KUBE-SVC-WEB ! -s 10.65.0.0/16 -d 10.43.7.7/32 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
-A KUBE-SVC-WEB -m comment --comment "shop/web:http -> 10.65.1.3:8080" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-ONE
-A KUBE-SVC-WEB -m comment --comment "shop/web:http -> 10.65.2.2:8080" -j KUBE-SEP-TWO
-A KUBE-SEP-ONE -s 10.65.1.3/32 -m comment --comment "shop/web:http" -j KUBE-MARK-MASQ
-A KUBE-SEP-ONE -p tcp -m comment --comment "shop/web:http" -m tcp -j DNAT --to-destination 10.65.1.3:8080
-A KUBE-SEP-TWO -s 10.65.2.2/32 -m comment --comment "shop/web:http" -j KUBE-MARK-MASQ
-A KUBE-SEP-TWO -p tcp -m comment --comment "shop/web:http" -m tcp -j DNAT --to-destination 10.65.2.2:8080
-A cali-POSTROUTING -j cali-nat-outgoing
-A cali-POSTROUTING -o vxlan.calico -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL -j MASQUERADE --random-fully
-A cali-nat-outgoing -m comment --comment "cali:flqWnvo8yq4ULQLa" -m set --match-set cali40masq-ipam-pools src -m set ! --match-set cali40all-ipam-pools dst -j MASQUERADE --random-fully
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:cali-INPUT - [0:0]
:cali-FORWARD - [0:0]
:cali-OUTPUT - [0:0]
:cali-from-wl-dispatch - [0:0]
:cali-to-wl-dispatch - [0:0]
:cali-wl-to-host - [0:0]
:cali-pro-kns.default - [0:0]
:cali-pri-kns.default - [0:0]
:cali-pi-web - [0:0]
:KUBE-FORWARD - [0:0]
${chains}
-A INPUT -m comment --comment "cali:Cz_u1IQiXIMmKD4c" -j cali-INPUT
-A FORWARD -m comment --comment "cali:wUHhoiAYhphO9Mso" -j cali-FORWARD
-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
-A FORWARD -m comment --comment "cali:S93hcgKJrXEqnTfs Policy explicitly accepted packet." -m mark --mark 0x10000/0x10000 -j ACCEPT
-A FORWARD -m comment --comment "cali:mp77cMpurHhyjLrM" -j MARK --set-xmark 0x10000/0x10000
-A OUTPUT -m comment --comment "cali:tVnHkvAo15HuiPy0" -j cali-OUTPUT
-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT
-A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A cali-FORWARD -j MARK --set-xmark 0x0/0xe0000
-A cali-FORWARD -i cali+ -j cali-from-wl-dispatch
-A cali-FORWARD -o cali+ -j cali-to-wl-dispatch
-A cali-INPUT -p udp -m comment --comment "cali:w7ud0UgQSEi_zKuQ Allow IPv4 VXLAN packets from allowed hosts" -m multiport --dports 4789 -m set --match-set cali40all-vxlan-net src -m addrtype --dst-type LOCAL -j ACCEPT
-A cali-INPUT -p udp -m comment --comment "cali:ewsEcPkaC8G3BnvV Drop IPv4 VXLAN packets from non-allowed hosts" -m multiport --dports 4789 -m addrtype --dst-type LOCAL -j DROP
-A cali-INPUT -i cali+ -g cali-wl-to-host
-A cali-INPUT -m mark --mark 0x10000/0x10000 -j ACCEPT
-A cali-OUTPUT -m mark --mark 0x10000/0x10000 -j ACCEPT
-A cali-OUTPUT -o cali+ -j RETURN
-A cali-wl-to-host -j cali-from-wl-dispatch
-A cali-wl-to-host -m comment --comment "cali:nSZbcOoG1xPONxb8 Configured DefaultEndpointToHostAction" -j ACCEPT
-A cali-pro-kns.default -m comment --comment "cali:Profile kns.default egress" -j MARK --set-xmark 0x10000/0x10000
-A cali-pro-kns.default -m mark --mark 0x10000/0x10000 -j RETURN
-A cali-pri-kns.default -m comment --comment "cali:Profile kns.default ingress" -j MARK --set-xmark 0x10000/0x10000
-A cali-pri-kns.default -m mark --mark 0x10000/0x10000 -j RETURN
${devices.map((one) => workload(one, extra.includes(one) ? extra : '')).join('')}-A cali-from-wl-dispatch -m comment --comment "cali:zTj6P0TIgYvgz-md Unknown interface" -j DROP
-A cali-to-wl-dispatch -m comment --comment "cali:7KNphB1nNHw80nIO Unknown interface" -j DROP
COMMIT
`;
};
