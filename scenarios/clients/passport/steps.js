// A web API that Passport protects: passport-jwt with the keys by jwks-rsa, and passport-azure-ad, with tokens of the tenant.
const passport = require('passport');
const { Strategy, ExtractJwt } = require('passport-jwt');
const { BearerStrategy } = require('passport-azure-ad');
const jwksRsa = require('jwks-rsa');
const tenant = require('./tenant.js');
const { step, same, isTrue, run } = require('./board.js');

const API = `${tenant.clientId}/.default`; // The application is a web API of its own.
const jwksUri = `${tenant.authority}/discovery/v2.0/keys`;
const issuer = `${tenant.authority}/v2.0`;
const tokens = {};
const request = async (path, form) => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret, ...form });
  const answer = await (await fetch(`${tenant.authority}${path}`, { method: 'POST', body })).json();
  isTrue(answer.access_token, answer.error_description);
  return answer.access_token;
};
const token = async (scope = API) => (tokens[scope] ??= await request('/oauth2/v2.0/token', { scope }));
const first = async () => (tokens.v1 ??= await request('/oauth2/token', { resource: tenant.clientId }));

/** What Passport decides about a request: the user, or the reason why there is none. */
const decided = (strategy, { headers = {}, url = '/', body } = {}) =>
  new Promise((done, fail) => {
    passport.use('tried', strategy);
    const response = { setHeader() {}, end() {} };
    const http = { headers, body, url, method: 'GET' };
    passport.authenticate('tried', { session: false }, (error, user, info) => (error ? fail(error) : done({ user, info })))(http, response, fail);
  });
const bearer = (text) => ({ headers: { authorization: `Bearer ${text}` } });
const accepted = async (strategy, http) => {
  const { user, info } = await decided(strategy, http);
  isTrue(user, `a user, not ${info?.message ?? info}`);
  return user;
};
/** The strategy has to refuse the request with this reason; keys that it cannot fetch are an error, and no reason. */
const refused = async (strategy, http, reason) => {
  const { user, info } = await decided(strategy, http);
  const found = String(info?.message ?? info);
  same([user, reason.test(found) ? String(reason) : found], [false, String(reason)]);
};

const jwt = (more = {}, verify = (claims, done) => done(null, claims)) =>
  new Strategy({
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    secretOrKeyProvider: jwksRsa.passportJwtSecret({ jwksUri, cache: true, rateLimit: true, jwksRequestsPerMinute: 10 }),
    audience: tenant.clientId, issuer, algorithms: ['RS256'], ...more,
  }, verify);

step('passport-jwt: a token is accepted', async () => same((await accepted(jwt(), bearer(await token()))).tid, tenant.id));
step('passport-jwt: no token', async () => refused(jwt(), {}, /No auth token/));
step('passport-jwt: no JWT', async () => refused(jwt(), bearer('undefined'), /jwt malformed/));
step('passport-jwt: a spoiled token', async () => refused(jwt(), bearer(`${(await token()).slice(0, -8)}AAAAAAAA`), /invalid signature/));
step('passport-jwt: another audience', async () => refused(jwt({ audience: 'api://another' }), bearer(await token()), /audience/));
step('passport-jwt: another issuer', async () => refused(jwt({ issuer: 'https://example.org' }), bearer(await token()), /issuer/));
step('passport-jwt: another algorithm', async () => refused(jwt({ algorithms: ['PS256'] }), bearer(await token()), /algorithm/));
step('passport-jwt: the token is over', async () => {
  const later = { jsonWebTokenOptions: { clockTimestamp: Math.floor(Date.now() / 1000) + 200_000 } };
  await refused(jwt(later), bearer(await token()), /expired/);
});
step('passport-jwt: a token for Exchange Online', async () => refused(jwt(), bearer(await token(tenant.scope)), /audience/));
step('passport-jwt: the application decides', async () => refused(jwt({}, (claims, done) => done(null, false, { message: 'not today' })), bearer(await token()), /^not today$/));
step('passport-jwt: the application sees the request', async () => {
  await accepted(jwt({ passReqToCallback: true }, (http, claims, done) => done(null, http.headers.authorization.startsWith('Bearer '))), bearer(await token()));
});
step('passport-jwt: a token in another place', async () => {
  const text = await token();
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromHeader('x-token') }), { headers: { 'x-token': text } });
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromUrlQueryParameter('token') }), { url: `/?token=${text}` });
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromBodyField('token') }), { body: { token: text } });
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromExtractors([ExtractJwt.fromHeader('x'), ExtractJwt.fromAuthHeaderWithScheme('bearer')]) }), bearer(text));
});
step('passport-jwt: the v1 endpoint', async () => {
  const v1 = { issuer: `https://sts.windows.net/${tenant.id}/`, audience: undefined };
  same((await accepted(jwt(v1), bearer(await first()))).ver, '1.0');
});

