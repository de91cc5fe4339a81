// The token workbench: a token as its issuer would make it, any field changed, any key an outsider could hold.
import { html, useEffect, useState } from './library.js';
import { post } from './events.js';
import { Act, Choice, Found } from './parts.js';
import { Rules } from './hop.js';

const NOBODY = 'no user: application only';
const ITSELF = 'the caller itself';
const NOTHING = 'no';
const SIGNATURES = [['valid', 'valid'], ['garbage', 'garbage'], ['empty', 'none']];

export function Workbench({ state, spoilings }) {
  const servers = state.nodes.filter((node) => node.role !== 'authz');
  const authz = state.nodes.find((node) => node.role === 'authz');
  const named = (role) => servers.find((node) => node.role === role)?.name;
  const [wish, setWish] = useState({
    to: named('exchange') ?? servers[0].name, issuer: named('lync') ?? servers.at(-1).name, user: state.people[0]?.upn ?? NOBODY,
    key: named('lync') ?? servers[0].name, certificate: named('lync') ?? servers[0].name, signature: 'valid', voucher: ITSELF, spoil: NOTHING,
  });
  const [made, setMade] = useState(null);
  const [fields, setFields] = useState(null);
  const [result, setResult] = useState(null);
  const [wrong, setWrong] = useState('');
  const set = (name) => (value) => setWish((now) => {
    const next = { ...now, [name]: value };
    if (name === 'user') next.spoil = NOTHING;
    if (name !== 'issuer' && name !== 'voucher') return next;
    const signer = next.voucher === ITSELF ? next.issuer : authz.name;
    return { ...next, key: signer, certificate: signer };
  });
  const forgery = (made, now) => (wish.to === authz?.name ? assertion(wish, made, now) : token(wish, state.nodes, made, now));

  const make = async () => {
    const opened = await post('/api/forge', { to: wish.to, forge: forgery() });
    setMade(opened);
    setFields(structuredClone(opened));
    setResult(null);
  };
  useEffect(() => { setWrong(''); make().catch((failure) => setWrong(failure.message)); }, [JSON.stringify(wish)]);

  const present = async () => setResult(await post('/api/present', { to: wish.to, forge: spoiled(forgery(made, fields)) }));
  const spoiled = (forge) => (asserts || wish.spoil === NOTHING ? forge : { ...forge, spoil: wish.spoil });
  const edit = (layer, part, name, value) => setFields((now) => {
    const next = structuredClone(now);
    if (value === undefined) delete next[layer][part][name];
    else next[layer][part][name] = value;
    return next;
  });
  const nodes = servers.map((node) => node.name);
  const asserts = wish.to === authz?.name;
  const ways = (wish.user === NOBODY ? spoilings?.alone : spoilings?.user) ?? [];
  const holders = [...nodes, ...(authz ? [authz.name] : [])];
  const keys = [...holders.map((name) => ({ value: name, label: `stolen key of ${name}` })), { value: 'outsider', label: "key of an outsider" }];
  return html`<div class="workbench">
    <div class="bar wish">
      <${Choice} label="Resource" value=${wish.to} on=${set('to')} options=${holders} />
      <${Choice} label="Caller" value=${wish.issuer} on=${set('issuer')} options=${nodes} />
      ${!asserts && html`<${Choice} label="User" value=${wish.user} on=${set('user')} options=${[...state.people.map((p) => ({ value: p.upn, label: p.name })), NOBODY]} />`}
      ${!asserts && authz && html`<${Choice} label="Issuer" value=${wish.voucher} on=${set('voucher')} options=${[ITSELF, authz.name]} />`}
      <${Choice} label="Signed with" value=${wish.key} on=${set('key')} options=${keys} />
      ${!asserts && html`<${Choice} label="Certificate in x5t" value=${wish.certificate} on=${set('certificate')} options=${[...holders.map((name) => ({ value: name, label: `${name}'s` })), { value: 'outsider', label: "an outsider's" }]} />
        <${Choice} label="Signature" value=${wish.signature} on=${set('signature')} options=${SIGNATURES.map(([value, label]) => ({ value, label }))} />
        <${Choice} label="Spoiled" value=${wish.spoil} on=${set('spoil')} options=${[NOTHING, ...ways.map((way) => ({ value: way.name, label: `${way.name}: ${way.sentence}` }))]} />`}
    </div>
    <p class="aside">${asserts ? `An assertion with which ${wish.issuer} authenticates to get a token.` : `A token as ${wish.voucher === ITSELF ? wish.issuer : wish.voucher} makes it.`} You can change every field, and present it only to the nodes of this lab.</p>
    ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
    <div class="two">
      <div class="layers">${fields && ['outer', 'actor', 'assertion'].filter((layer) => fields[layer]).map((layer) => html`<${Layer} key=${layer} layer=${layer} made=${made[layer]} now=${fields[layer]} edit=${edit} />`)}
        <div class="buttons"><${Act} kind="main" off=${!fields} act=${present}>Present to ${wish.to}</${Act}>
          <${Act} off=${!fields} act=${async () => { setFields(structuredClone(made)); setResult(null); }}>Undo changes</${Act}></div></div>
      <section class="verdicts" tabindex="0" aria-label="Response and rules" aria-live="polite">
        <h3>Response</h3>
        ${result ? html`<div class="answer ${result.found.status < 300 ? 'accepted' : ''}"><p><b>HTTP ${result.found.status}</b></p>${refusal(result.rules, result.found.status)}</div>
          <details><summary>On the wire</summary><${Found} found=${result.found} /></details>` : html`<p class="aside">Present the token. The response and the result of each rule appear here.</p>`}
        ${result?.rules && html`<h3>Result of every rule</h3><${Rules} checks=${result.rules} questions=${result.questions} />`}
      </section>
    </div></div>`;
}

