// The client credentials grant of openid-client with each way of authentication, and what its documentation offers around it.
const crypto = require('node:crypto');
const tenant = require('./tenant.js');
const { step, same, isTrue, refused, run } = require('./board.js');

const issuer = new URL(`${tenant.authority}/v2.0`);
let client;
const load = async () => (client ??= await import('openid-client'));
const key = async () => ({ key: await crypto.subtle.importKey('pkcs8', der(), { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign']), kid: thumbprint() });
const der = () => Buffer.from(tenant.key().replace(/-----[^-]+-----|\s/g, ''), 'base64');
const thumbprint = () => Buffer.from(new crypto.X509Certificate(tenant.certificate()).fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
const discover = async (authentication, algorithm) => {
  const openid = await load();
  return openid.discovery(issuer, tenant.clientId, undefined, authentication, algorithm ? { algorithm } : undefined);
};
const gets = async (config) => {
  const tokens = await client.clientCredentialsGrant(config, { scope: tenant.scope });
  same(tokens.token_type, 'bearer');
  isTrue(tokens.expiresIn() > 0, 'it is not over');
  return tokens;
};

step('discovery (OpenID Connect)', async () => {
  const config = await discover((await load()).None());
  same(config.serverMetadata().token_endpoint, `${tenant.authority}/oauth2/v2.0/token`);
});
step('discovery (RFC 8414)', async () => same((await discover((await load()).None(), 'oauth2')).serverMetadata().issuer, issuer.href));
step('configuration without discovery', async () => {
  const openid = await load();
  const server = { issuer: issuer.href, token_endpoint: `${tenant.authority}/oauth2/v2.0/token` };
  await gets(new openid.Configuration(server, tenant.clientId, tenant.clientSecret));
});
step('client_secret_post', async () => gets(await discover((await load()).ClientSecretPost(tenant.clientSecret))));
step('client_secret_basic', async () => gets(await discover((await load()).ClientSecretBasic(tenant.clientSecret))));
step('private_key_jwt', async () => gets(await discover((await load()).PrivateKeyJwt(await key()))));
step('private_key_jwt with a changed header', async () => {
  const openid = await load();
  const options = { [openid.modifyAssertion]: (header) => Object.assign(header, { x5t: thumbprint(), kid: undefined }) };
  await gets(await discover(openid.PrivateKeyJwt(await key(), options)));
});
step('a wrong secret is refused', async () => {
  const error = await refused(async () => gets(await discover((await load()).ClientSecretPost('wrong'))));
  same([error.error, error.status], ['invalid_client', 401]);
});
step('an unknown scope is refused', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  const error = await refused(() => client.clientCredentialsGrant(config, { scope: 'https://outlook.office365.com/Mail.Read' }));
  same([error.error, error.status], ['invalid_scope', 400]);
});
step('a protected resource is fetched', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  const tokens = await client.clientCredentialsGrant(config, { scope: `${tenant.site}/.default` });
  const answer = await client.fetchProtectedResource(config, tokens.access_token, new URL(`${tenant.site}/_api/web`), 'GET');
  same(answer.status, 200);
});
step('the challenge of a resource is read', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  const error = await refused(() => client.fetchProtectedResource(config, 'not-a-token', new URL(`${tenant.site}/_api/web`), 'GET'));
  isTrue(error.name === 'WWWAuthenticateChallengeError' || error.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE', `a challenge, not ${error.message}`);
});
step('an address for the sign-in of a person', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  const url = client.buildAuthorizationUrl(config, { scope: 'openid', redirect_uri: 'http://localhost/cb' });
  isTrue(url.href.startsWith(`${tenant.authority}/oauth2/v2.0/authorize`), 'the endpoint');
});
step('an address for the end of a session', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  isTrue(client.buildEndSessionUrl(config).href.includes('logout'), 'the endpoint');
});
step('a grant that the server does not have is refused', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  const error = await refused(() => client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:token-exchange', { subject_token: 'x', subject_token_type: 'x' }));
  same([error.error, error.status], ['unsupported_grant_type', 400]);
});

run(JSON.parse(require('node:fs').readFileSync('node_modules/openid-client/package.json')).version);
