// One hop, opened: what happened, the token with both layers, and the rules it was judged by.
import { html, useEffect, useRef } from './library.js';
import { opened } from './show.js';
import { Wire } from './wire.js';

/** Something laid over the page; the Escape key and the first button close it. */
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
    <div class="sheet" tabindex="0" role="group" aria-labelledby="sheet-title">${children}</div></dialog>`;
}

export function HopSheet({ hop, rows, onClose }) {
  const source = opened(rows, hop);
  const checks = hop.checks ?? [];
  return html`<${Sheet} title="${hop.number}. ${hop.says}" onClose=${onClose}>
    <dl class="facts">
      <dt>hop</dt><dd>${hop.text}</dd>
      <dt>journal of</dt><dd>${hop.node}, ${hop.at.slice(11, 23)} UTC by this machine's clock</dd>
      ${hop.user && html`<dt>user</dt><dd>${hop.user}</dd>`}
      ${hop.rule && html`<dt>rule</dt><dd class="no"><b>${hop.rule}</b> ${hop.failed}</dd>`}
      ${hop.detail && html`<dt>detail</dt><dd class=${hop.rule ? 'no' : ''}>${hop.detail}</dd>`}
      <dt>trace</dt><dd><code>${hop.trace}</code></dd>
    </dl>
    <div class="opened">
      <section aria-label="Token">
        <h3>Token</h3>
        ${source ? html`${source !== hop && html`<p class="aside">The same token as in hop ${source.number}.</p>`}
          <${Token} token=${source.token} meanings=${source.meanings} />`
          : html`<p class="aside">${hop.tokenHash ? 'The journals no longer have the content of this token.' : 'This hop has no token.'}</p>`}
      </section>
      <section aria-label="Rules">
        <h3>Rules</h3>
        ${checks.length ? html`<${Rules} checks=${checks} questions=${hop.questions} />` : html`<p class="aside">No token was checked in this hop${hop.tone === 'YES' && hop.tokenHash ? ': the result of an earlier check is still valid' : ''}.</p>`}
      </section>
    </div><${Wire} hop=${hop} key=${hop.number} /></${Sheet}>`;
}

const LAYERS = { outer: 'Outer token, unsigned: the user', actor: 'Actor token, signed: the application' };

/** The moment that a time in a token names, as a wall clock tells it. */
const moment = (name, value) => (['nbf', 'exp', 'iat'].includes(name) && /^[0-9]{1,11}$/.test(value) ? `${new Date(value * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC` : '');

/** Both layers of a token, header and claims, each with what it means. */
export const Token = ({ token, meanings = {} }) => html`${Object.entries(LAYERS).filter(([layer]) => token[layer]).map(([layer, title]) => html`
  <div class="layer ${layer}"><h4>${title}</h4>
    <table><tbody>
      ${['header', 'claims'].flatMap((part) => Object.entries(token[layer][part] ?? {}).map(([name, value]) => html`
        <tr class=${part}><th scope="row">${name}</th><td><code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>
          ${moment(name, value) && html`<small><b>${moment(name, value)}</b></small>`}
          ${meanings[layer]?.[name] && html`<small>${meanings[layer][name]}</small>`}</td></tr>`))}
    </tbody></table></div>`)}`;

const SIGNS = { crossed: ['✕', 'refused'], ticked: ['✓', 'passed'], unasked: ['·', 'skipped'] };
const Sign = ({ state }) => html`<span class="sign" role="img" aria-label=${SIGNS[state][1]}>${SIGNS[state][0]}</span>`;
const stateOf = (held) => (held === false ? 'crossed' : held ? 'ticked' : 'unasked');

/** The results of the rules, folded under the five questions. The question that a rule refuses is open. */
export const Rules = ({ checks, questions }) => html`<div class="rules">${questions.map(({ ask, rules }, index) => {
  const own = checks.filter((check) => check.question === index + 1);
  const failed = own.some((check) => check.held === false);
  const passed = own.filter((check) => check.held).length;
  const state = stateOf(failed ? false : passed > 0 && passed === own.length);
  return html`<details open=${failed}><summary class=${state}><${Sign} state=${state} /> <b>${ask}</b> ${passed ? `${passed} of ${rules} rules passed` : failed ? '' : 'not checked'}</summary>
    <ol>${own.map((check) => html`<li class=${stateOf(check.held)}><${Sign} state=${stateOf(check.held)} />
      <b>${check.rule}</b> <span title=${check.says}>${check.reads ?? check.says}</span>
      ${(check.found ?? check.wanted ?? null) !== null && html`<small>found <code>${check.found ?? 'nothing'}</code>${(check.wanted ?? null) !== null && html`, expected <code>${check.wanted}</code>`}</small>`}
    </li>`)}</ol></details>`;
})}</div>`;
