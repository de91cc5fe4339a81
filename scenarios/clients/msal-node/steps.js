// The confidential client of MSAL Node: credentials, cache, regional and other options of its documentation.
const crypto = require('node:crypto');
const msal = require('@azure/msal-node');
const person = require('./person.js');
const tenant = require('./tenant.js');
const { step, same, isTrue, errorOf, run } = require('./board.js');

const thumbprint = (hash) => new crypto.X509Certificate(tenant.certificate())[hash === 'sha1' ? 'fingerprint' : 'fingerprint256'].replaceAll(':', '');
const application = (auth, more) =>
  new msal.ConfidentialClientApplication({ auth: { clientId: tenant.clientId, authority: tenant.authority, ...auth }, ...more });
const secret = (more) => application({ clientSecret: tenant.clientSecret, ...more });
const scopes = [tenant.scope];
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const gets = async (app, request = { scopes }) => {
  const result = await app.acquireTokenByClientCredential(request);
  same([result.tokenType, claims(result.accessToken).iss !== undefined], ['Bearer', true]);
  isTrue(result.expiresOn > new Date(), 'it is not over');
  return result;
};
const assertion = (audience, more = {}) => {
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const x5t = Buffer.from(thumbprint('sha256'), 'hex').toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT', 'x5t#S256': x5t })}.${part({ aud: audience, iss: tenant.clientId, sub: tenant.clientId, jti: crypto.randomUUID(), nbf: now, exp: now + 300, ...more })}`;
  return `${text}.${crypto.sign('sha256', Buffer.from(text), tenant.key()).toString('base64url')}`;
};

step('a secret', () => gets(secret()));
step('a certificate with a SHA-256 thumbprint', () => gets(application({ clientCertificate: { thumbprintSha256: thumbprint('sha256'), privateKey: tenant.key() } })));
step('a certificate with a SHA-1 thumbprint', () => gets(application({ clientCertificate: { thumbprint: thumbprint('sha1'), privateKey: tenant.key() } })));
step('a certificate that is sent (x5c)', () =>
  gets(application({ clientCertificate: { thumbprintSha256: thumbprint('sha256'), privateKey: tenant.key(), x5c: tenant.certificate() } })));
