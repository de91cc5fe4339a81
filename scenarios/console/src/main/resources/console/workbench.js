// The token workbench: creates the token of an issuer, changes its fields, and signs it with any key, including the key of an outsider.
import { html, useEffect, useRef, useState } from './library.js';
import { get, post } from './events.js';
import { Choice } from './parts.js';
import { reader } from './glossary.js';
import { Layer, Validity, namesOf, same } from './fields.js';
import { ABSENT, ITSELF, NOBODY, applied, forgeOf, stepOf, wishOf } from './forge.js';
import { Presets } from './presets.js';
import { Pasted, Present, judgedAfter, openToken } from './presenting.js';
import { roleNow } from './roles.js';

const NOTHING = 'no';
const SIGNATURES = [['valid', 'valid'], ['garbage', 'garbage'], ['empty', 'none'], ['mac', 'HMAC with the public key'], [ABSENT, 'no signed layer']];

/** The initial choices: a good token between two servers. If one of the servers is online, the authorization server issues the token. */
function beginning(state) {
  const servers = state.nodes.filter((node) => node.role !== 'authz');
  const authz = state.nodes.find((node) => node.role === 'authz');
  const named = (role) => servers.find((node) => node.role === role);
  const to = named('exchange') ?? servers[0];
  const issuer = servers.find((node) => node.role === 'lync' && node !== to) ?? servers.find((node) => node !== to) ?? to;
  const voucher = authz && (to.online || issuer.online) ? authz.name : ITSELF;
  const signer = voucher === ITSELF ? issuer.name : voucher;
  return { to: to.name, issuer: issuer.name, user: state.people[0]?.upn ?? NOBODY, key: signer, certificate: signer, signature: 'valid', voucher, spoil: NOTHING };
}

