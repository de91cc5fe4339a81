// The details of one hop: the reason for the acceptance or the refusal, the token with both layers, and the rules.
import { TermBox, reader } from './glossary.js';
import { html, useEffect, useRef, useState } from './library.js';
import { post } from './events.js';
import { since } from './cards.js';
import { opened, pictureAt } from './show.js';
import { Act } from './parts.js';
import { Key, Typed, boxOf, hexOfKey, named, serverName } from './names.js';
import { Messages } from './wire.js';

/** A modal dialog. The Escape key and the first button close the dialog. */
export function Sheet({ title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.();
  }, []);
  const outside = (e) => { if (e.target === dialog.current) onClose(); };
  return html`<dialog ref=${dialog} onClose=${onClose} onClick=${outside} aria-labelledby="sheet-title">
    <header><h2 id="sheet-title">${title}</h2><button type="button" class="close" aria-label="Close" onClick=${onClose}>✕</button></header>
    <div class="sheet" tabindex="0" role="group" aria-labelledby="sheet-title">${children}</div><${TermBox} /></dialog>`;
}

/** The details of a hop in a modal dialog. */
export function HopSheet({ hop, state, onClose }) {
  const [tab, setTab] = useState('why');
  return html`<${Sheet} title="Hop ${hop.number}" onClose=${onClose}><${HopPane} hop=${hop} state=${state} tab=${tab} onTab=${setTab} /></${Sheet}>`;
}

const MARKS = { ASKS: '→', CHALLENGES: '?', TOKEN: '✎', KEPT: '↺', READS: '≡', YES: '✓', NO: '✕', FAILS: '✕', CHANGES: '±' };
/** A sentence with the titles of servers in place of the names of nodes. */
const titled = (says, cards) => cards.reduce((text, { node, pool }) => (pool ? text.replaceAll(`${node} (${pool})`, node) : text), says).split(/(\s)/).map((word) => (cards.some(({ node, pool }) => word === node || word === pool) ? serverName(word) : word)).join('');
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The kinds of hops inside one node, without a request or a response. */
const STAYS = new Set(['SIGNED', 'REUSED', 'TRUST_CHANGED']);

/** The kinds of hops in which a server accepts or refuses a token. */
const DECIDES = new Set(['ACCEPTED', 'REFUSED', 'TOKEN_ISSUED', 'TOKEN_DENIED']);
/** The links of a trust that an authorization server checks. */
const AT_ISSUER = new Set(['key', 'upload']);

/** The pane of a hop: the reasons, the token, and the request with its response. */
export function HopPane({ hop, state, tab, onTab, onHop, lit, onKey }) {
  const { rows } = state;
  const source = opened(rows, hop);
  const tabs = [['why', 'Why'], ...(source ? [['token', 'The token']] : []), ...(STAYS.has(hop.kind) ? [] : [['wire', 'On the wire']])];
  const shown = tabs.some(([id]) => id === tab) ? tab : 'why';
  const step = rows.find((row) => row.step?.id === hop.step)?.step;
  return html`<article class="reading tone-${hop.tone}" aria-label="Hop ${hop.number}">
    <header><h2><span class="sign" aria-hidden="true">${MARKS[hop.tone]}</span> ${capital(titled(hop.says, state.pictures.at(-1)?.cards ?? []))}</h2>
      <div class="line"><small>hop ${hop.number}${step ? `, ${step.number === null ? 'your own step' : `step ${step.number + 1}`}` : ''}${hop.mark ? `, ${hop.mark}` : ''} · ${(hop.clock ?? hop.at).slice(11, 23)} UTC, clock of ${serverName(hop.node)}</small>
        <div class="tabs small" role="group" aria-label="Parts of the hop">${tabs.map(([id, title]) => html`<button type="button" aria-pressed=${id === shown} onClick=${() => onTab(id)}>${title}</button>`)}</div></div></header>
    <div class="body">
      ${shown === 'why' && html`<${Why} key=${hop.number} hop=${hop} state=${state} onHop=${onHop} />`}
      ${shown === 'wire' && html`<div class="wire"><${Messages} key=${hop.number} hop=${hop} /></div>`}
      ${shown === 'token' && html`${source !== hop && html`<p class="aside">The same token as in hop ${source.number}.</p>`}<${Token} token=${source.token} meanings=${source.meanings} lit=${lit} onKey=${onKey} />`}
    </div></article>`;
}

/** The part of the reason that the box of the refusal does not contain: the source of the server's key. */
const rest = ({ why, refusal: { failed, found, expected } }) => [failed, `Found: ${found}. Expected: ${expected}.`, `Found: ${found}.`].reduce((text, said) => text.replace(said, ''), why).trim();

