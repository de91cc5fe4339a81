// Snapshots: saves the whole deployment under a name, and puts it back.
import { html, useEffect, useState } from './library.js';
import { post } from './events.js';
import { Act, Choice, Line } from './parts.js';

export function Snapshots() {
  const [name, setName] = useState('my-deployment');
  const [all, setAll] = useState([]);
  const [chosen, choose] = useState('');
  const perform = async (request) => {
    const known = (await post('/api/snapshots', request)).snapshots.filter((one) => !one.problem).map((one) => one.name);
    setAll(known);
    choose((now) => (known.includes(now) ? now : request.save ?? known[0] ?? ''));
  };
  useEffect(() => { perform({}).catch(() => {}); }, []);
  return html`<fieldset class="card"><legend>Snapshots</legend>
    <${Line} label="New name" value=${name} on=${setName} />
    <div class="buttons"><${Act} kind="main" off=${!name} act=${() => perform({ save: name })}>Save the deployment</${Act}></div>
    ${all.length > 0 && html`<${Choice} label="Saved" value=${chosen} on=${choose} options=${all} />
      <div class="buttons"><${Act} off=${!chosen} act=${() => perform({ restore: chosen })}>Restore</${Act}></div>`}
    <small>The file has private keys and passwords. <code>./lab snapshot list</code> shows it, and <code>./lab up</code> opens it.</small></fieldset>`;
}
