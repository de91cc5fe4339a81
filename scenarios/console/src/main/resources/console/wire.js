// The request and the response of a hop, which are read from the called node when the reader opens them.
import { html, useEffect, useState } from './library.js';
import { get } from './events.js';
import { Act } from './parts.js';

const textOf = ({ line, headers, body }) => [line, ...headers, ...(body ? ['', body] : [])].join('\n');

const Message = ({ title, message }) => html`<section aria-label=${title}>
  <h4>${title} <${Act} kind="copy" act=${() => navigator.clipboard.writeText(textOf(message))}>Copy<//></h4>
  <pre tabindex="0">${textOf(message)}</pre>${message.note && html`<p class="aside">${message.note}</p>`}</section>`;

/** The request and the response of a hop. */
export function Messages({ hop }) {
  const [found, set] = useState({ waits: true });
  useEffect(() => { get(`/api/wire/${hop.number}`).then(set, (failure) => set({ failed: failure.message })); }, [hop.number]);
  if (found.waits) return html`<p class="aside">…</p>`;
  if (found.failed) return html`<p class="wrong" role="alert">${found.failed}</p>`;
  if (!found.request) return html`<p class="aside">This hop did not travel between two nodes, or its node no longer has the request.</p>`;
  return html`<${Message} title="Request" message=${found.request} /><${Message} title="Response" message=${found.response} />
    <p class="aside">From ${found.node}, the called node. Signatures, passwords and cookies are not shown. Of a body, the first 4 KiB are kept.</p>`;
}

/** A section that reads the messages when the reader opens it. */
export function Wire({ hop }) {
  const [open, set] = useState(false);
  return html`<details class="wire" onToggle=${(e) => set(e.target.open)}><summary><b>On the wire</b></summary>
    ${open && html`<${Messages} hop=${hop} />`}</details>`;
}