/** The first rule in the order asked that does not hold: the one whose name is in the node's journal. */
function refusal(rules, status) {
  const first = rules.find((rule) => rule.held === false);
  if (!first && status >= 300) return html`<p><b>No rule refuses the token:</b> the user or application does not have the right.</p>`;
  return first ? html`<p class="no"><b>Refused by ${first.rule}:</b> ${first.reads ?? first.says}</p>` : html`<p class="yes"><b>No rule refuses it.</b></p>`;
}

const TITLES = { outer: 'Outer token, unsigned', actor: 'Actor token, signed', assertion: 'Assertion, signed' };

function Layer({ layer, made, now, edit }) {
  const [name, setName] = useState('');
  const add = () => { if (name) { edit(layer, 'claims', name, ''); setName(''); } };
  return html`<div class="layer ${layer}"><h4>${TITLES[layer]}</h4><table><tbody>
    ${['header', 'claims'].flatMap((part) => Object.keys({ ...made[part], ...now[part] }).filter((one) => one !== 'actortoken').map((one) => html`
      <tr class="${part} ${same(made[part][one], now[part][one]) ? '' : 'changed'}"><th scope="row">${one}</th>
        <td>${one in now[part]
          ? html`<input aria-label="${layer} ${part} ${one}" spellcheck="false" value=${shown(now[part][one])} onInput=${(e) => edit(layer, part, one, meant(e.target.value, made[part][one]))} />`
          : html`<i class="aside">removed</i>`}</td>
        <td><button type="button" class="small" aria-label=${one in now[part] ? `Remove ${layer} ${one}` : `Restore ${layer} ${one}`}
          onClick=${() => edit(layer, part, one, one in now[part] ? undefined : made[part][one])}>${one in now[part] ? '✕' : '↺'}</button></td></tr>`))}
    <tr><th scope="row"><input aria-label="Name of another ${layer} claim" placeholder="another claim" value=${name} onInput=${(e) => setName(e.target.value.trim())} onKeyDown=${(e) => e.key === 'Enter' && add()} /></th>
      <td></td><td><button type="button" class="small" aria-label="Add the ${layer} claim" disabled=${!name} onClick=${add}>+</button></td></tr>
    </tbody></table></div>`;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A text stays a text, as most claims are, even one that looks like a number; what was no text is read as JSON. */
function meant(text, before) {
  if ((before === undefined || typeof before === 'string') && !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What was changed in a layer. */
const changes = (layer, made, now) => Object.fromEntries(['header', 'claims'].map((part) => [part, difference(made?.[layer]?.[part] ?? {}, now?.[layer]?.[part] ?? {})]));

/** What the forge of the scenario language is asked for: the token of a caller, and what was changed in it. */
function token(wish, nodes, made, now) {
  const vouched = wish.voucher === ITSELF ? { outer: {}, actor: {} } : voucher(wish, nodes);
  const layer = (name) => {
    const { header, claims } = changes(name, made, now);
    return { header, claims: { ...vouched[name], ...claims } };
  };
  const actor = { issuer: wish.voucher === ITSELF ? wish.issuer : wish.voucher, key: wish.key, certificate: wish.certificate, signature: wish.signature, ...layer('actor') };
  return wish.user === NOBODY ? { actor } : { outer: { user: wish.user, ...layer('outer') }, actor };
}

/** The claims in which a token of an authorization server differs from a caller's own: everybody is named as of the tenant. */
function voucher(wish, nodes) {
  const node = (name) => nodes.find((one) => one.name === name);
  const tenant = node(wish.voucher).realm;
  const caller = `${node(wish.issuer).application}@${tenant}`;
  const aud = `${node(wish.to).application}/${node(wish.to).host}@${tenant}`;
  return { outer: { aud, iss: caller }, actor: { aud, nameid: caller } };
}

/** The same for what a server proves itself with to an authorization server. */
const assertion = (wish, made, now) => ({ assertion: { issuer: wish.issuer, key: wish.key, ...changes('assertion', made, now) } });

const difference = (before, after) => Object.fromEntries([
  ...Object.entries(after).filter(([name, value]) => name !== 'actortoken' && !same(before[name], value)),
  ...Object.keys(before).filter((name) => name !== 'actortoken' && !(name in after)).map((name) => [name, null]),
]);