function Why({ hop, state, onHop }) {
  const reading = hop.reading ?? { who: `${capital(hop.says)}.`, why: hop.failed, what: hop.detail };
  const refused = hop.tone === 'NO' || hop.tone === 'FAILS';
  const tell = reader();
  const why = refused && reading.refusal ? ['The key', rest(reading)] : [refused ? 'Why not' : 'Why', reading.why];
  const three = [['Who', reading.who], why, ['For what', reading.what]].filter(([, text]) => text);
  return html`${(reading.refusal ?? hop.rule) && html`<${Refusal} hop=${hop} refusal=${reading.refusal ?? { rule: hop.rule, failed: hop.failed, found: hop.detail }} state=${state} onHop=${onHop} />`}
    <dl class="sentences">${three.map(([name, text]) => html`<dt>${name}</dt><dd>${named(text, tell)}</dd>`)}<${MadeBy} hop=${hop} state=${state} /></dl>
    ${(hop.checks?.length > 0 || reading.questions?.length > 0) && html`<${Questions} hop=${hop} reading=${reading} />`}
    <p class="trace aside">trace <code>${hop.trace}</code></p>`;
}

/** The cmdlets that configured the trust of a call, each with its server and its step, and the cmdlet that broke the trust. */
function MadeBy({ hop, state }) {
  const lane = (number) => state.lanes[number]?.id;
  // A decision is a hop from the resource to the caller. The caller reports a failed call.
  const [caller, resource] = hop.tone === 'FAILS' ? [hop.node, [lane(hop.from), lane(hop.to)].find((id) => id !== hop.node)] : [lane(hop.to), hop.node];
  const edge = pictureAt(state.pictures, hop).edges.find((one) => one.caller === boxOf(caller) && (one.resource === boxOf(resource) || one.via === boxOf(resource)));
  if (!edge || !(DECIDES.has(hop.kind) || hop.tone === 'FAILS')) return null;
  const links = edge.links.filter((link) => link.is && (edge.resource === boxOf(resource) || AT_ISSUER.has(link.name)));
  const typed = links.filter((link) => link.since.hop > 0 && link.since.cmdlet);
  const steps = [...new Map(typed.map((link) => [link.since.hop, link])).values()].sort((a, b) => a.since.hop - b.since.hop);
  const made = (origin) => state.rows.find((row) => row.hop?.number === origin.hop)?.hop;
  const typedBy = (origin) => html`<span><code>${`${made(origin)?.node}> ${origin.cmdlet}`}</code> ${since({ hop: origin.hop }, state.rows)}</span> `;
  const held = (one) => one.hop < edge.since.hop && one.edges.some((other) => other.caller === edge.caller && other.resource === edge.resource && other.state === 'holds');
  const broken = edge.since.cmdlet && edge.state !== 'holds' && state.pictures.some(held);
  return html`${broken && html`<dt>Broken by</dt><dd class="made">${typedBy(edge.since)}</dd>`}
    <dt>Made by</dt><dd class="made">${steps.map((link) => typedBy(link.since))}${!steps.length && 'No cmdlet: the trust was there before the first step.'}</dd>`;
}

/** The fault, the found value, the expected value and the fix. After the fix has run: its changes, and a button that repeats the call. */
function Refusal({ hop, refusal, state, onHop }) {
  const [after, setAfter] = useState(null);
  const changed = after === null ? [] : state.rows.slice(after).map((row) => row.hop).filter((one) => one?.kind === 'TRUST_CHANGED');
  const run = (fix) => async () => {
    const from = state.rows.length;
    await post('/api/cmdlet', { node: fix.node, line: fix.line });
    setAfter(from);
  };
  return html`<section class="failure"><p><b>${refusal.rule && `Rule ${refusal.rule}: `}${named(refusal.failed)}</b></p>
      <dl>${refusal.found && html`<dt>found</dt><dd>${named(refusal.found)}</dd>`}${refusal.expected && html`<dt>expected</dt><dd class="yes">${named(refusal.expected)}</dd>`}</dl></section>
    ${(refusal.nothingToFix ?? refusal.fix ?? refusal.fixes?.[0]) && html`<section class="fixing"><h3>Fix</h3>
      ${(refusal.nothingToFix ?? refusal.fix) && html`<p>${named(refusal.nothingToFix ?? refusal.fix)}</p>`}
      ${(refusal.fixes ?? []).map((fix) => html`<div class="row"><${Typed} who=${fix.node} line=${fix.line} />${fix.complete && isAlone(fix.line) && html`<${Act} kind="main" act=${run(fix)}>Run it</${Act}>`}</div>`)}
      ${refusal.after && html`<p class="aside">${named(refusal.after)}</p>`}</section>`}
    ${after !== null && html`<section class="mended" role="status">${changed.map((one) => html`<p><b class="yes">✓</b> ${named(one.reading?.what ?? one.says)} ${onHop && html`<button type="button" class="small" onClick=${() => onHop(one)}>hop ${one.number}</button>`}</p>`)}
      <${Act} act=${() => post('/api/again', { step: hop.step })}>Try the call again</${Act}></section>`}`;
}

/** Whether a line can run alone: it is not a comment, and has neither a variable of an earlier line nor a placeholder. */
export const isAlone = (line) => !line.startsWith('#') && !line.replace(/\$(true|false|null)\b/gi, '').includes('$') && !/<[^>]+>/.test(line);

const LAYERS = { outer: 'Outer token, not signed: the user', actor: 'Actor token, signed: the application', assertion: 'Assertion, signed: the application' };
const TIMES = ['nbf', 'exp', 'iat'];

