// A submission server that is not ours: Dovecot's, with STARTTLS and XOAUTH2, checking tokens by introspection.
//
// It runs as nobody in a folder of its own, in the foreground, and relays to a small sink.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

const NOBODY = 65534;

/** Takes every message and keeps it. */
export async function startSink() {
  const mails = [];
  const server = createServer((socket) => {
    let rest = '';
    let data = null;
    const say = (line) => socket.write(`${line}\r\n`);
    say('220 sink ESMTP');
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null) {
          if (line !== '.') data.push(line.replace(/^\.\./, '.'));
          else {
            mails.push(data.join('\r\n'));
            data = null;
            say('250 2.0.0 OK: kept');
          }
        } else if (/^EHLO/i.test(line)) say('250-sink\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME');
        else if (/^DATA/i.test(line)) {
          data = [];
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 2.0.0 bye');
          socket.end();
        } else say('250 2.0.0 OK');
      }
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: server.address().port, mails, stop: () => server.close() };
}

async function freePort() {
  const probe = createServer();
  await new Promise((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** Starts Dovecot in `folder`; `introspection` is the address with the credentials in it. */
export async function startSubmission({ folder, key, certificate, authority, introspection, sink }) {
  const port = await freePort();
  const root = userInfo().uid === 0;
  const [user, group] = root
    ? ['nobody', 'nogroup']
    : [userInfo().username, spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim()];
  const uid = root ? NOBODY : userInfo().uid;
  const gid = root ? NOBODY : userInfo().gid;
  const path = (...parts) => join(folder, ...parts);
  mkdirSync(path('mail'), { recursive: true });
  const template = readFileSync(new URL('dovecot.conf', import.meta.url), 'utf8');
  const values = { folder, port, user, group, uid, gid, key, certificate, sink };
  writeFileSync(path('dovecot.conf'), template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole));
  writeFileSync(
    path('oauth2.conf'),
    [
      'grant_url =',
      `introspection_url = ${introspection}`,
      'introspection_mode = post',
      'username_attribute = sub',
      'active_attribute = active',
      'active_value = true',
      'scope = SMTP.Send',
      `tls_ca_cert_file = ${authority}`,
      '',
    ].join('\n'),
  );
  if (root) {
    for (const own of ['', 'mail', 'dovecot.conf', 'oauth2.conf']) chownSync(path(own), uid, gid);
    chownSync(key, uid, gid);
  }
  const program = ['/usr/sbin/dovecot', '-F', '-c', path('dovecot.conf')];
  const drop = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const [command, ...words] = root ? [...drop, ...program] : program;
  const dovecot = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  let ended = null;
  dovecot.on('exit', (code) => (ended = code ?? 'a signal'));
  for (let turn = 0; ; turn += 1) {
    const there = await new Promise((known) => {
      const socket = connect(port, '127.0.0.1', () => known(true) && socket.destroy());
      socket.on('error', () => known(false));
    });
    if (there) break;
    if (ended !== null || turn > 100) throw new Error(`Dovecot did not start (${ended})`);
    await new Promise((later) => setTimeout(later, 100));
  }
  return { port, stop: () => dovecot.kill('SIGTERM'), log: () => readFileSync(path('dovecot.log'), 'utf8') };
}