step('an assertion as a text', () => gets(application({ clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`) })));
step('an assertion by a function', () => gets(application({ clientAssertion: async () => assertion(`${tenant.authority}/oauth2/v2.0/token`) })));
step('an assertion with fractional times', () => gets(application({ clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`, { exp: Date.now() / 1000 + 300.5 }) })));
step('the authority with /v2.0', () => gets(secret({ authority: `${tenant.authority}/v2.0` })));
step('the authority by the domain', () => gets(secret({ authority: 'https://login.microsoftonline.com/contoso.com' })));
step('another host of the authority', () => gets(secret({ authority: `https://login.windows.net/${tenant.id}` })));
step('the authority "common" is refused for an application', async () => {
  const error = await errorOf(() => secret({ authority: 'https://login.microsoftonline.com/common' }).acquireTokenByClientCredential({ scopes }));
  isTrue(error.errorCode, 'an error code');
});
step('known authorities', () => gets(secret({ knownAuthorities: ['login.microsoftonline.com'] })));
step('instance discovery', async () => {
  const answer = await fetch(`https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(`${tenant.authority}/oauth2/v2.0/authorize`)}`);
  const document = await answer.json();
  isTrue(document.tenant_discovery_endpoint, 'the address of the configuration');
  isTrue(document.metadata.some((one) => one.aliases.includes('login.windows.net')), 'the aliases');
});
step('the cache gives the same token again', async () => {
  const app = secret();
  const [one, other] = [await gets(app), await gets(app)];
  same([other.fromCache, other.accessToken === one.accessToken], [true, true]);
});
step('the cache is passed over', async () => {
  const app = secret();
  await gets(app);
  same((await gets(app, { scopes, skipCache: true })).fromCache, false);
});
step('the cache is serialised', async () => {
  const app = secret();
  await gets(app);
  const other = secret();
  other.getTokenCache().deserialize(app.getTokenCache().serialize());
  same((await gets(other)).fromCache, true);
});
step('a cache plugin', async () => {
  let stored = '';
  const cachePlugin = {
    beforeCacheAccess: async (context) => context.tokenCache.deserialize(stored),
    afterCacheAccess: async (context) => {
      if (context.cacheHasChanged) stored = context.tokenCache.serialize();
    },
  };
  await gets(application({ clientSecret: tenant.clientSecret }, { cache: { cachePlugin } }));
  isTrue(stored.includes('AccessToken'), 'a token in the cache');
});
step('the cache is cleared', async () => {
  const app = secret();
  await gets(app);
  app.clearCache();
  same((await gets(app)).fromCache, false);
});
step('additional claims', () => gets(secret(), { scopes, claims: JSON.stringify({ access_token: { nbf: { essential: true } } }) }));
step('client capabilities', () => gets(secret({ clientCapabilities: ['CP1'] })));
step('a correlation id', async () => same((await gets(secret(), { scopes, correlationId: 'c0ffee00-0000-4000-8000-000000000001' })).correlationId, 'c0ffee00-0000-4000-8000-000000000001'));
step('extra query parameters', () => gets(secret(), { scopes, tokenQueryParameters: { slice: 'testslice' } }));
step('another resource: SharePoint', async () => {
  const found = claims((await gets(secret(), { scopes: ['https://contoso.sharepoint.com/.default'] })).accessToken);
  isTrue(JSON.stringify(found.aud).includes('contoso.sharepoint.com'), 'its audience');
});
const code = async (app, request) => (await errorOf(() => app.acquireTokenByClientCredential(request ?? { scopes }))).message;
step('a wrong secret: AADSTS7000215', async () => isTrue((await code(secret({ clientSecret: 'wrong' }))).includes('7000215'), 'the number'));
step('an unknown application: AADSTS700016', async () =>
  isTrue((await code(secret({ clientId: 'c0ffee00-0000-4000-8000-000000000002' }))).includes('700016'), 'the number'));
step('an unknown resource: AADSTS500011', async () => isTrue((await code(secret(), { scopes: ['https://unknown.contoso.com/.default'] })).includes('500011'), 'the number'));
step('a scope that is not .default: AADSTS1002012', async () => isTrue((await code(secret(), { scopes: ['https://outlook.office365.com/EWS.AccessAsUser.All'] })).includes('1002012'), 'the number'));
step('a tenant that does not exist: AADSTS90002', async () =>
  isTrue((await code(secret({ authority: 'https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003' }))).match(/90002|endpoints_resolution|openid_config/), 'the error'));
