// The client credentials grant of openid-client with each way of authentication, and what its documentation offers around it.
const crypto = require('node:crypto');
const tenant = require('./tenant.js');
const { step, same, isTrue, errorOf, run } = require('./board.js');

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
  const error = await errorOf(async () => gets(await discover((await load()).ClientSecretPost('wrong'))));
  same([error.error, error.status], ['invalid_client', 401]);
});
step('an unknown scope is refused', async () => {
  const config = await discover((await load()).ClientSecretPost(tenant.clientSecret));
  const error = await errorOf(() => client.clientCredentialsGrant(config, { scope: 'https://outlook.office365.com/Mail.Read' }));
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
  const error = await errorOf(() => client.fetchProtectedResource(config, 'not-a-token', new URL(`${tenant.site}/_api/web`), 'GET'));
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
  const error = await errorOf(() => client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:token-exchange', { subject_token: 'x', subject_token_type: 'x' }));
  same([error.error, error.status], ['unsupported_grant_type', 400]);
});

const post = async () => discover((await load()).ClientSecretPost(tenant.clientSecret));
/** The server refuses the client. */
const noClient = async (authentication, more) => {
  const error = await errorOf(async () => gets(await discover(await authentication(await load()), more)));
  same([error.error, error.status], ['invalid_client', 401]);
};
/** The server has no such endpoint, as its metadata says. */
const without = (name, run) => step(`the server has no endpoint for ${name}`, async () => {
  const config = await post();
  same((await errorOf(() => run(config))).code, 'OAUTH_MISSING_SERVER_METADATA');
});

// Clients
step('client_secret_jwt is refused', () => noClient((openid) => openid.ClientSecretJwt(tenant.clientSecret)));
step('no authentication is refused', () => noClient((openid) => openid.None()));
step('tls_client_auth is refused', () => noClient((openid) => openid.TlsClientAuth()));
step('private_key_jwt with a key that is not registered is refused', () => noClient(async (openid) => {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, false, ['sign']);
  return openid.PrivateKeyJwt({ key: privateKey, kid: thumbprint() });
}));
step('private_key_jwt with PS256', async () => {
  const pss = await crypto.subtle.importKey('pkcs8', der(), { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']);
  await gets(await discover((await load()).PrivateKeyJwt({ key: pss, kid: thumbprint() })));
});
step('the secret as the metadata of the client', async () => {
  const openid = await load();
  const config = await openid.discovery(issuer, tenant.clientId, { client_secret: tenant.clientSecret });
  await gets(config);
  same(config.clientMetadata().client_id, tenant.clientId);
});
step('the metadata of the server', async () => {
  const metadata = (await post()).serverMetadata();
  same([metadata.issuer, metadata.grant_types_supported, metadata.supportsPKCE()], [issuer.href, ['client_credentials'], false]);
});
step('another fetch', async () => {
  const openid = await load();
  const used = [];
  const own = (url, options) => (used.push(new URL(url).pathname), fetch(url, options));
  const config = await openid.discovery(issuer, tenant.clientId, undefined, openid.ClientSecretPost(tenant.clientSecret), { [openid.customFetch]: own });
  await gets(config);
  same(used.length, 2);
});
step('a timeout', async () => {
  const config = await post();
  config.timeout = 20;
  await gets(config);
});
step('a document of another issuer: the tenant by its domain', async () => {
  const openid = await load(); // which knows that Microsoft's documents have the tenant's id in their issuer
  const config = await openid.discovery(new URL('https://login.microsoftonline.com/contoso.com/v2.0'), tenant.clientId, tenant.clientSecret);
  await gets(config);
  same(config.serverMetadata().issuer, issuer.href);
});
step('a tenant that does not exist', async () => {
  const openid = await load();
  const unknown = new URL('https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003/v2.0');
  same((await errorOf(() => openid.discovery(unknown, tenant.clientId, tenant.clientSecret))).code, 'OAUTH_RESPONSE_IS_NOT_CONFORM');
});
step('a protected resource is changed', async () => {
  const config = await post();
  const { access_token } = await client.clientCredentialsGrant(config, { scope: `${tenant.site}/.default` });
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  const body = JSON.stringify({ Title: 'By openid-client', BaseTemplate: 100 });
  const answer = await client.fetchProtectedResource(config, access_token, new URL(`${tenant.site}/_api/web/lists`), 'POST', body, headers);
  same([answer.status, (await answer.json()).Title], [201, 'By openid-client']);
});
step('DPoP: the server gives a bearer token', async () => {
  const config = await post();
  const handle = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
  same((await client.clientCredentialsGrant(config, { scope: tenant.scope }, { DPoP: handle })).token_type, 'bearer');
});

// What needs a person: the server refuses, because nobody signs in there.
step('a code is refused: invalid_grant', async () => {
  const config = await post();
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const back = new URL(`http://localhost/cb?code=x&state=${state}`);
  const error = await errorOf(() => client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state }));
  same([error.error, error.status], ['invalid_grant', 400]);
});
step('a device code is refused: invalid_client', async () => {
  const config = await post();
  const error = await errorOf(() => client.initiateDeviceAuthorization(config, { scope: tenant.scope }));
  same([error.error, error.status], ['invalid_client', 401]);
});
step('a refresh token is refused: invalid_grant', async () => {
  const config = await post();
  const error = await errorOf(() => client.refreshTokenGrant(config, 'x'));
  same([error.error, error.status], ['invalid_grant', 400]);
});
step('an address for the sign-in of a person with PKCE', async () => {
  const config = await post();
  const verifier = client.randomPKCECodeVerifier();
  const challenge = await client.calculatePKCECodeChallenge(verifier);
  const url = client.buildAuthorizationUrl(config, { scope: 'openid', redirect_uri: 'http://localhost/cb', code_challenge: challenge, code_challenge_method: 'S256', state: client.randomState(), nonce: client.randomNonce() });
  same([url.searchParams.get('code_challenge'), url.searchParams.get('client_id')], [crypto.createHash('sha256').update(verifier).digest('base64url'), tenant.clientId]);
  same((await fetch(url, { redirect: 'manual' })).status, 400);
});
step('an address with a signed request (JAR)', async () => {
  const config = await post();
  const url = await client.buildAuthorizationUrlWithJAR(config, { scope: 'openid', redirect_uri: 'http://localhost/cb' }, await key());
  same(JSON.parse(Buffer.from(url.searchParams.get('request').split('.')[1], 'base64url')).aud, issuer.href);
});
step('the key cache of a configuration', async () => {
  const config = await post();
  const cache = { jwks: await (await fetch(config.serverMetadata().jwks_uri)).json(), uat: Math.floor(Date.now() / 1000) };
  client.setJwksCache(config, cache);
  same(client.getJwksCache(config).jwks.keys.length, cache.jwks.keys.length);
});
without('pushed requests (PAR)', (config) => client.buildAuthorizationUrlWithPAR(config, { scope: 'openid', redirect_uri: 'http://localhost/cb' }));
without('backchannel authentication (CIBA)', (config) => client.initiateBackchannelAuthentication(config, { scope: 'openid', login_hint: 'anna@contoso.com' }));
without('introspection', async (config) => client.tokenIntrospection(config, (await gets(config)).access_token));
without('revocation', async (config) => client.tokenRevocation(config, (await gets(config)).access_token));
without('the data of a user', async (config) => client.fetchUserInfo(config, (await gets(config)).access_token, 'anna'));
step('the server has no endpoint for registrations of clients', async () => {
  const openid = await load();
  same((await errorOf(() => openid.dynamicClientRegistration(issuer, { redirect_uris: ['http://localhost/cb'] }))).code, 'OAUTH_MISSING_SERVER_METADATA');
});
step('a grant of a user by a password is refused', async () => {
  const error = await errorOf(async () => client.genericGrantRequest(await post(), 'password', { username: 'nobody@contoso.com', password: 'x', scope: tenant.scope }));
  same([error.error, error.error_description.includes('AADSTS50034')], ['invalid_grant', true]);
});
step('on behalf of a user is refused', async () => {
  const parameters = { assertion: 'a.b.c', scope: tenant.scope, requested_token_use: 'on_behalf_of' };
  const error = await errorOf(async () => client.genericGrantRequest(await post(), 'urn:ietf:params:oauth:grant-type:jwt-bearer', parameters));
  isTrue(error.error_description.includes('AADSTS7000114'), error.error_description);
});

run(JSON.parse(require('node:fs').readFileSync('node_modules/openid-client/package.json')).version);
