// A standard OAuth 2.0 authorization server that is not ours: npm's oidc-provider with the device flow, over HTTPS.
//
// It knows one public client and lets anybody sign in. Its id_token names a subject and nothing else, its metadata
// lies at the standard's place, and it has no tenants: everything that is Microsoft's own is missing.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import Provider from 'oidc-provider';

/** The program under test. */
export const CLIENT_ID = '3f0a7c1e-5b7d-4d0e-8a53-9d1c0f6b2e44';
/** What the mail server asks about tokens with. */
export const INTROSPECTION = { id: 'mail-server', secret: 'interop-introspection' };

/** Starts it on a free port of loopback and gives its issuer. */
export async function startProvider({ key, certificate }) {
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `https://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Tegata interoperability',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        response_types: [],
        redirect_uris: [],
      },
      {
        client_id: INTROSPECTION.id,
        client_secret: INTROSPECTION.secret,
        grant_types: [],
        response_types: [],
        redirect_uris: [],
      },
    ],
    scopes: ['openid', 'offline_access', 'profile', 'email', 'SMTP.Send'],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'] },
    features: {
      deviceFlow: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: (ctx, client) => client.clientId === INTROSPECTION.id,
      },
    },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, email: id }),
    }),
    cookies: { keys: ['interop'] },
  });
  const answer = provider.callback();
  const requests = [];
  server.on('request', (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  return { issuer, requests, stop: () => server.close() };
}
