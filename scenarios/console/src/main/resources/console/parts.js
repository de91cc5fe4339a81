// Small components that several views use.
import { html, Component, useState } from './library.js';

/** The color, the sign and the word for each verdict of the doctor. */
export const VERDICTS = {
  HOLDS: { name: 'holds', sign: '✓', word: 'works' },
  WILL_BREAK: { name: 'breaks', sign: '!', word: 'expires' },
  BROKEN: { name: 'broken', sign: '✕', word: 'broken' },
  FOREIGN: { name: 'breaks', sign: '!', word: 'not one of the three products' },
  NOT_CONFIGURED: { name: 'none', sign: '–', word: 'not configured' },
};

export const verdictOf = (edge) => VERDICTS[edge.verdict] ?? VERDICTS.NOT_CONFIGURED;

const WORST_FIRST = ['BROKEN', 'WILL_BREAK', 'FOREIGN', 'HOLDS', 'NOT_CONFIGURED'];
const distinct = (all) => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/** The doctor's edges between boxes of the map. Of the edges between the servers of two pools, the worst one decides; `servers` names the pairs of servers that have it, if not all have it. */
export function betweenBoxes(edges, boxOf, nameOf) {
  const groups = new Map();
  edges.forEach((edge) => {
    const between = `${boxOf(edge.caller)} ${boxOf(edge.resource)}`;
    groups.set(between, [...(groups.get(between) ?? []), edge]);
  });
  return [...groups.values()].map((group) => {
    const worst = WORST_FIRST.map((verdict) => group.filter((edge) => edge.verdict === verdict)).find((some) => some.length) ?? group;
    return { ...worst[0], caller: boxOf(worst[0].caller), resource: boxOf(worst[0].resource), faults: distinct(group.flatMap((edge) => edge.faults ?? [])), differences: distinct(group.flatMap((edge) => edge.differences ?? [])),
      servers: worst.length === group.length ? [] : worst.map((edge) => `${nameOf(edge.caller)} → ${nameOf(edge.resource)}`) };
  });
}

/** A component that draws its content again only if a value in `of` has changed. */
export class Still extends Component {
  shouldComponentUpdate(next) {
    return next.of.some((value, i) => value !== this.props.of[i]);
  }
  render() {
    return this.props.draw();
  }
}

/** A selection list with a label. */
export const Choice = ({ label, value, options, on, hint }) => html`
  <label class="field"><span>${label}</span>
    <select value=${value} title=${hint} onChange=${(e) => on(e.target.value)}>
      ${options.map((one) => html`<option value=${one.value ?? one} selected=${(one.value ?? one) === value}>${one.label ?? one}</option>`)}
    </select></label>`;

/** An input field with a label. */
export const Line = ({ label, value, on, hint }) => html`
  <label class="field"><span>${label}</span>
    <input type="text" value=${value} title=${hint} spellcheck="false" autocomplete="off" onInput=${(e) => on(e.target.value)} /></label>`;

/** A button that starts an action. The button is disabled while the action runs, and shows the message of a failure. */
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

/** The response to a step, in readable form. */
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

/** A moment without seconds: date, hours and minutes. */
export const moment = (text) => (text ? text.replace('T', ' ').replace(/(:\d\d)?(\.\d+)?Z$/, '') : '');
