// A real OpenID Connect provider (oidc-provider), in ProConnect's profile: authorization code, PKCE, signed userinfo. Nobody types
// anything at it: each question on the standard input, { sub, email, email_verified, acr } or { error }, says what its next visitor is.
import Provider from 'oidc-provider';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const [redirectUri, clientId, clientSecret] = process.argv.slice(2);
const known = new Map();
let visitor = {};
let asked = {};

const server = createServer((request, response) => handle(request, response));
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  acrValues: ['eidas1', 'eidas2'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null },
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    userinfo_signed_response_alg: 'RS256',
  }],
  cookies: { keys: ['for these tests alone'] },
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true }, claimsParameter: { enabled: true } },
  findAccount: (_, sub) => known.has(sub) && { accountId: sub, claims: () => known.get(sub) },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: () => true },
  ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
});
const answer = provider.callback();

async function handle(request, response) {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);

  const { params } = await provider.interactionDetails(request, response);
  asked = params;
  if (visitor.error) return provider.interactionFinished(request, response, { error: visitor.error });

  const grant = new provider.Grant({ accountId: visitor.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  await provider.interactionFinished(request, response, {
    login: { accountId: visitor.sub, acr: visitor.acr, remember: false },
    consent: { grantId: await grant.save() },
  });
}

createInterface({ input: process.stdin })
  .on('line', line => {
    const question = JSON.parse(line);
    if (question.asked) return console.log(JSON.stringify(asked));
    visitor = question;
    known.set(visitor.sub, { sub: visitor.sub, email: visitor.email, email_verified: visitor.email_verified });
    console.log('{}');
  })
  .on('close', () => process.exit(0));
console.log(JSON.stringify({ issuer }));
