import { execFile } from 'node:child_process';
import { X509Certificate, hash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export type Certificate = {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** What Chromium's --ignore-certificate-errors-spki-list takes: nobody has signed it. */
  readonly keyHash: string;
  remove(): Promise<void>;
};

/** A certificate of an address and its key, as files; good for two days. */
export async function makeCertificate(address: string): Promise<Certificate> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-certificate-'));
  const [certificateFile, keyFile] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
  const named = ['-subj', '/CN=localhost', '-addext', `subjectAltName=IP:${address}`, '-days', '2', '-nodes'];
  await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...named, '-keyout', keyFile, '-out', certificateFile]);
  const { publicKey } = new X509Certificate(await readFile(certificateFile));
  const keyHash = hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'base64');
  return { certificateFile, keyFile, keyHash, remove: () => rm(folder, { recursive: true, force: true }) };
}