const azure = (more = {}, verify = (claims, done) => done(null, claims)) =>
  new BearerStrategy({
    identityMetadata: `${issuer}/.well-known/openid-configuration`,
    clientID: tenant.clientId, audience: tenant.clientId, validateIssuer: true, issuer, loggingLevel: 'error', loggingNoPII: true, ...more,
  }, verify);
step('passport-azure-ad: a token is accepted', async () => same((await accepted(azure(), bearer(await token()))).tid, tenant.id));
step('passport-azure-ad: the issuer is that of the metadata', async () => { await accepted(azure({ issuer: undefined }), bearer(await token())); });
step('passport-azure-ad: the metadata of common', async () => {
  await accepted(azure({ identityMetadata: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration' }), bearer(await token()));
});
step('passport-azure-ad: the metadata of v1', async () => {
  const v1 = { identityMetadata: `${tenant.authority}/.well-known/openid-configuration`, issuer: `https://sts.windows.net/${tenant.id}/` };
  await accepted(azure({ ...v1, audience: [tenant.clientId, `spn:${tenant.clientId}`] }), bearer(await first()));
});
step('passport-azure-ad: no token', async () => refused(azure(), {}, /token is not found/));
step('passport-azure-ad: a spoiled token', async () => refused(azure(), bearer(`${(await token()).slice(0, -8)}AAAAAAAA`), /cannot verify token/));
step('passport-azure-ad: another audience', async () => refused(azure({ audience: 'api://another' }), bearer(await token()), /cannot verify token/));
step('passport-azure-ad: another issuer', async () => refused(azure({ issuer: 'https://example.org' }), bearer(await token()), /cannot verify token/));
step('passport-azure-ad: a token for Exchange Online', async () => refused(azure(), bearer(await token(tenant.scope)), /cannot verify token/));
step('passport-azure-ad: the application decides', async () => refused(azure({}, (claims, done) => done(null, false)), bearer(await token()), /invalid_token/));

// What the pages of Passport and of both strategies show besides.
step('passport-jwt: a token by a function of the application', async () => {
  const text = await token();
  await accepted(jwt({ jwtFromRequest: (http) => http.headers.cookie?.split('=')[1] }), { headers: { cookie: `token=${text}` } });
});
step('passport-jwt: a certificate as the key', async () => {
  const { keys } = await (await fetch(jwksUri)).json();
  const text = await token();
  const { kid } = JSON.parse(Buffer.from(text.split('.')[0], 'base64url'));
  const [der] = keys.find((key) => key.kid === kid).x5c;
  const secretOrKey = `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;
  same((await accepted(jwt({ secretOrKeyProvider: undefined, secretOrKey }), bearer(text))).tid, tenant.id);
});
step('passport-jwt: expiration is ignored', async () => {
  const later = { ignoreExpiration: true, jsonWebTokenOptions: { clockTimestamp: Math.floor(Date.now() / 1000) + 200_000 } };
  await accepted(jwt(later), bearer(await token()));
});
step('passport-jwt: the greatest age of a token', async () => {
  const old = { jsonWebTokenOptions: { maxAge: '1s', clockTimestamp: Math.floor(Date.now() / 1000) + 3000 } };
  await refused(jwt(old), bearer(await token()), /maxAge/);
});
step('passport-jwt: an error of the application', async () => {
  const strategy = jwt({}, (claims, done) => done(new Error('no database')));
  const text = await token();
  const error = await decided(strategy, bearer(text)).catch((failure) => failure);
  same(error.message, 'no database');
});
step('passport: 401 without a callback', async () => {
  passport.use('plain', jwt());
  const status = await new Promise((done) => {
    const response = { setHeader() {}, end() { done(this.statusCode); } };
    passport.authenticate('plain', { session: false })({ headers: {}, url: '/' }, response, done);
  });
  same(status, 401);
});
step('passport: the user is in the request', async () => {
  passport.use('plain', jwt());
  passport.initialize();
  const http = { ...bearer(await token()), url: '/' };
  await new Promise((done, fail) => passport.authenticate('plain', { session: false })(http, { setHeader() {}, end: fail }, (error) => (error ? fail(error) : done())));
  same(http.user.tid, tenant.id);
});
step('passport: the strategy is removed', async () => {
  passport.use('plain', jwt());
  passport.unuse('plain');
  const error = await new Promise((done) => passport.authenticate('plain', { session: false })({ headers: {}, url: '/' }, {}, done));
  isTrue(/Unknown authentication strategy/.test(error.message), error.message);
});
step('passport: the first of two strategies that accepts', async () => {
  passport.use('first', jwt({ issuer: 'https://example.org' }));
  passport.use('second', azure());
  const text = await token();
  const user = await new Promise((done, fail) => passport.authenticate(['first', 'second'], { session: false }, (error, found) => (error ? fail(error) : done(found)))({ ...bearer(text), url: '/' }, {}, fail));
  same(user.tid, tenant.id);
});
step('passport-azure-ad: the application sees the request', async () => {
  await accepted(azure({ passReqToCallback: true }, (http, claims, done) => done(null, http.headers.authorization.startsWith('Bearer '))), bearer(await token()));
});
step('passport-azure-ad: a scope of a user is refused, because the token has none', async () => {
  await refused(azure({ scope: ['access_as_user'] }), bearer(await token()), /scope/i);
});
step('passport-azure-ad: a list of issuers', async () => { await accepted(azure({ issuer: [issuer, 'https://example.org'] }), bearer(await token())); });
step('passport-azure-ad: the issuer is not validated', async () => {
  await accepted(azure({ validateIssuer: false, issuer: undefined, identityMetadata: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration' }), bearer(await token()));
});
step('passport-azure-ad: the tenant of a request', async () => {
  const strategy = azure({ identityMetadata: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration', issuer: undefined });
  passport.use('several', strategy);
  const http = { ...bearer(await token()), url: '/' };
  const user = await new Promise((done, fail) => passport.authenticate('several', { session: false, tenantIdOrName: tenant.id }, (error, found, info) => (error || !found ? fail(error ?? new Error(String(info))) : done(found)))(http, { setHeader() {}, end() {} }, fail));
  same(user.tid, tenant.id);
});
step('passport-azure-ad: the difference of clocks', async () => { await accepted(azure({ clockSkew: 300 }), bearer(await token())); });
step('passport-azure-ad: a token in the body', async () => {
  const text = await token();
  await accepted(azure(), { body: { access_token: text }, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
});
step('passport-azure-ad: the sign-in of a person begins (OIDCStrategy)', async () => {
  const { OIDCStrategy } = require('passport-azure-ad');
  const strategy = new OIDCStrategy({
    identityMetadata: `${issuer}/.well-known/openid-configuration`, clientID: tenant.clientId, clientSecret: tenant.clientSecret,
    responseType: 'code id_token', responseMode: 'form_post', redirectUrl: 'https://localhost/cb', allowHttpForRedirectUrl: false, validateIssuer: true,
    useCookieInsteadOfSession: true, cookieEncryptionKeys: [{ key: '12345678901234567890123456789012', iv: '123456789012' }], loggingLevel: 'error',
  }, (profile, done) => done(null, profile));
  passport.use('oidc', strategy);
  const response = { setHeader() {}, cookie() {} };
  const address = await new Promise((done, fail) => {
    Object.assign(response, { end() { done(this.location); }, setHeader(name, value) { if (name === 'Location') this.location = value; } });
    passport.authenticate('oidc', { session: false, response })({ headers: {}, url: '/', query: {}, cookies: {} }, response, fail);
  });
  isTrue(address.startsWith(`${tenant.authority}/oauth2/v2.0/authorize?`), address);
  const answer = await fetch(address, { redirect: 'manual' });
  same([answer.status, (await answer.json()).error_description.includes('AADSTS700054')], [400, true]);
});

run(require('passport/package.json').version);