/** The readable form of a time in a token; null for any other member. */
const instant = (name, value) => (TIMES.includes(name) && /^[0-9]{1,11}$/.test(value) ? `${new Date(value * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC` : null);

/** Both layers of a token, the signed layer inside the outer layer. Each member has its meaning, and times are readable. */
export const Token = ({ token, meanings = {}, lit, onKey }) => {
  const layers = Object.keys(LAYERS).filter((layer) => token[layer]);
  const draw = ([layer, ...inner]) => layer && html`<div class="layer ${layer}"><h4>${LAYERS[layer]}</h4>
    <table><tbody>${['header', 'claims'].flatMap((part) => Object.entries(token[layer][part] ?? {}).filter(([name]) => !(inner.length && name === 'actortoken')).map(([name, value]) => html`
      <tr class=${part}><th scope="row">${name}</th><td><${Member} name=${name} value=${value} lit=${lit} onKey=${onKey} />
        ${meanings[layer]?.[name] && html`<small>${meanings[layer][name]}</small>`}</td></tr>`))}</tbody></table>
    ${inner.length > 0 && html`<p class="aside">The member <code>actortoken</code> has the signed token of the application that acts for the user:</p>${draw(inner)}`}</div>`;
  return draw(layers);
};

function Member({ name, value, lit, onKey }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const time = instant(name, value);
  if (time) return html`<b>${time}</b> <small class="raw">${text}</small>`;
  if (name === 'x5t') return html`<code>${text}</code> = <${Key} thumbprint=${text} lit=${lit} onKey=${onKey} /> <small class="raw">${hexOfKey(text)}</small>`;
  return html`<code>${named(text)}</code>`;
}

const SIGNS = { crossed: ['✕', 'refused'], ticked: ['✓', 'passed'], unasked: ['·', 'skipped'] };
const Sign = ({ state }) => html`<span class="sign" role="img" aria-label=${SIGNS[state][1]}>${SIGNS[state][0]}</span>`;
const stateOf = (held) => (held === false ? 'crossed' : held ? 'ticked' : 'unasked');

/** The results of the rules, grouped by the five questions. A question with a failed rule is open. */
export const Rules = ({ checks, questions }) => html`<div class="rules">${questions.map(({ ask, rules }, index) => {
  const own = checks.filter((check) => check.question === index + 1);
  const failed = own.some((check) => check.held === false);
  const passed = own.filter((check) => check.held).length;
  const state = stateOf(failed ? false : (passed > 0 && passed === own.length) || null);
  return html`<details open=${failed}><summary class=${state}><${Sign} state=${state} /> <b>${ask}</b> ${passed ? `${passed} of ${rules} rules passed` : failed ? '' : 'not checked'}</summary>
    <ol>${own.map((check) => html`<${Check} check=${check} />`)}</ol></details>`;
})}</div>`;

const Check = ({ check }) => html`<li class=${stateOf(check.held)}><${Sign} state=${stateOf(check.held)} />
  <b>${check.rule}</b> <span title=${check.says}>${check.reads ?? check.says}</span>
  ${(check.found ?? check.expected ?? null) !== null && html`<small>found <code>${named(check.found ?? 'nothing')}</code>${(check.expected ?? null) !== null && html`, expected <code>${named(check.expected)}</code>`}</small>`}</li>`;

const STATES = { passed: 'ticked', refused: 'crossed' };

/** The five questions with their evidence. The deciding question has a mark. The rules are below their questions, or in the order of their checks. */
function Questions({ hop, reading }) {
  const [inOrder, setInOrder] = useState(false);
  const checks = hop.checks ?? [];
  if (!reading.questions?.length) return html`<${Rules} checks=${checks} questions=${hop.questions} />`;
  return html`<div class="rules">
    ${reading.judgedIn && html`<p class="aside">The token was judged in hop ${reading.judgedIn}, and nothing has changed since. These are the results of that hop.</p>`}
    ${!inOrder && reading.questions.map((one) => {
      const state = STATES[one.state] ?? 'unasked';
      return html`<details class="question ${state} ${one.deciding ? 'deciding' : ''}" open=${state === 'crossed'}><summary><${Sign} state=${state} /> <b>${one.title}</b>
        ${one.deciding && html`<em class="tag">decides</em>`} <span class="count">${one.count}</span>
        ${one.evidence && html`<span class="evidence">${named(one.evidence)}</span>`}</summary>
        <ol>${one.rules.map((rule) => html`<${Check} check=${{ rule: rule.rule, held: rule.passed, reads: rule.text, found: rule.found, expected: rule.expected }} />`)}</ol></details>`;
    })}
    ${inOrder && html`<ol>${checks.map((check) => html`<${Check} check=${check} />`)}</ol>`}
    ${checks.length > 0 && html`<button type="button" class="small" aria-pressed=${inOrder} onClick=${() => setInOrder(!inOrder)}>${inOrder ? 'Under the five questions' : `All ${checks.length} rules, as they were asked`}</button>`}</div>`;
}