step('an assertion that is over is refused', async () => {
  const past = Math.floor(Date.now() / 1000) - 4000;
  isTrue((await code(application({ clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`, { nbf: past, exp: past + 60 }) }))).includes('700024'), 'the number');
});
step('a certificate of somebody else is refused', async () => {
  const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = { thumbprintSha256: thumbprint('sha256'), privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
  isTrue((await code(application({ clientCertificate: other }))).includes('700027'), 'the number');
});
step('the token is used at Exchange Online with impersonation', async () => {
  const { accessToken } = await gets(secret());
  const answer = await fetch('https://outlook.office365.com/EWS/Exchange.asmx', {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'text/xml; charset=utf-8', 'x-anchormailbox': 'anna@contoso.com' },
    body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header><t:RequestServerVersion Version="Exchange2013"/><t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>anna@contoso.com</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>`,
  });
  same(answer.status, 200);
  isTrue((await answer.text()).includes('NoError'), 'NoError');
});
step('the token is used at SharePoint Online', async () => {
  const { accessToken } = await gets(secret(), { scopes: ['https://contoso.sharepoint.com/.default'] });
  const answer = await fetch('https://contoso.sharepoint.com/_api/web', { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
  same(answer.status, 200);
});
step('the address where a person signs in', async () => {
  const url = await secret().getAuthCodeUrl({ scopes: ['User.Read'], redirectUri: 'http://localhost:3000/redirect' });
  isTrue(url.startsWith(`${tenant.authority}/oauth2/v2.0/authorize?`), 'the address of the tenant');
});

// The request and the result
step('the result has the scope, the times and the authority', async () => {
  const result = await gets(secret());
  same([result.scopes, result.fromCache, result.authority], [scopes, false, `${tenant.authority}/`]);
  isTrue(result.extExpiresOn >= result.expiresOn && claims(result.accessToken).exp * 1000 >= +result.expiresOn, 'the times fit the token');
});
step('an assertion for one request', async () => gets(application({ clientAssertion: 'wrong' }), { scopes, clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`) }));
step('an assertion by a function that gets the endpoint', async () => {
  let given;
  await gets(application({ clientAssertion: async (config) => { given = config; return assertion(config.tokenEndpoint); } }));
  same([given.clientId, given.tokenEndpoint], [tenant.clientId, `${tenant.authority}/oauth2/v2.0/token`]);
});
step('the authority of one request', async () =>
  same((await gets(secret({ authority: 'https://login.microsoftonline.com/common' }), { scopes, authority: tenant.authority })).authority, `${tenant.authority}/`));
step('the cloud and the tenant of one request', async () => {
  const azureCloudOptions = { azureCloudInstance: 'https://login.microsoftonline.com', tenant: 'contoso.com' };
  same((await gets(secret(), { scopes, azureCloudOptions })).authority, 'https://login.microsoftonline.com/contoso.com/');
});
step('a region of Azure', () => gets(secret(), { scopes, azureRegion: 'westeurope' }));
step('metadata of the cloud that the application has', async () => {
  const aliases = ['login.microsoftonline.com', 'login.windows.net'];
  const one = { preferred_network: aliases[0], preferred_cache: aliases[1], aliases };
  await gets(secret({ cloudDiscoveryMetadata: JSON.stringify({ tenant_discovery_endpoint: `${tenant.authority}/v2.0/.well-known/openid-configuration`, metadata: [one] }) }));
});
step('metadata of the authority that the application has', async () => {
  const authorityMetadata = await (await fetch(`${tenant.authority}/v2.0/.well-known/openid-configuration`)).text();
  await gets(secret({ authorityMetadata }));
});
step('an OpenID Connect authority', async () => {
  const app = application({ clientSecret: tenant.clientSecret, authority: `${tenant.authority}/v2.0`, knownAuthorities: ['login.microsoftonline.com'] }, { system: { protocolMode: 'OIDC' } });
  await gets(app);
});
step('a log', async () => {
  const lines = [];
  const loggerOptions = { loggerCallback: (level, line) => lines.push(line), logLevel: msal.LogLevel.Verbose, piiLoggingEnabled: false };
  await gets(application({ clientSecret: tenant.clientSecret }, { system: { loggerOptions } }));
  isTrue(lines.length > 0 && !lines.some((line) => line.includes(tenant.clientSecret)), 'lines without the secret');
});
step('another logger', async () => {
  const lines = [];
  const app = secret();
  app.setLogger(new msal.Logger({ loggerCallback: (level, line) => lines.push(line), logLevel: msal.LogLevel.Trace }, 'board', '1'));
  app.getLogger().info('from the application', '');
  isTrue(lines.some((line) => line.includes('from the application')), 'the line');
});
step('another network client', async () => {
  const used = [];
  const sending = (method) => async (url, options) => {
    used.push(`${method} ${new URL(url).pathname}`);
    const answer = await fetch(url, { method, headers: options?.headers, body: options?.body });
    return { headers: Object.fromEntries(answer.headers), body: await answer.json(), status: answer.status };
  };
  await gets(application({ clientSecret: tenant.clientSecret }, { system: { networkClient: { sendGetRequestAsync: sending('GET'), sendPostRequestAsync: sending('POST') } } }));
  isTrue(used.includes(`POST /${tenant.id}/oauth2/v2.0/token`), used.join());
});
step('no repetition of requests', () => gets(application({ clientSecret: tenant.clientSecret }, { system: { disableInternalRetries: true } })));
step('the name of the application', () => gets(application({ clientSecret: tenant.clientSecret }, { telemetry: { application: { appName: 'board', appVersion: '1.0' } } })));
step('a provider of tokens', async () => {
  const app = secret();
  app.SetAppTokenProvider(async ({ tenantId }) => ({ accessToken: `token-of-${tenantId}`, expiresInSeconds: 3600 }));
  same((await app.acquireTokenByClientCredential({ scopes })).accessToken, `token-of-${tenant.id}`);
});

// The cache
step('the cache as an object, without accounts', async () => {
  const app = secret();
  await gets(app);
  const cache = app.getTokenCache();
  same([await cache.getAllAccounts(), await cache.getAccountByHomeId('nobody'), await cache.getAccountByLocalId('nobody')], [[], null, null]);
  isTrue(cache.hasChanged() && Object.keys(cache.getKVStore()).some((key) => key.includes(tenant.clientId)), 'the token is in the store');
});
step('the cache of another process replaces the own', async () => {
  const one = secret();
  await gets(one);
  const stored = one.getTokenCache().serialize();
  const cachePlugin = { beforeCacheAccess: async (context) => context.tokenCache.deserialize(stored), afterCacheAccess: async () => {} };
  const other = application({ clientSecret: tenant.clientSecret }, { cache: { cachePlugin } });
  await other.getTokenCache().overwriteCache();
  same((await gets(other)).fromCache, true);
});
step('a distributed cache', async () => {
  const rows = new Map();
  const client = { get: async (key) => rows.get(key) ?? '', set: async (key, value) => (rows.set(key, value), value) };
  const partition = { getKey: async () => tenant.clientId, extractKey: async () => tenant.clientId };
  const cached = () => application({ clientSecret: tenant.clientSecret }, { cache: { cachePlugin: new msal.DistributedCachePlugin(client, partition) } });
  same([(await gets(cached())).fromCache, (await gets(cached())).fromCache, [...rows.keys()]], [false, true, [tenant.clientId]]);
});
step('tokens for two resources are kept apart', async () => {
  const app = secret();
  const [one, other] = [await gets(app), await gets(app, { scopes: [`${tenant.site}/.default`] })];
  same([(await gets(app)).accessToken === one.accessToken, (await gets(app, { scopes: [`${tenant.site}/.default`] })).accessToken === other.accessToken, one.accessToken === other.accessToken], [true, true, false]);
});

// What the server refuses with Microsoft's errors.
const refusal = async (number, run) => {
  const error = await errorOf(run);
  isTrue(error.message.includes(number), `${number} in ${error.message}`);
  return error;
};
step('on behalf of a user: AADSTS7000114', () => refusal('AADSTS7000114', () => secret().acquireTokenOnBehalfOf({ oboAssertion: 'a.b.c', scopes })));
step('a code: AADSTS9002313', () => refusal('AADSTS9002313', () => secret().acquireTokenByCode({ code: 'x', scopes, redirectUri: 'http://localhost:3000/redirect' })));
step('a refresh token: AADSTS9002313', () => refusal('AADSTS9002313', () => secret().acquireTokenByRefreshToken({ refreshToken: 'x', scopes })));
step('a user name with a password: AADSTS50034', () =>
  refusal('AADSTS50034', () => secret().acquireTokenByUsernamePassword({ username: 'nobody@contoso.com', password: 'x', scopes })));
step('a device code: bad_verification_code', async () => {
  const app = new msal.PublicClientApplication({ auth: { clientId: tenant.clientId, authority: tenant.authority } });
  await refusal('bad_verification_code', () => app.acquireTokenByDeviceCode({ scopes, deviceCodeCallback() {} }));
});
step('a public client without a credential: AADSTS7000218', async () => {
  const app = new msal.PublicClientApplication({ auth: { clientId: tenant.clientId, authority: tenant.authority } });
  await refusal('AADSTS7000218', () => app.acquireTokenByUsernamePassword({ username: 'nobody@contoso.com', password: 'x', scopes }));
});
step('a token of nobody is not in the cache', async () => {
  const account = { homeAccountId: 'a.b', environment: 'login.microsoftonline.com', tenantId: tenant.id, username: 'nobody@contoso.com', localAccountId: 'a' };
  same((await errorOf(() => secret().acquireTokenSilent({ account, scopes }))).errorCode, 'no_tokens_found');
});
step('the error has its code, its number and the correlation id', async () => {
  const correlationId = 'c0ffee00-0000-4000-8000-000000000005';
  const error = await errorOf(() => secret({ clientSecret: 'wrong' }).acquireTokenByClientCredential({ scopes, correlationId }));
  same([error instanceof msal.AuthError, error.errorCode, String(error.errorNo), error.correlationId], [true, 'invalid_client', '7000215', correlationId]);
});
step('the address of a sign-in with all its parameters', async () => {
  const { verifier, challenge } = await new msal.CryptoProvider().generatePkceCodes();
  same(crypto.createHash('sha256').update(verifier).digest('base64url'), challenge);
  const query = new URL(await secret().getAuthCodeUrl({
    scopes: ['User.Read'], redirectUri: 'http://localhost:3000/redirect', codeChallenge: challenge, codeChallengeMethod: 'S256', state: 's', nonce: 'n',
    prompt: msal.PromptValue.LOGIN, loginHint: 'anna@contoso.com', domainHint: 'contoso.com', responseMode: msal.ResponseMode.FORM_POST,
  })).searchParams;
  same(['client_id', 'code_challenge', 'nonce', 'prompt', 'login_hint', 'domain_hint', 'response_mode', 'response_type'].map((name) => query.get(name)),
    [tenant.clientId, challenge, 'n', 'login', 'anna@contoso.com', 'contoso.com', 'form_post', 'code']);
});
step('an address that is not registered: AADSTS50011', async () => {
  const address = await secret().getAuthCodeUrl({ scopes: ['User.Read'], redirectUri: 'http://localhost:3000/redirect' });
  const answer = await fetch(address, { redirect: 'manual' });
  same([answer.status, (await answer.text()).includes('AADSTS50011')], [400, true]);
});
const publicApplication = () => new msal.PublicClientApplication({ auth: { clientId: person.client, authority: person.authority } });
step('a person signs in by a code', async () => {
  const { verifier, challenge } = await new msal.CryptoProvider().generatePkceCodes();
  const request = { scopes: ['https://graph.microsoft.com/User.Read'], redirectUri: 'http://localhost:3000' };
  const app = publicApplication();
  const sent = await person.signIn(await app.getAuthCodeUrl({ ...request, codeChallenge: challenge, codeChallengeMethod: 'S256', state: 's' }));
  const result = await app.acquireTokenByCode({ ...request, code: sent.get('code'), codeVerifier: verifier });
  same([sent.get('state'), result.account.username, await person.me(result.accessToken)], ['s', person.name, person.name]);
});
step('a person signs in for a device', async () => {
  const request = { scopes: ['https://graph.microsoft.com/User.Read'], deviceCodeCallback: (device) => person.allow(device.userCode) };
  const result = await publicApplication().acquireTokenByDeviceCode(request);
  same([result.account.username, await person.me(result.accessToken)], [person.name, person.name]);
});
step('the audience of an assertion has to be the server', async () => isTrue((await code(application({ clientAssertion: assertion('https://example.org') }))).includes('700023'), 'the number'));

run(require('@azure/msal-node/package.json').version);
