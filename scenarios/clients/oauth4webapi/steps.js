// The examples of oauth4webapi for clients without a person, and for resource servers.
const crypto = require('node:crypto');
const tenant = require('./tenant.js');
const { step, same, isTrue, refused, run } = require('./board.js');

const issuer = new URL(`${tenant.authority}/v2.0`);
let oauth;
const load = async () => (oauth ??= await import('oauth4webapi'));
const der = () => Buffer.from(tenant.key().replace(/-----[^-]+-----|\s/g, ''), 'base64');
const thumbprint = () => Buffer.from(new crypto.X509Certificate(tenant.certificate()).fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
const imported = (name) => crypto.subtle.importKey('pkcs8', der(), { name, hash: 'SHA-256' }, false, ['sign']);
const server = async (algorithm = 'oidc') => {
  const { discoveryRequest, processDiscoveryResponse } = await load();
  return processDiscoveryResponse(issuer, await discoveryRequest(issuer, { algorithm }));
};
const client = { client_id: tenant.clientId };
const grant = async (authentication, scope = tenant.scope) => {
  const as = await server();
  const answer = await oauth.clientCredentialsGrantRequest(as, client, authentication, new URLSearchParams({ scope }));
  return oauth.processClientCredentialsResponse(as, client, answer);
};
const gets = async (authentication) => same((await grant(authentication)).token_type, 'bearer');

step('discovery (OpenID Connect)', async () => same((await server()).token_endpoint, `${tenant.authority}/oauth2/v2.0/token`));
step('discovery (RFC 8414)', async () => same((await server('oauth2')).issuer, issuer.href));
step('client_secret_post', async () => gets((await load()).ClientSecretPost(tenant.clientSecret)));
step('client_secret_basic', async () => gets((await load()).ClientSecretBasic(tenant.clientSecret)));
step('private_key_jwt with RS256', async () => gets((await load()).PrivateKeyJwt({ key: await imported('RSASSA-PKCS1-v1_5'), kid: thumbprint() })));
step('private_key_jwt with PS256', async () => gets((await load()).PrivateKeyJwt({ key: await imported('RSA-PSS'), kid: thumbprint() })));
step('a wrong secret is refused', async () => {
  const error = await refused(async () => grant((await load()).ClientSecretPost('wrong')));
  same([error.error, error.status], ['invalid_client', 401]);
});
step('an unknown scope is refused', async () => {
  const error = await refused(async () => grant((await load()).ClientSecretPost(tenant.clientSecret), 'Mail.Read'));
  same([error.error, error.status], ['invalid_scope', 400]);
});
step('a protected resource is requested', async () => {
  const { access_token } = await grant((await load()).ClientSecretPost(tenant.clientSecret), `${tenant.site}/.default`);
  const answer = await oauth.protectedResourceRequest(access_token, 'GET', new URL(`${tenant.site}/_api/web`));
  same(answer.status, 200);
});
step('the challenge of a resource is read', async () => {
  const { protectedResourceRequest, WWWAuthenticateChallengeError } = await load();
  const error = await refused(() => protectedResourceRequest('not-a-token', 'GET', new URL(`${tenant.site}/_api/web`)));
  isTrue(error instanceof WWWAuthenticateChallengeError, `a challenge, not ${error.message}`);
});
step('a JWT access token is validated (RFC 9068)', async () => {
  const { access_token } = await grant((await load()).ClientSecretPost(tenant.clientSecret));
  const as = await server();
  const request = new Request('https://api.contoso.com/', { headers: { authorization: `Bearer ${access_token}` } });
  const error = await refused(() => oauth.validateJwtAccessToken(as, request, 'https://api.contoso.com'));
  isTrue(/typ|audience|issuer|claim/i.test(error.message), error.message); // tokens for servers are no RFC 9068 tokens
});
step('a token request with another grant is refused', async () => {
  const as = await server();
  const authentication = oauth.ClientSecretPost(tenant.clientSecret);
  const answer = await oauth.genericTokenEndpointRequest(as, client, authentication, 'urn:ietf:params:oauth:grant-type:device_code', new URLSearchParams({ device_code: 'x' }));
  const error = await refused(() => oauth.processGenericTokenEndpointResponse(as, client, answer));
  isTrue(error.status === 400, 'status 400');
});

run(JSON.parse(require('node:fs').readFileSync('node_modules/oauth4webapi/package.json')).version);
