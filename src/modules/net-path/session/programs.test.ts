import { expect, test } from 'vitest';
import { recognize } from '../recognize.ts';
import { analyzeSession } from './analyze.ts';
import { readSession } from './read.ts';

const judged = (text: string) => {
  const { findings, checks, open: verdict } = analyzeSession({ ...readSession(text), source: 'paste' });
  const [first] = findings;
  const one = first && [first.name, first.confidence, first.title.slice(0, 80)].join(' ');
  return { is: recognize(text).score > 0, says: one ?? verdict ?? checks.map(({ status }) => status).join(' ') };
};

test.each([
  ['$ nc -vzu 10.0.0.53 514\nConnection to 10.0.0.53 514 port [udp/syslog] succeeded!', /UDP has no connections/],
  ['$ ncat -u -v 10.0.0.53 514\nNcat: Connected to 10.0.0.53:514.', /UDP has no connections/],
  ['$ ncat -v 10.0.0.53 514\nNcat: Connected to 10.0.0.53:514.', /^pass$/],
  ['$ nmap -sU -p 161 10.0.0.9\nPORT    STATE         SERVICE\n161/udp open|filtered snmp', /nothing came back/],
  [
    '$ ansible web -m ping\nweb1 | UNREACHABLE! => {\n    "changed": false,\n    "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.0.0.5 port 22: Connection timed out",\n    "unreachable": true\n}',
    /^no-answer possible No answer comes from 10\.0\.0\.5:22/,
  ],
  [
    'TASK [Gathering Facts] ****************\nok: [web2]\nfatal: [web1]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.0.0.6 port 22: Connection refused", "unreachable": true}',
    /^nothing-listens likely 10\.0\.0\.6:22/,
  ],
  [
    '$ ansible-playbook site.yml\nfatal: [web1]: UNREACHABLE! => {"msg": "Failed to connect to the host via ssh: me@10.0.0.6: Permission denied (publickey,password)."}',
    /the network works: the SSH server answers/,
  ],
  [
    'psql: error: connection to server at "db.example" (10.0.0.7), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
    /^nothing-listens likely 10\.0\.0\.7:5432/,
  ],
  [
    '$ psql -h db.example\npsql: error: connection to server at "db.example" (10.0.0.7), port 5432 failed: FATAL:  no pg_hba.conf entry for host "10.0.0.2"',
    /the network works: the database server answers/,
  ],
  [
    '$ psql\npsql: error: connection to server on socket "/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
    /^nothing-listens likely No database server listens on the socket/,
  ],
  ['$ pg_isready -h db\ndb:5432 - no response', /^no-answer possible No PostgreSQL server answers on db:5432/],
  ['$ pg_isready -h db\ndb:5432 - rejecting connections', /takes no connections now/],
  ['$ pg_isready -h db\ndb:5432 - accepting connections', /^pass$/],
  ['$ curl -I https://web.example/\nHTTP/2 200 \nserver: nginx\ncontent-type: text/html', /^pass$/],
  [
    '$ sudo dhclient -v eth0\nDHCPDISCOVER on eth0 to 255.255.255.255 port 67 interval 3\nNo DHCPOFFERS received.',
    /^no-answer likely No DHCP server answers on eth0/,
  ],
  [
    'C:\\>ipconfig /renew\nAn error occurred while renewing interface Ethernet : unable to contact your DHCP server. Request has timed out.',
    /^no-answer likely No DHCP server answers on Ethernet/,
  ],
  [
    '$ ip link\n1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state DOWN',
    /^no-carrier likely eth0 has no link/,
  ],
  [
    '$ ip link\n1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500\n3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500',
    /shows a state and no attempt/,
  ],
  [
    "$ git clone https://git.example/big.git\nCloning into 'big'...\nerror: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.",
    /^connection-cut possible The connection to git\.example/,
  ],
  [
    '#2 [internal] load metadata for docker.io/library/node:18\n#2 ERROR: failed to do request: Head "https://registry-1.docker.io/v2/library/node/manifests/18": dial tcp 104.18.121.25:443: i/o timeout',
    /^no-answer possible No answer comes from 104\.18\.121\.25:443/,
  ],
  [
    '$ docker build .\n#5 3.331 Get "https://proxy.golang.org/x": proxyconnect tcp: dial tcp 10.0.0.80:3128: connect: connection refused',
    /^nothing-listens likely 10\.0\.0\.80:3128/,
  ],
  [
    '$ npm i\nnpm ERR! code SELF_SIGNED_CERT_IN_CHAIN\nnpm ERR! request to https://npm.example/x failed, reason: self signed certificate in certificate chain',
    /^tls-fails likely The certificate of npm\.example is not trusted here/,
  ],
  [
    '$ sudo mount -t cifs //10.0.0.9/share /mnt\nmount error(113): could not connect to 10.0.0.9Unable to find suitable address.',
    /^neighbour-silent possible 10\.0\.0\.9:445/,
  ],
  [
    '$ sudo mount -t cifs //10.0.0.9/share /mnt\nmount error(112): Host is down',
    /^connection-cut possible No SMB session with 10\.0\.0\.9/,
  ],
  ['$ sudo mount -t cifs //nas/share /mnt\nmount error(13): Permission denied', /nothing is said of the network/],
  [
    '$ sudo apt-get update\nErr:5 http://archive.ubuntu.com/ubuntu jammy InRelease\n  Connection failed [IP: 185.125.190.36 80]',
    /^connection-cut possible The connection to 185\.125\.190\.36:80/,
  ],
])('%s', (text, says) => {
  expect(judged(text)).toEqual({ is: true, says: expect.stringMatching(says) });
});

