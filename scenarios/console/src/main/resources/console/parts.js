// Small parts that several views share.
import { html, Component, useState } from './library.js';

/** How a verdict of the doctor looks: a color, a sign and a word. */
export const VERDICTS = {
  HOLDS: { name: 'holds', sign: '✓', word: 'works' },
  WILL_BREAK: { name: 'breaks', sign: '!', word: 'expires' },
  BROKEN: { name: 'broken', sign: '✕', word: 'broken' },
  FOREIGN: { name: 'breaks', sign: '!', word: 'not one of the three products' },
  NOT_CONFIGURED: { name: 'none', sign: '–', word: 'not configured' },
};

export const verdictOf = (edge) => VERDICTS[edge.verdict] ?? VERDICTS.NOT_CONFIGURED;

/** Draws its content anew only when one of `of` is another value. */
export class Still extends Component {
  shouldComponentUpdate(next) {
    return next.of.some((value, i) => value !== this.props.of[i]);
  }
  render() {
    return this.props.draw();
  }
}

/** A list to choose from, with its label. */
export const Choice = ({ label, value, options, on, hint }) => html`
  <label class="field"><span>${label}</span>
    <select value=${value} title=${hint} onChange=${(e) => on(e.target.value)}>
      ${options.map((one) => html`<option value=${one.value ?? one} selected=${(one.value ?? one) === value}>${one.label ?? one}</option>`)}
    </select></label>`;

/** A line to write in, with its label. */
export const Line = ({ label, value, on, hint }) => html`
  <label class="field"><span>${label}</span>
    <input type="text" value=${value} title=${hint} spellcheck="false" autocomplete="off" onInput=${(e) => on(e.target.value)} /></label>`;

/** A button that is off while what it began is under way, and says what went wrong. */
export function Act({ children, act, kind = '', off = false }) {
  const [state, set] = useState({ busy: false, wrong: '' });
  const run = async () => {
    set({ busy: true, wrong: '' });
    try {
      await act();
      set({ busy: false, wrong: '' });
    } catch (failure) {
      set({ busy: false, wrong: failure.message });
    }
  };
  return html`<button type="button" class=${kind} disabled=${off || state.busy} aria-busy=${state.busy} onClick=${run}>${children}</button>
    ${state.wrong && html`<p class="wrong" role="alert">${state.wrong}</p>`}`;
}

/** What a step found, for reading. */
export function Found({ found }) {
  if (!found) return null;
  const shown = found.output ?? tidy(found.body);
  return html`<div class="found">
    ${found.status > 0 && html`<p><strong class=${found.status < 300 ? 'yes' : 'no'}>HTTP ${found.status}</strong>
      ${Object.entries(found.headers ?? {}).filter(([name]) => name !== 'Content-Type').map(([name, value]) => html`<br /><code>${name}: ${value}</code>`)}</p>`}
    ${(found.warnings ?? []).map((warning) => html`<p class="aside">${warning}</p>`)}
    ${found.error && !found.output && html`<p class="wrong">${found.error.code}: ${found.error.message}</p>`}
    ${shown && html`<pre tabindex="0" aria-label="Response">${typeof shown === 'string' ? shown : JSON.stringify(shown, null, 2)}</pre>`}
  </div>`;
}

const tidy = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A moment as the clock of a wall shows it. */
export const moment = (text) => (text ? text.replace('T', ' ').replace(/(:\d\d)?(\.\d+)?Z$/, '') : '');
