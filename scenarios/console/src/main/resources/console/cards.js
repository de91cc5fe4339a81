// The cards beside the story. Each card shows the signing key of a server, the trusted partners, and the cmdlets that configured both.
import { html } from './library.js';
import { STATES } from './map.js';
import { Key, Typed, boxOf, hasPools, named, serverName } from './names.js';
import { opened } from './show.js';

const CARDS_OPEN = 3;

/** The origin of a setting as text: the step, its cmdlet, and the host from which a key was read. */
export const since = (origin, rows) => {
  if (!origin.hop) return 'before the first step';
  const hop = rows.find((row) => row.hop?.number === origin.hop)?.hop;
  const step = rows.find((row) => row.step && row.step.id === hop?.step)?.step;
  const where = step ? (step.number === null ? `hop ${origin.hop} (your own step)` : `step ${step.number + 1}`) : `hop ${origin.hop}`;
  return [where, origin.cmdlet, origin.uri && `read from ${new URL(origin.uri).host}`].filter(Boolean).join(', ');
};

export function Cards({ picture, rows, lit, onKey, pair }) {
  const { cards, change } = picture;
  const many = cards.length > CARDS_OPEN;
  return html`<div class="servers">${cards.map((card) => html`<${Card} key=${card.node} card=${card} cards=${cards} rows=${rows} lit=${lit} onKey=${onKey} fresh=${change?.node === card.node ? change : null} folds=${many} open=${pair.includes(card.node)} />`)}</div>`;
}

const chip = (lit, onKey, off) => ({ key }) => html`<${Key} thumbprint=${key} lit=${lit} onKey=${onKey} off=${off} /> `;

function Card({ card, cards, rows, lit, onKey, fresh, folds, open }) {
  const of = (kind) => card.subjects.filter((one) => one.kind === kind);
  const signing = of('KEY').filter((one) => one.use === 'CURRENT');
  const body = html`<dl>
    <dt>signs with</dt><dd class=${isFresh(fresh, signing) ? 'fresh' : ''}>${signing.length ? signing.map((one) => html`${one.keys.map(chip(lit, onKey))}<small>${since(one.since, rows)}</small>`) : 'no key'}
      ${of('KEY').filter((one) => one.use === 'NEXT').map((one) => html`<small>next: ${one.keys.map(chip(lit, onKey, true))}</small>`)}</dd>
    ${card.role === 'authz'
      ? html`<dt>knows</dt><dd>${of('PRINCIPAL').filter((one) => one.keys.length).map((one) => html`<${Entry} one=${one} title=${one.name} rows=${rows} lit=${lit} onKey=${onKey} fresh=${fresh} />`)}${of('PRINCIPAL').every((one) => !one.keys.length) && 'no server by a key'}</dd>`
      : html`<dt>trusts</dt><dd>${[...of('PARTNER'), ...of('SERVER')].map((one) => html`<${Entry} one=${one} title=${titleOf(one, cards.filter((other) => other !== card))} rows=${rows} lit=${lit} onKey=${onKey} fresh=${fresh} />`)}${!of('PARTNER').length && !of('SERVER').length && 'nobody'}</dd>`}</dl>`;
  const head = html`<b>${card.title}</b> <small>${card.host}</small>`;
  return folds
    ? html`<details class="server" open=${open}><summary class=${fresh ? 'fresh' : ''}>${head} ${signing.flatMap((one) => one.keys.map(chip(lit)))}</summary>${body}</details>`
    : html`<section class="server" aria-label=${card.title} tabindex="0"><h3>${head}</h3>${body}</section>`;
}

const isFresh = (fresh, subjects) => fresh && subjects.some((one) => one.since.hop === fresh.hop);

/** The title of a registration: the name of the registered server, otherwise the name that the administrator chose. */
const titleOf = (one, cards) => {
  const [application, realm] = (one.principal ?? '').split('@');
  const same = cards.filter((card) => card.application === application);
  const found = same.find((card) => card.realm === realm) ?? same[0];
  const pools = [...new Set(same.filter((card) => card.realm === found.realm).map((card) => boxOf(card.node)))];
  return one.kind === 'SERVER' ? 'authorization server' : found?.pool ? pools.map(serverName).join(', ') : found?.title ?? one.name;
};

