import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { daysFromNow, type Tree } from './tree.ts';

/** What to issue. Files are `PATH.crt` and `PATH.key` of the host unless named otherwise. */
export interface Issue {
  readonly subject: string;
  /** Signer, as the path of its pair without ending; absent signs itself. */
  readonly by?: string;
  readonly names?: string;
  /** `serverAuth`, `clientAuth`; absent leaves the extension out. */
  readonly usage?: string;
  readonly isCa?: boolean;
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
  readonly key?: 'rsa' | 'ec' | 'ed25519' | 'keep';
  /** Text of `openssl x509 -text` before the PEM, as `openssl ca` and many guides leave it. */
  readonly withText?: boolean;
  /** The signer's certificate behind the own one. */
  readonly withChain?: boolean;
  readonly crt?: string;
  readonly keyFile?: string;
  readonly mode?: number;
}

const asn1 = (days: number): string => `${daysFromNow(days).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
/** Keys in the forms of `openssl genrsa`, `openssl ecparam` and `openssl genpkey`. */
function newKey(kind: 'rsa' | 'ec' | 'ed25519'): string {
  if (kind === 'rsa')
    return generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs1', format: 'pem' })
      .toString();
  if (kind === 'ed25519')
    return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .privateKey.export({ type: 'sec1', format: 'pem' })
    .toString();
}

const extensionsOf = ({ isCa, usage, names }: Issue): string[] => [
  `basicConstraints=critical,CA:${isCa === true ? 'TRUE' : 'FALSE'}`,
  `keyUsage=critical,digitalSignature,keyEncipherment${isCa === true ? ',keyCertSign' : ''}`,
  ...(usage === undefined ? [] : [`extendedKeyUsage=${usage}`]),
  ...(names === undefined ? [] : [`subjectAltName=${names}`]),
];

/** Issues a certificate with the openssl of this machine, with a CA database of its own. */
export function issue(tree: Tree, path: string, what: Issue): void {
  const shop = mkdtempSync(join(tmpdir(), 'diag-openssl-'));
  try {
    const run = (...words: string[]): Buffer => execFileSync('openssl', words, { cwd: shop, stdio: 'pipe' });
    const files = { crt: tree.at(what.crt ?? `${path}.crt`), key: tree.at(what.keyFile ?? `${path}.key`) };
    for (const file of Object.values(files)) mkdirSync(dirname(file), { recursive: true });
    if (what.key !== 'keep') writeFileSync(files.key, newKey(what.key ?? 'ec'), { mode: 0o600 });
    const extensions = extensionsOf(what);
    writeFileSync(join(shop, 'index'), '');
    writeFileSync(
      join(shop, 'cnf'),
      `[ca]\ndefault_ca=own\n[own]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\nunique_subject=no\ndefault_md=sha256\npolicy=any\n[any]\norganizationName=optional\norganizationalUnitName=optional\ncommonName=optional\n[e]\n${extensions.join('\n')}\n`,
    );
    run('req', '-new', '-key', files.key, '-subj', what.subject, '-out', 'csr');
    const signer =
      what.by === undefined
        ? ['-selfsign', '-keyfile', files.key]
        : ['-cert', tree.at(`${what.by}.crt`), '-keyfile', tree.at(`${what.by}.key`)];
    const period = ['-startdate', asn1(what.from ?? -40), '-enddate', asn1(what.until ?? 325)];
    run(
      'ca',
      '-config',
      'cnf',
      '-batch',
      '-notext',
      ...signer,
      '-in',
      'csr',
      '-out',
      'crt',
      '-extensions',
      'e',
      ...period,
    );
    const own = what.withText === true ? run('x509', '-in', 'crt', '-text') : readFileSync(join(shop, 'crt'));
    const chain = what.withChain === true ? readFileSync(tree.at(`${what.by}.crt`)) : Buffer.alloc(0);
    writeFileSync(files.crt, Buffer.concat([own, chain]), { mode: what.mode ?? 0o644 });
  } finally {
    rmSync(shop, { recursive: true });
  }
}

/** A service account's pair. */
export function issueServiceAccount(tree: Tree, folder: string, names = ['sa.pub', 'sa.key']): void {
  mkdirSync(tree.at(folder), { recursive: true });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  tree.put(`${folder}/${names[1]}`, privateKey.export({ type: 'pkcs1', format: 'pem' }), 0o600);
  tree.put(`${folder}/${names[0]}`, publicKey.export({ type: 'spki', format: 'pem' }), 0o600);
}
