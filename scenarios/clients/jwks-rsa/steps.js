// The keys of the authorization server by jwks-rsa, as an API of the tenant uses them to verify tokens.
const jwt = require('jsonwebtoken');
const jwksRsa = require('jwks-rsa');
const tenant = require('./tenant.js');
const { step, same, isTrue, refused, run } = require('./board.js');

const jwksUri = `${tenant.authority}/discovery/v2.0/keys`;
const client = (more) => jwksRsa({ jwksUri, ...more });
const token = async () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret, scope: tenant.scope });
  const answer = await fetch(`${tenant.authority}/oauth2/v2.0/token`, { method: 'POST', body });
  return (await answer.json()).access_token;
};
const header = async () => jwt.decode(await token(), { complete: true }).header;

step('all signing keys', async () => isTrue((await client().getSigningKeys()).length > 0, 'a key'));
step('the key of a token by its kid', async () => {
  const { kid } = await header();
  isTrue(kid, 'the token has a kid');
  isTrue((await client().getSigningKey(kid)).getPublicKey().includes('PUBLIC KEY'), 'a key');
});
step('an unknown kid is refused', async () => same((await refused(() => client().getSigningKey('unknown'))).name, 'SigningKeyNotFoundError'));
step('cache', async () => {
  const one = client({ cache: true, cacheMaxEntries: 5, cacheMaxAge: 600000 });
  const { kid } = await header();
  same((await one.getSigningKey(kid)).kid, (await one.getSigningKey(kid)).kid);
});
step('rate limit', async () => {
  const one = client({ rateLimit: true, jwksRequestsPerMinute: 1, cache: false });
  const { kid } = await header();
  await one.getSigningKey(kid);
  same((await refused(() => one.getSigningKey(kid))).name, 'JwksRateLimitError');
});
step('a token is verified', async () => {
  const keys = client();
  const text = await token();
  const secret = (head, done) => keys.getSigningKey(head.kid).then((key) => done(null, key.getPublicKey()), done);
  const claims = await new Promise((done, fail) => jwt.verify(text, secret, { algorithms: ['RS256'] }, (error, found) => (error ? fail(error) : done(found))));
  isTrue(claims.exp > claims.nbf, 'claims');
});
step('a spoiled token is refused', async () => {
  const keys = client();
  const text = `${(await token()).slice(0, -8)}AAAAAAAA`;
  const secret = (head, done) => keys.getSigningKey(head.kid).then((key) => done(null, key.getPublicKey()), done);
  await refused(() => new Promise((done, fail) => jwt.verify(text, secret, { algorithms: ['RS256'] }, (error, found) => (error ? fail(error) : done(found)))));
});
step('every key has its certificate (x5c)', async () => {
  const { keys } = await (await fetch(jwksUri)).json();
  isTrue(keys.every((key) => key.x5c?.length && key.x5t && key.kid && key.kty === 'RSA' && key.use === 'sig'), 'the members of the real document');
});
for (const framework of ['expressJwtSecret', 'koaJwtSecret', 'hapiJwt2KeyAsync', 'passportJwtSecret']) {
  step(`for a web framework: ${framework}`, async () => {
    const text = await token();
    const { header: head } = jwt.decode(text, { complete: true });
    const provider = jwksRsa[framework]({ jwksUri, cache: true });
    const found = framework === 'expressJwtSecret' ? await provider({}, { header: head })
      : framework === 'koaJwtSecret' ? await provider(head)
      : framework === 'hapiJwt2KeyAsync' ? (await provider(jwt.decode(text, { complete: true }))).key
      : await new Promise((done, fail) => provider({}, text, (error, key) => (error ? fail(error) : done(key))));
    isTrue(String(found).includes('PUBLIC KEY'), 'a key');
  });
}

run(require('jwks-rsa/package.json').version);