function Entry({ one, title, rows, lit, onKey, fresh }) {
  const latest = one.keys.reduce((last, { since: origin }) => (origin.hop > last.hop ? origin : last), one.since);
  return html`<div class="entry ${isFresh(fresh, [one]) ? 'fresh' : ''}"><span title=${one.name}>${title}</span> ${one.keys.map(chip(lit, onKey, !one.enabled))}
    ${one.vouched && html`<small class="inlined">by the authorization server</small>`} ${!one.enabled && html`<b class="no">off</b>`}
    <small>${since(one.since.hop >= latest.hop ? { ...latest, ...clean(one.since) } : latest, rows)}</small></div>`;
}

const clean = (origin) => Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== null));

/** The last change of the trust: the cmdlet, the previous value and the new value. */
export function Change({ change, rows }) {
  if (!change) return html`<section class="change" aria-label="The last change" tabindex="0"><small>No cmdlet has changed the trust yet.</small></section>`;
  const now = rows.find((row) => row.hop?.number === change.hop)?.hop.reading?.what;
  return html`<section class="change" aria-label="The last change" aria-live="polite" tabindex="0">
    <small>${since({ hop: change.hop, cmdlet: change.cmdlet }, rows)} on ${serverName(change.node)}</small><dl key=${change.hop}>${change.before && html`<dt>before</dt><dd>${named(change.before)}</dd>`}${now && html`<dt>now</dt><dd><b>${named(now)}</b></dd>`}</dl>
    <div key=${`by${change.hop}`}><${Typed} who=${change.node} line=${change.line} /></div></section>`;
}

/** The list of all trusts, each with its state and the step that caused the state. An accepted trust shows no cmdlet, because the last cmdlet may concern the opposite direction. */
export const Edges = ({ edges, rows, onEdge }) => html`<ul class="edges ${hasPools() ? 'pooled' : ''}" aria-label="Trust between the servers">${edges.map((edge) => html`
  <li><button type="button" class="verdict ${STATES[edge.state].name}" onClick=${() => onEdge(edge)}><span class="sign" aria-hidden="true">${STATES[edge.state].sign}</span>
    <span><b>${serverName(edge.caller)} → ${serverName(edge.resource)}</b><small>${edge.state === 'holds' ? `accepted since ${since({ hop: edge.since.hop }, rows)}` : html`${STATES[edge.state].word}: ${edge.state === 'broken' ? since(edge.since, rows) : named(edge.sentence.startsWith(serverName(edge.resource)) ? edge.sentence : `${serverName(edge.resource)}: ${edge.sentence}`)}`}</small></span></button></li>`)}</ul>`;

const TRAVELS = new Set(['CALLED', 'ACCEPTED', 'REFUSED']);

/** The token of a call: its signed layer and its unsigned layer. */
export function TokenCard({ hop, rows, lanes, cards, keyOf, edge, lit, onKey }) {
  if (!hop?.tokenHash || !TRAVELS.has(hop.kind)) return null;
  const key = keyOf(hop);
  const name = (node) => cards.find((card) => card.node === node)?.title ?? node;
  const who = name(lanes[hop.kind === 'CALLED' ? hop.from : hop.to]?.id);
  const signed = html`<div class="layer actor">“I am ${who}”, signed ${key && html`<${Key} thumbprint=${key} lit=${lit} onKey=${onKey} />`}</div>`;
  const outer = opened(rows, hop)?.token.outer?.claims;
  const user = hop.user ?? outer?.upn ?? outer?.smtp ?? outer?.sip;
  // If the server refuses the call although the trust works, the reason is outside of the trust, such as a clock or the user.
  const answer = hop.tone === 'NO' && edge?.state === 'holds' ? hop.failed ?? hop.aside : edge?.sentence;
  return html`<section class="travelling" aria-label="The token of this call">${user ? html`<div class="layer outer">“for ${user}”, not signed${signed}</div>` : signed}
    ${edge && hop.kind !== 'CALLED' && html`<p class=${hop.tone === 'NO' ? 'no' : 'yes'}>${name(hop.node)}: “${named(answer)}”</p>`}</section>`;
}
