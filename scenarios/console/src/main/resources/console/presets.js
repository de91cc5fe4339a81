// The list of attacks, grouped by the kind of attacker, and the description of the chosen attack.
import { html } from './library.js';

export const Presets = ({ menu, chosen, on }) => html`<nav class="presets" aria-label="Attacks by name">
  ${(menu?.groups ?? []).map((group) => html`<section key=${group.title}><h4>${group.title}</h4><ul>${group.presets.map((preset) => html`
    <li key=${preset.id}><button type="button" aria-current=${chosen?.id === preset.id ? 'true' : null} disabled=${Boolean(preset.missing)} onClick=${() => on(preset)}>
      <span>${preset.name}</span>${preset.missing && html`<small>needs: ${preset.missing}</small>`}</button></li>`)}</ul></section>`)}
</nav>`;

/** The description of an attack, with a public case if a case is known. */
export const Tries = ({ preset, tell }) => html`<div class="tries"><h3>${preset.name}</h3><p>${tell(preset.tries)}</p>
  ${preset.id !== 'good' && html`<p class="aside">${preset.case
    ? html`Public case: <a href=${preset.case.link} target="_blank" rel="noreferrer">${preset.case.name}</a>. ${preset.case.text}`
    : 'No public case is known.'}</p>`}</div>`;
