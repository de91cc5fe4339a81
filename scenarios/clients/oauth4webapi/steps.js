// The examples of oauth4webapi for clients without a person, and for resource servers.
const crypto = require('node:crypto');
const tenant = require('./tenant.js');
const { step, same, isTrue, errorOf, run } = require('./board.js');

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
  const error = await errorOf(async () => grant((await load()).ClientSecretPost('wrong')));
  same([error.error, error.status], ['invalid_client', 401]);
});
step('an unknown scope is refused', async () => {
  const error = await errorOf(async () => grant((await load()).ClientSecretPost(tenant.clientSecret), 'Mail.Read'));
  same([error.error, error.status], ['invalid_scope', 400]);
});
step('a protected resource is requested', async () => {
  const { access_token } = await grant((await load()).ClientSecretPost(tenant.clientSecret), `${tenant.site}/.default`);
  const answer = await oauth.protectedResourceRequest(access_token, 'GET', new URL(`${tenant.site}/_api/web`));
  same(answer.status, 200);
});
step('the challenge of a resource is read', async () => {
  const { protectedResourceRequest, WWWAuthenticateChallengeError } = await load();
  const error = await errorOf(() => protectedResourceRequest('not-a-token', 'GET', new URL(`${tenant.site}/_api/web`)));
  isTrue(error instanceof WWWAuthenticateChallengeError, `a challenge, not ${error.message}`);
});
step('a JWT access token is validated (RFC 9068)', async () => {
  const { access_token } = await grant((await load()).ClientSecretPost(tenant.clientSecret));
  const as = await server();
  const request = new Request('https://api.contoso.com/', { headers: { authorization: `Bearer ${access_token}` } });
  const error = await errorOf(() => oauth.validateJwtAccessToken(as, request, 'https://api.contoso.com'));
  isTrue(/typ|audience|issuer|claim/i.test(error.message), error.message); // tokens for servers are no RFC 9068 tokens
});
step('a token request with another grant is refused', async () => {
  const as = await server();
  const authentication = oauth.ClientSecretPost(tenant.clientSecret);
  const answer = await oauth.genericTokenEndpointRequest(as, client, authentication, 'urn:ietf:params:oauth:grant-type:device_code', new URLSearchParams({ device_code: 'x' }));
  const error = await errorOf(() => oauth.processGenericTokenEndpointResponse(as, client, answer));
  isTrue(error.status === 400, 'status 400');
});

const post = async () => (await load()).ClientSecretPost(tenant.clientSecret);
const noClient = async (authentication) => {
  const error = await errorOf(async () => grant(authentication));
  same([error.error, error.status], ['invalid_client', 401]);
};

// Clients
step('client_secret_jwt is refused', async () => noClient((await load()).ClientSecretJwt(tenant.clientSecret)));
step('no authentication is refused', async () => noClient((await load()).None()));
step('tls_client_auth is refused', async () => noClient((await load()).TlsClientAuth()));
step('private_key_jwt with a key that is not registered is refused', async () => {
  const { privateKey } = await (await load()).generateKeyPair('RS256');
  await noClient(oauth.PrivateKeyJwt({ key: privateKey, kid: thumbprint() }));
});
step('private_key_jwt with a changed assertion', async () => {
  const { PrivateKeyJwt, modifyAssertion } = await load();
  const change = (header, payload) => Object.assign(payload, { aud: `${tenant.authority}/oauth2/v2.0/token` }) && Object.assign(header, { x5t: thumbprint() });
  await gets(PrivateKeyJwt({ key: await imported('RSASSA-PKCS1-v1_5') }, { [modifyAssertion]: change }));
});
step('the clock of the client is wrong', async () => {
  const { PrivateKeyJwt, clockSkew } = await load();
  const late = { ...client, [clockSkew]: -4000 };
  const as = await server();
  const answer = await oauth.clientCredentialsGrantRequest(as, late, PrivateKeyJwt({ key: await imported('RSASSA-PKCS1-v1_5'), kid: thumbprint() }), new URLSearchParams({ scope: tenant.scope }));
  const error = await errorOf(() => oauth.processClientCredentialsResponse(as, late, answer));
  isTrue(error.error_description.includes('AADSTS700024'), error.error_description);
});
step('another fetch', async () => {
  const as = await server();
  const used = [];
  const own = (url, options) => (used.push(new URL(url).pathname), fetch(url, options));
  const answer = await oauth.clientCredentialsGrantRequest(as, client, await post(), new URLSearchParams({ scope: tenant.scope }), { [oauth.customFetch]: own });
  same([answer.status, used], [200, [`/${tenant.id}/oauth2/v2.0/token`]]);
});
step('headers and an abort signal', async () => {
  const as = await server();
  const options = { headers: new Headers({ 'client-request-id': 'c0ffee00-0000-4000-8000-000000000006' }), signal: () => AbortSignal.timeout(20_000) };
  const answer = await oauth.clientCredentialsGrantRequest(as, client, await post(), new URLSearchParams({ scope: tenant.scope }), options);
  same(answer.status, 200);
});
step('a document of another issuer is refused', async () => {
  const other = new URL('https://login.microsoftonline.com/contoso.com/v2.0');
  const answer = await (await load()).discoveryRequest(other);
  isTrue(/issuer/.test((await errorOf(() => oauth.processDiscoveryResponse(other, answer))).message), 'the issuer');
});
step('a tenant that does not exist', async () => {
  const unknown = new URL('https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003/v2.0');
  same((await (await load()).discoveryRequest(unknown)).status, 404);
});
step('a protected resource is changed', async () => {
  const { access_token } = await grant(await post(), `${tenant.site}/.default`);
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  const body = JSON.stringify({ Title: 'By oauth4webapi', BaseTemplate: 100 });
  const answer = await oauth.protectedResourceRequest(access_token, 'POST', new URL(`${tenant.site}/_api/web/lists`), headers, body);
  same([answer.status, (await answer.json()).Title], [201, 'By oauth4webapi']);
});
step('a resource without metadata (RFC 9728)', async () => {
  const answer = await (await load()).resourceDiscoveryRequest(new URL(tenant.site));
  same((await errorOf(() => oauth.processResourceDiscoveryResponse(new URL(tenant.site), answer))).code, 'OAUTH_RESPONSE_IS_NOT_CONFORM');
});
step('DPoP: the server gives a bearer token', async () => {
  const as = await server();
  const handle = oauth.DPoP(client, await oauth.generateKeyPair('ES256', { extractable: false }));
  const answer = await oauth.clientCredentialsGrantRequest(as, client, await post(), new URLSearchParams({ scope: tenant.scope }), { DPoP: handle });
  same((await oauth.processClientCredentialsResponse(as, client, answer)).token_type, 'bearer');
});
step('a DPoP error is told apart from others', async () => {
  const error = await errorOf(async () => grant((await load()).ClientSecretPost('wrong')));
  same(oauth.isDPoPNonceError(error), false);
});

