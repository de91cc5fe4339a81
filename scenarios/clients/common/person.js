// A person at a browser: opens the page of a sign-in, fills in its form, and follows nothing.
const name = 'admin@contoso.com';
const origin = 'https://login.microsoftonline.com';
const headers = (cookie) => ({ origin, cookie, 'content-type': 'application/x-www-form-urlencoded' });

const open = async (address) => {
  const page = await fetch(address, { redirect: 'manual' });
  const proof = /name="proof" value="([^"]+)"/.exec(await page.text());
  return { address, cookie: page.headers.get('set-cookie').split(';')[0], proof: proof[1] };
};
const send = (page, fields) =>
  fetch(page.address, { method: 'POST', redirect: 'manual', headers: headers(page.cookie), body: new URLSearchParams({ proof: page.proof, ...fields }).toString() });
const password = { login: name, passwd: 'Passw0rd!' };

module.exports = {
  name,
  client: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  authority: `${origin}/organizations`,
  /** Signs in at the address that a program opened; returns the parameters at its redirect address. */
  async signIn(address) {
    const answer = await send(await open(address), password);
    return new URL(answer.headers.get('location')).searchParams;
  },
  /** Allows a device by the code that it shows. */
  async allow(code) {
    const answer = await send(await open(`${origin}/common/oauth2/deviceauth`), { user_code: code, decision: 'allow', ...password });
    if (answer.status !== 200) {
      throw new Error(await answer.text());
    }
  },
  /** The name of the signed-in person, from Microsoft Graph. */
  async me(token) {
    const answer = await fetch(`${origin}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()).userPrincipalName;
  },
};
