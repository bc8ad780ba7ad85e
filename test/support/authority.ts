import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemEnv } from './system-part.ts';

/** How a certificate differs from a plain one of 400 days. */
export interface CertificateWish {
  readonly commonName?: string;
  /** `serverAuth`, `clientAuth`, or both with a comma. */
  readonly usage?: string;
  /** `DNS:kubernetes,IP:127.0.0.1` */
  readonly names?: string;
  /** First and last moment as OpenSSL writes them, `20200101000000Z`. */
  readonly from?: string;
  readonly to?: string;
}

/** A certificate authority made by openssl in a folder; files are NAME.crt and NAME.key. */
export interface Authority {
  /** Path of its certificate. */
  readonly certificate: string;
  /** Issues NAME.crt and NAME.key in the folder and returns their texts. */
  issue(name: string, wish?: CertificateWish): { certificate: string; key: string };
}

/** Makes a certificate authority called `name` in `folder`. */
export function createAuthority(folder: string, name: string, commonName = 'kubernetes'): Authority {
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe', env: systemEnv });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.crt`,
    '-days',
    '400',
    '-subj',
    `/CN=${commonName}`,
  );
  mkdirSync(join(folder, `${name}.db`));
  writeFileSync(join(folder, `${name}.db/index`), '');
  const settings = [`database=${name}.db/index`, `new_certs_dir=${name}.db`, 'rand_serial=yes', 'default_md=sha256'];
  const policy = ['policy=p', 'unique_subject=no', '[p]', 'commonName=supplied'];
  writeFileSync(join(folder, `${name}.cnf`), ['[ca]', 'default_ca=a', '[a]', ...settings, ...policy].join('\n'));
  return {
    certificate: join(folder, `${name}.crt`),
    issue: (leaf, { commonName: subject = leaf, usage, names, from, to } = {}) => {
      openssl('req', ...curve, '-keyout', `${leaf}.key`, '-out', `${leaf}.csr`, '-subj', `/CN=${subject}`);
      const extensions = [
        '[x]',
        'basicConstraints=CA:FALSE',
        ...(usage ? [`extendedKeyUsage=${usage}`] : []),
        ...(names ? [`subjectAltName=${names}`] : []),
      ];
      writeFileSync(join(folder, `${leaf}.ext`), extensions.join('\n'));
      const dates = from === undefined ? ['-days', '400'] : ['-startdate', from, '-enddate', to ?? ''];
      const by = ['-config', `${name}.cnf`, '-cert', `${name}.crt`, '-keyfile', `${name}.key`];
      openssl(
        'ca',
        '-batch',
        '-notext',
        ...by,
        '-in',
        `${leaf}.csr`,
        '-out',
        `${leaf}.crt`,
        '-extfile',
        `${leaf}.ext`,
        '-extensions',
        'x',
        ...dates,
      );
      const read = (end: string) => readFileSync(join(folder, `${leaf}.${end}`), 'utf8');
      return { certificate: read('crt'), key: read('key') };
    },
  };
}
