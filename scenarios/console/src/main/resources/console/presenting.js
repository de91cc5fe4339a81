// The right column of the workbench: the button that presents the token, a guess before the response, the result, and texts to copy.
import { html, useEffect, useState } from './library.js';
import { post } from './events.js';
import { Act, Found } from './parts.js';
import { Rules } from './hop.js';
import { Tries } from './presets.js';
import { Wire } from './wire.js';

const JUDGED = ['ACCEPTED', 'REFUSED', 'TOKEN_ISSUED', 'TOKEN_DENIED'];

/** The hop in which a node accepted or refused a token that was presented after a row. For a replayed token, the hop of the second use. */
export const judgedAfter = (rows, from, node, replayed = false) => rows.slice(from).map((row) => row.hop).filter((hop) => hop && hop.node === node && JUDGED.includes(hop.kind))[replayed ? 1 : 0];

/**
 * The right column. `present` presents the token and stores the response. `copies` contains the functions that create the texts to copy.
 */
export function Present({ to, off, preset, guesses, onGuesses, present, undo, result, replayed, hop, copies, tell }) {
  const [asking, setAsking] = useState(false);
  const [guess, setGuess] = useState(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (guessed) => {
    setBusy(true);
    setWrong('');
    setAsking(false);
    setGuess(guessed);
    try {
      await present();
    } catch (failure) {
      setWrong(failure.message);
    }
    setBusy(false);
  };
  const begin = () => { if (off || busy) return; if (guesses && !asking) setAsking(true); else run(null); };
  useEffect(() => { setAsking(false); setGuess(null); }, [preset?.id, to]);
  useEffect(() => {
    const pressed = (e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); begin(); } };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
  return html`<aside class="presenting" aria-label="Present the token">
    <div class="show"><button type="button" class="main" disabled=${off || busy} aria-busy=${busy} aria-keyshortcuts="Control+Enter" onClick=${begin}>Present to ${to}</button>
      ${undo && html`<button type="button" disabled=${off} onClick=${undo}>Undo changes</button>`}
      <label class="check"><input type="checkbox" checked=${guesses} onChange=${(e) => onGuesses(e.target.checked)} /> A guess first?</label>
      <small><kbd>Ctrl</kbd> <kbd>Enter</kbd></small></div>
    ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
    <section class="verdicts" tabindex="0" aria-label="Response and rules" aria-live="polite">
      ${preset && html`<${Tries} preset=${preset} tell=${tell} />`}
      ${asking && html`<${Guess} on=${run} />`}
      ${!asking && (result ? html`<${Verdict} result=${result} replayed=${replayed} guess=${guess} hop=${hop} tell=${tell} />` : html`<p class="aside">Present the token. The response and the result of each rule appear here.</p>`)}
      ${!asking && html`<div class="buttons copies">${copies.map(([name, make]) => html`<${Copy} key=${name} name=${name} make=${make} off=${off} />`)}</div>`}
    </section></aside>`;
}

const QUESTIONS = ['Is it readable?', 'Who signed it?', 'Is it for me?', 'Is it now?', 'For which user, and with what right?'];

const Guess = ({ on }) => html`<section class="guess" aria-label="Guess"><h3>Which question will the token fail?</h3>
  <div class="buttons">${QUESTIONS.map((ask, i) => html`<button type="button" onClick=${() => on(i + 1)}>${ask}</button>`)}<button type="button" onClick=${() => on(0)}>None, it is accepted</button></div></section>`;

/** The explanation of the response, then the result of every rule. A failed rule does not prevent the check of the other rules. */
function Verdict({ result, replayed, guess, hop, tell }) {
  const reading = hop?.reading;
  const status = result.found.status;
  // The server checks the rules again for the result. This check does not record the use of an assertion, so only the hop shows a replay.
  const again = replayed && status >= 300 && hop?.rule ? { rule: hop.rule, says: reading?.why ?? 'It was used before.', question: 4 } : undefined;
  const first = again ?? (status < 300 ? undefined : result.rules?.find((rule) => rule.held === false));
  const right = first?.question ?? (status < 300 ? 0 : 5);
  const refusal = reading?.refusal;
  const sentences = [['Who', reading?.who], [status < 300 ? 'Why' : 'Why not', reading?.why], ['For what', reading?.what]].filter(([, text]) => text);
  return html`${guess !== null && html`<p class=${guess === right ? 'yes' : 'no'}><b>${guess === right ? 'Right.' : `Not quite. ${right === 0 ? 'No question fails.' : `It fails: ${QUESTIONS[right - 1]}`}`}</b></p>`}
    <div class="answer ${status < 300 ? 'accepted' : ''}"><p><b>HTTP ${status}</b>${first && ` ${QUESTIONS[right - 1]}`}</p>
      ${first ? html`<p class="no"><b>Refused by ${first.rule}:</b> ${first.reads ?? first.says}</p>
          ${(first.found ?? first.expected ?? null) !== null && html`<dl class="facts"><dt>found</dt><dd><code>${first.found ?? 'nothing'}</code></dd>${first.expected && html`<dt>expected</dt><dd><code>${first.expected}</code></dd>`}</dl>`}`
        : html`<p class=${status < 300 ? 'yes' : 'no'}><b>No rule refuses ${status < 300 ? 'it.' : 'the token:'}</b>${status < 300 ? '' : ' the user or application does not have the right.'}</p>`}</div>
    ${sentences.length > 0 && html`<dl class="told">${sentences.map(([name, text]) => html`<dt>${name}</dt><dd>${tell(text)}</dd>`)}</dl>`}
    ${refusal && (refusal.nothingToFix ? html`<p class="aside">${refusal.nothingToFix}</p>`
      : refusal.fixes?.length > 0 && html`<details><summary>Fix</summary>${refusal.fixes.map((fix) => html`<p><code>${fix.node}> ${fix.line}</code></p>`)}</details>`)}
    ${hop && html`<${Wire} key=${hop.number} hop=${hop} />`}
    <details><summary>What the caller is told</summary><${Found} found=${result.found} /></details>
    ${result.rules && html`<h3>Result of every rule</h3><${Rules} checks=${result.rules} questions=${result.questions} />`}`;
}

/** A button that creates a text, copies it to the clipboard and shows it. */
function Copy({ name, make, off }) {
  const [text, setText] = useState('');
  const copy = async () => {
    const made = await make();
    setText(made);
    await navigator.clipboard?.writeText(made).catch(() => {});
  };
  return html`<${Act} off=${off} act=${copy}>${name}</${Act}>
    ${text && html`<pre class="copied" tabindex="0" aria-label=${name}>${text}</pre>`}`;
}

/** An input field for the reader's own token. The page shows the decoded token and can present it, but does not show its text. */
export function Pasted({ on }) {
  const [text, setText] = useState('');
  const read = () => on(text.trim().replace(/^(Authorization: *)?Bearer +/i, ''));
  return html`<details class="paste"><summary>Paste a token of your own</summary>
    <label class="field"><span>Token, or the Authorization field</span><textarea rows="3" spellcheck="false" autocomplete="off" value=${text} onInput=${(e) => setText(e.target.value)}></textarea></label>
    <div class="buttons"><${Act} kind="main" off=${!text.trim()} act=${async () => { await read(); setText(''); }}>Read it</${Act}></div></details>`;
}

/** Decodes a forged or a pasted token on the server. */
export const openToken = (to, credential) => post('/api/forge', { to, ...credential });