test('a certificate is told from another by the reason that the client gives', () => {
  const of = (reason: string) => judged(`$ curl https://web.example/\ncurl: (60) ${reason}`).says;
  expect(of('SSL certificate problem: certificate has expired')).toMatch(/has expired/);
  expect(of("SSL: no alternative certificate subject name matches target host name 'web.example'")).toMatch(
    /for another/,
  );
  expect(of('SSL certificate problem: unable to get local issuer certificate')).toMatch(/not trusted here/);
});

test.each([
  ['$ nc -vz -G 5 10.1.2.3 22\nnc: connectx to 10.1.2.3 port 22 (tcp) failed: Operation timed out', /10\.1\.2\.3:22/],
  [
    '$ ssh -J jump db1\nchannel 0: open failed: connect failed: Connection refused\nstdio forwarding failed',
    /^nothing-listens likely The SSH server in between is reached/,
  ],
  [
    '$ arping -c 2 -I eth0 10.0.0.5\nUnicast reply from 10.0.0.5 [52:54:00:00:00:01]  0.712ms\nUnicast reply from 10.0.0.5 [52:54:00:00:00:02]  0.812ms',
    /^duplicate-address likely Two hardware addresses answer for 10\.0\.0\.5/,
  ],
  [
    '$ arping -c 2 -I eth0 10.0.0.5\nUnicast reply from 10.0.0.5 [52:54:00:00:00:01]  0.712ms\nUnicast reply from 10.0.0.5 [52:54:00:00:00:01]  0.812ms',
    /^pass$/,
  ],
  [
    '$ docker exec web nc -zv db 5432\nnc: connect to db (172.18.0.3) port 5432 (tcp) failed: Connection refused\n$ docker exec db ss -ltn\nLISTEN   0        200            127.0.0.1:5432          0.0.0.0:*',
    /^listens-on-loopback-only likely/,
  ],
  [
    '$ sudo mount -t nfs 10.0.0.9:/srv /mnt\nmount.nfs: access denied by server while mounting 10.0.0.9:/srv',
    /NFS server answers/,
  ],
])('%s', (text, says) => {
  expect(judged(text)).toEqual({ is: true, says: expect.stringMatching(says) });
});
