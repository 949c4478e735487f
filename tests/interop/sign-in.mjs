// The program's own sign-in and test mail against other people's servers: see run.sh.
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { signIn } from './oidc/person.mjs';
import { CLIENT_ID, INTROSPECTION, startProvider } from './oidc/provider.mjs';
import { startSink, startSubmission } from './dovecot/submission.mjs';

const program = process.argv[2];
const folder = process.env.INTEROP_FOLDER;
const SCAN = 'scan@contoso.example';
let checks = 0;

function check(is, what) {
  if (!is) throw new Error(what);
  checks += 1;
  console.error(`  ok: ${what}`);
}

/** Runs the command; `person` is called with each code. Gives its exit code, its events, and all that it wrote. */
async function tegata(words, person, more = {}) {
  const child = spawn(program, [...words, '--json'], {
    env: { ...process.env, TEGATA_CONFIG: more.config, TEGATA_DATA_DIR: join(folder, 'data'), TEGATA_LANGUAGE: 'en', TEGATA_LOG: 'trace' },
  });
  const events = [];
  let written = '';
  child.stderr.on('data', (bytes) => (written += bytes));
  const ended = new Promise((end) => child.on('close', end));
  for await (const line of createInterface({ input: child.stdout })) {
    written += `${line}\n`;
    const event = JSON.parse(line);
    events.push(event);
    if (event.event === 'code' && event.user_code && person) {
      const told = person;
      person = null;
      await told(event, child);
    }
  }
  return { code: await ended, events, last: events.at(-1), written };
}

const certificates = {
  authority: join(folder, 'ca.pem'),
  key: join(folder, 'server.key'),
  certificate: join(folder, 'server.pem'),
};
const provider = await startProvider(certificates);
const sink = await startSink();
const dovecotFolder = join(folder, 'dovecot');
mkdirSync(dovecotFolder);
const ownKey = join(dovecotFolder, 'server.key');
copyFileSync(certificates.key, ownKey);
chmodSync(ownKey, 0o600);
const host = new URL(provider.issuer).host;
let submission;
let failed = null;
try {
  submission = await startSubmission({
    ...certificates,
    key: ownKey,
    folder: dovecotFolder,
    introspection: `https://${INTROSPECTION.id}:${INTROSPECTION.secret}@${host}/token/introspection`,
    sink: sink.port,
  });
  const config = join(folder, 'tegata.toml');
  writeFileSync(
    config,
    `[microsoft]
authority = "${provider.issuer}"
client_id = "${CLIENT_ID}"
extra_verification_hosts = ["${host}"]

[exchange]
host = "127.0.0.1"
port = ${submission.port}
scope = "SMTP.Send"

[tls]
extra_roots = ["ca.pem"]
`,
  );
  const as = (account, options) => async (event) => {
    check(event.origin === 'app', 'the code says whose it is');
    check(event.verification_uri.startsWith(provider.issuer), 'the page is the server’s own');
    await signIn(event.verification_uri, event.user_code, account, options);
  };

  console.error('Sign in at oidc-provider');
  const good = await tegata(['signin'], as(SCAN), { config });
  check(good.code === 0 && good.last.result === 'signed_in', `signed in: ${JSON.stringify(good.last)}`);
  check(good.last.account.upn === SCAN, 'the account is the one who signed in');
  check(!provider.requests.some((path) => path.includes('oauth2/v2.0')), 'no address was guessed');

  console.error('Decline at oidc-provider');
  const declined = await tegata(['signin'], as(SCAN, { decline: true }), { config });
  check(declined.code === 1 && declined.last.code === 'microsoft.declined', `declined: ${declined.last.code}`);

  console.error('Cancel while waiting');
  let pressed = 0;
  const cancelled = await tegata(
    ['signin'],
    async (event, child) => {
      await new Promise((later) => setTimeout(later, 1500));
      pressed = performance.now();
      child.kill('SIGINT');
    },
    { config },
  );
  const took = Math.round(performance.now() - pressed);
  check(cancelled.code === 130, `cancelled with exit code ${cancelled.code}`);
  check(took < 1000, `the program was gone ${took} ms after Ctrl-C`);

  console.error('Preflight');
  const preflight = await tegata(['preflight', SCAN], null, { config });
  const outcome = (step) => preflight.events.find((event) => event.step === `preflight-${step}`)?.outcome;
  check(preflight.code === 0 && preflight.last.result === 'ready', `ready: ${JSON.stringify(preflight.last)}`);
  for (const step of ['sign-in-host', 'smtp-starttls', 'smtp-certificate', 'smtp-xoauth2']) {
    check(outcome(step) === 'ok', `${step} is ok`);
  }

  console.error('Send a test mail through Dovecot');
  const sent = await tegata(['test-mail', '--from', SCAN], as(SCAN), { config });
  check(sent.code === 0 && sent.last.result === 'sent', `sent: ${JSON.stringify(sent.last)}`);
  check(sink.mails.length === 1, 'one mail arrived');
  check(/^Auto-Submitted: auto-generated/im.test(sink.mails[0]), 'it says that it was generated');
  check(sink.mails[0].includes(`<${SCAN}>`), 'it is from and to the mailbox');

  console.error('Be refused by Dovecot');
  const refused = await tegata(['test-mail', '--from', SCAN, '--user', 'other@contoso.example'], as(SCAN), { config });
  check(refused.code === 1 && refused.last.code === 'mail.sign_in_refused', `refused: ${refused.last.code}`);
  check(sink.mails.length === 1, 'no further mail arrived');

  console.error('Distrust a stranger’s certificate');
  const stranger = join(folder, 'stranger.toml');
  writeFileSync(stranger, `[microsoft]\nauthority = "${provider.issuer}"\nclient_id = "${CLIENT_ID}"\n`);
  const distrusted = await tegata(['signin'], null, { config: stranger });
  check(distrusted.last.code === 'microsoft.certificate_refused', `distrusted: ${distrusted.last.code}`);

  console.error('Look for secrets in everything that was written at the level of trace');
  for (const { written } of [good, sent, refused]) {
    check(!/Bearer [\w-]{20}|AUTH XOAUTH2 [A-Za-z0-9+/=]{20}|access_token"?\s*[:=]\s*"?[\w-]{20}|device_code=[\w-]{20}/.test(written), 'none');
  }
} catch (error) {
  failed = error;
}
if (failed) {
  console.error(`FAILED: ${failed.message}`);
  console.error(provider.requests.slice(-20).join('\n'));
  try {
    console.error(submission?.log().split('\n').slice(-30).join('\n'));
  } catch {}
}
submission?.stop();
provider.stop();
sink.stop();
console.error(failed ? '' : `All ${checks} checks hold.`);
process.exit(failed ? 1 : 0);