// What needs a person: the server refuses, because nobody signs in there.
const invalidGrant = async (process) => {
  const error = await errorOf(process);
  same([error.error, error.status], ['invalid_grant', 400]);
};
step('a code is refused: invalid_grant', async () => {
  const as = await server();
  const state = oauth.generateRandomState();
  const back = oauth.validateAuthResponse(as, client, new URL(`http://localhost/cb?code=x&state=${state}`), state);
  const answer = await oauth.authorizationCodeGrantRequest(as, client, await post(), back, 'http://localhost/cb', oauth.generateRandomCodeVerifier());
  await invalidGrant(() => oauth.processAuthorizationCodeResponse(as, client, answer));
});
step('a refresh token is refused: invalid_grant', async () => {
  const as = await server();
  const answer = await oauth.refreshTokenGrantRequest(as, client, await post(), 'x');
  await invalidGrant(() => oauth.processRefreshTokenResponse(as, client, answer));
});
step('the response of a sign-in with an error', async () => {
  const as = await server();
  const error = await errorOf(() => oauth.validateAuthResponse(as, client, new URL('http://localhost/cb?error=access_denied'), oauth.skipStateCheck));
  same([error.error, error.name], ['access_denied', 'AuthorizationResponseError']);
});
step('an address for the sign-in of a person with PKCE', async () => {
  const as = await server();
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(as.authorization_endpoint);
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  url.search = new URLSearchParams({ client_id: tenant.clientId, response_type: 'code', scope: 'openid', code_challenge: challenge, code_challenge_method: 'S256', nonce: oauth.generateRandomNonce() });
  same(challenge, crypto.createHash('sha256').update(verifier).digest('base64url'));
  const answer = await fetch(url, { redirect: 'manual' });
  same([answer.status, (await answer.json()).error], [400, 'unsupported_response_type']);
});
step('a signed request (JAR)', async () => {
  const as = await server();
  const key = { key: await imported('RSASSA-PKCS1-v1_5'), kid: thumbprint() };
  const text = await oauth.issueRequestObject(as, client, new URLSearchParams({ response_type: 'code', scope: 'openid' }), key);
  same(JSON.parse(Buffer.from(text.split('.')[1], 'base64url')).aud, as.issuer);
});
const without = (name, run) => step(`the server has no endpoint for ${name}`, async () => {
  const as = await server();
  const authentication = await post();
  same((await errorOf(() => run(as, authentication))).code, 'OAUTH_MISSING_SERVER_METADATA');
});
without('pushed requests (PAR)', (as, authentication) => oauth.pushedAuthorizationRequest(as, client, authentication, new URLSearchParams({ scope: 'openid' })));
without('backchannel authentication (CIBA)', (as, authentication) => oauth.backchannelAuthenticationRequest(as, client, authentication, new URLSearchParams({ scope: 'openid', login_hint: 'anna@contoso.com' })));
without('introspection', (as, authentication) => oauth.introspectionRequest(as, client, authentication, 'x'));
without('revocation', (as, authentication) => oauth.revocationRequest(as, client, authentication, 'x'));
without('the data of a user', (as) => oauth.userInfoRequest(as, client, 'x'));
without('registrations of clients', (as) => oauth.dynamicClientRegistrationRequest(as, { redirect_uris: ['http://localhost/cb'] }));
step('a device code is refused: invalid_client', async () => {
  const as = await server();
  const answer = await oauth.deviceAuthorizationRequest(as, client, await post(), new URLSearchParams({ scope: tenant.scope }));
  const error = await errorOf(() => oauth.processDeviceAuthorizationResponse(as, client, answer));
  same([error.error, error.status], ['invalid_client', 401]);
});
step('a code of a device is refused', async () => {
  const as = await server();
  const answer = await oauth.deviceCodeGrantRequest(as, client, await post(), 'x');
  const error = await errorOf(() => oauth.processDeviceCodeResponse(as, client, answer));
  same([error.error, error.status], ['bad_verification_code', 400]);
});
step('backchannel authentication is refused: unsupported_grant_type', async () => {
  const as = await server();
  const answer = await oauth.backchannelAuthenticationGrantRequest(as, client, await post(), 'x');
  const error = await errorOf(() => oauth.processBackchannelAuthenticationGrantResponse(as, client, answer));
  same([error.error, error.status], ['unsupported_grant_type', 400]);
});

run(JSON.parse(require('node:fs').readFileSync('node_modules/oauth4webapi/package.json')).version);