export function Workbench({ state, spoilings }) {
  const [good, setGood] = useState(() => beginning(state));
  const [preset, setPreset] = useState(null);
  const [menu, setMenu] = useState(null);
  const [wish, setWish] = useState(good);
  const [pasted, setPasted] = useState('');
  const [bench, setBench] = useState(null);
  const [result, setResult] = useState(null);
  const [wrong, setWrong] = useState('');
  const [guesses, setGuesses] = useState(() => (localStorage.getItem('guess') ?? (roleNow() === 'developer' ? 'no' : 'yes')) === 'yes');
  const latest = useRef(state);
  latest.current = state;
  const tell = reader();
  const authz = state.nodes.find((node) => node.role === 'authz');
  const servers = state.nodes.filter((node) => node.role !== 'authz').map((node) => node.name);
  const asserts = wish.to === authz?.name;

  const tried = (work) => { setWrong(''); work().catch((failure) => setWrong(failure.message)); };
  useEffect(() => tried(async () => {
    const user = good.user === NOBODY ? state.people[0]?.upn ?? '' : good.user;
    const to = good.to === authz?.name ? servers.find((name) => name !== good.issuer) ?? good.issuer : good.to;
    setMenu(await get(`/api/presets?caller=${good.issuer}&to=${to}&user=${encodeURIComponent(user)}`));
  }), [good.issuer, good.to, good.user]);

  const key = JSON.stringify([wish, preset?.id]);
  const requested = useRef(key);
  requested.current = key;
  const make = async () => {
    const made = await openToken(wish.to, { forge: forgeOf(wish, state.nodes) });
    const plain = same(wish, good) || wish.to !== good.to ? made : await openToken(good.to, { forge: forgeOf(good, state.nodes) });
    const moment = Number((made.token.actor ?? made.token.outer ?? made.token.assertion).claims.nbf);
    if (requested.current !== key) return;
    setBench({ key, made, plain: plain.token, fields: applied(made.token, preset?.forge), moment });
    setResult(null);
  };
  useEffect(() => { if (!pasted) tried(make); }, [key, pasted]);

  const set = (name) => (value) => {
    const next = { ...wish, [name]: value };
    if (name === 'user') next.spoil = NOTHING;
    if (name === 'issuer' || name === 'voucher') {
      const signer = next.voucher === ITSELF ? next.issuer : authz.name;
      Object.assign(next, { key: signer, certificate: signer });
    }
    setPasted('');
    setWish(next);
    if (['to', 'issuer', 'user', 'voucher'].includes(name)) {
      setPreset(null);
      const signer = next.voucher === ITSELF ? next.issuer : authz.name;
      setGood({ ...next, key: signer, certificate: signer, signature: 'valid', spoil: NOTHING });
    }
  };
  const choose = (chosen) => {
    const from = good.user === NOBODY && chosen.forge.outer ? { ...good, user: state.people[0].upn } : good;
    setPasted('');
    setGood(from);
    setPreset(chosen);
    setWish(wishOf(from, chosen.forge, chosen.to));
    if (chosen.id === preset?.id) setBench((now) => now && { ...now, fields: applied(now.made.token, chosen.forge) });
  };
  const paste = async (text) => {
    const made = await openToken(wish.to, { token: text });
    setPreset(null);
    setPasted(text);
    setBench({ key: JSON.stringify([wish, undefined]), made, plain: made.token, fields: made.token, moment: Math.floor(Date.parse(state.nodes.find((node) => node.name === wish.to).now) / 1000) });
    setResult(null);
  };

  const replayed = preset?.forge.replayed === true;
  const judged = () => judgedAfter(latest.current.rows, result.from, wish.to, replayed);
  const credential = () => {
    if (pasted) return { token: pasted };
    const forge = forgeOf(wish, state.nodes, bench.made.token, bench.fields);
    return { forge: { ...forge, ...(!asserts && wish.spoil !== NOTHING && { spoil: wish.spoil }), ...(replayed && { replayed }) } };
  };
  const present = async () => {
    const from = latest.current.rows.length;
    const answer = await post('/api/present', { to: wish.to, ...credential() });
    setResult({ ...answer, from });
  };
  const edit = (layer, part, name, value) => setBench((now) => {
    const fields = structuredClone(now.fields);
    if (value === undefined) delete fields[layer][part][name];
    else fields[layer][part][name] = value;
    return { ...now, fields };
  });
  const move = ([from, until]) => setBench((now) => {
    const fields = structuredClone(now.fields);
    for (const layer of Object.values(fields)) Object.assign(layer.claims, { nbf: String(now.moment + from), exp: String(now.moment + until) });
    return { ...now, fields };
  });
  const undo = () => { setPreset(null); setPasted(''); setWish(good); setBench((now) => now && { ...now, fields: structuredClone(now.made.token) }); setResult(null); };
  const step = () => {
    const hop = result && judged();
    return stepOf(preset?.name ?? `Somebody presents a token to ${wish.to}`, wish.to, credential().forge, hop?.says, bench.moment);
  };
  const copies = [
    ['Copy as curl', async () => (await post('/api/curl', { to: wish.to, ...credential() })).command],
    ...(pasted ? [] : [['Keep as a scenario step', step]]),
  ];

  const names = namesOf(state.rows);
  const hop = result && judgedAfter(state.rows, result.from, wish.to, replayed);
  const holders = [...servers, ...(authz ? [authz.name] : [])];
  const certificates = state.nodes.flatMap((node) => node.certificates.map((name) => `${node.name}.certificates.${name}`));
  const keys = [...holders.map((name) => ({ value: name, label: `present key of ${name}` })), { value: 'outsider', label: 'key of an outsider' }, ...certificates.map((name) => ({ value: name, label: name.replace('.certificates.', ': certificate ') }))];
  const ways = (wish.user === NOBODY ? spoilings?.alone : spoilings?.user) ?? [];
  const mark = (name) => (wish[name] === good[name] ? '' : ' (changed)');
  return html`<div class="workbench">
    <${Presets} menu=${menu} chosen=${preset} on=${choose} />
    <div class="bench">
      <div class="bar wish">
        <${Choice} label="Resource" value=${wish.to} on=${set('to')} options=${holders} />
        <${Choice} label="Caller" value=${wish.issuer} on=${set('issuer')} options=${servers} />
        ${!asserts && html`<${Choice} label="User${mark('user')}" value=${wish.user} on=${set('user')} options=${[...state.people.map((p) => ({ value: p.upn, label: p.name })), NOBODY]} />`}
        ${!asserts && authz && html`<${Choice} label="Issuer${mark('voucher')}" value=${wish.voucher} on=${set('voucher')} options=${[ITSELF, authz.name]} />`}
        <${Choice} label="Signed with${mark('key')}" value=${wish.key} on=${set('key')} options=${keys} />
        ${!asserts && html`<${Choice} label="Certificate in x5t${mark('certificate')}" value=${wish.certificate} on=${set('certificate')} options=${keys.map((one) => ({ ...one, label: one.label.replace('present key', 'certificate').replace('key of', 'certificate of') }))} />
          <${Choice} label="Signature${mark('signature')}" value=${wish.signature} on=${set('signature')} options=${SIGNATURES.map(([value, label]) => ({ value, label }))} />
          <${Choice} label="Spoiled" value=${wish.spoil} on=${set('spoil')} options=${[NOTHING, ...ways.map((way) => ({ value: way.name, label: `${way.name}: ${way.sentence}` }))]} />`}
      </div>
      <p class="aside">${pasted ? `Your own token, ${pasted.length} characters. It cannot be signed again, so its fields are shown and not changed.`
        : asserts ? `An assertion with which ${wish.issuer} authenticates to get a token.` : `A token as ${wish.voucher === ITSELF ? wish.issuer : wish.voucher} makes it. Change a field, or choose an attack.`} It is presented only to the nodes of this lab.</p>
      ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
      ${bench && html`<fieldset class="plain" disabled=${Boolean(pasted)}><legend class="spoken">Fields of the token</legend>
        <${Validity} fields=${bench.fields} moment=${bench.moment} on=${move} />
        ${['outer', 'actor', 'assertion'].filter((layer) => bench.fields[layer]).map((layer) => html`<${Layer} key=${layer} layer=${layer} good=${bench.plain[layer]} made=${bench.made.token[layer]} now=${bench.fields[layer]} meanings=${bench.made.meanings[layer]} state=${state} names=${names} moment=${bench.moment} edit=${edit} tell=${tell} />`)}</fieldset>`}
      <${Pasted} on=${paste} />
    </div>
    <${Present} to=${wish.to} off=${bench?.key !== key} preset=${preset} guesses=${guesses} onGuesses=${(on) => { localStorage.setItem('guess', on ? 'yes' : 'no'); setGuesses(on); }} present=${present} undo=${undo} result=${result} replayed=${replayed} hop=${hop} copies=${copies} tell=${tell} />
  </div>`;
}

