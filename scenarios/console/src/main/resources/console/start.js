// The first page: the choice of a role, an input field for a refusal from elsewhere, the lessons, and the scenarios in groups.
import { html, useEffect, useState } from './library.js';
import { get, post } from './events.js';
import { Act } from './parts.js';
import { reader } from './glossary.js';
import { ROLES, chooseRole, roleNow } from './roles.js';

export function Start({ repertoire, onTab, onLesson }) {
  const [role, setRole] = useState(roleNow());
  const tell = reader();
  const mine = ROLES.find((one) => one.id === role);
  const choose = (one) => {
    const first = role === null;
    chooseRole(one.id);
    setRole(one.id);
    if (first && one.opens !== 'start') onTab(one.opens);
  };
  return html`<div class="start">
    <h2>Why does one server trust another?</h2>
    <p class="lead">${tell('Lync, Exchange and SharePoint never pass passwords to each other. They prove themselves with signed tokens. Here you can watch it, break it, and fix it with the cmdlets that you know. The servers are simulated, and the protocols are real.')}</p>
    <div class="roles" role="group" aria-label="Who are you?">${ROLES.map((one) => html`<button type="button" key=${one.id} aria-pressed=${one.id === role} onClick=${() => choose(one)}>
      <b>${one.title}</b><span>${one.says}</span><em>opens: ${one.room}</em></button>`)}</div>
    <p class="aside">${mine ? html`The choice is kept in this browser. It marks what to begin with, and hides nothing. <button type="button" class="link" onClick=${() => onTab(mine.opens)}>Go to: ${mine.room}</button>` : 'Choose one. The choice is kept in this browser, marks what to begin with, and hides nothing.'}</p>
    <section class="refused" aria-label="Forecast"><h3>What breaks when?</h3>
      <p>Exchange Online switches EWS off, and ends the shared service principal. See on which date archiving, scheduling and free/busy of a hybrid stop, and which cmdlets mend it.</p>
      <div class="buttons"><button type="button" class="main" onClick=${() => onTab('forecast')}>See the forecast</button></div></section>
    <${Refused} />
    <${Lessons} role=${role} onOpen=${onLesson} />
    <${Library} repertoire=${repertoire} first=${mine?.groups ?? []} onOpen=${async (name) => { onTab('story'); await post('/api/stage', { scenario: name }); }} />
  </div>`;
}

/** Explains a refusal from outside of the lab, with the same result as the command ./lab explain. */
function Refused() {
  const [text, setText] = useState('');
  const [lines, setLines] = useState(null);
  const explain = async () => setLines((await post('/api/explain', { text })).lines);
  return html`<section class="refused" aria-label="Explain a refusal"><h3>You got a 401?</h3>
    <label class="field"><span>Paste the response, one of its fields, an error text, a request-id, a rule or a token</span>
      <textarea rows="2" spellcheck="false" autocomplete="off" placeholder="HTTP/1.1 401 Unauthorized …" value=${text} onInput=${(e) => setText(e.target.value)}></textarea></label>
    <div class="buttons"><${Act} kind="main" off=${!text.trim()} act=${explain}>Explain it</${Act}></div>
    ${lines && (lines.length ? html`<pre tabindex="0" role="status" aria-label="Explanation">${lines.join('\n')}</pre>` : html`<p class="aside" role="status">Nothing in this text is known. It is not a trace id, a token, a rule or an error text of the products.</p>`)}
  </section>`;
}

/** The list of lessons. The lessons for the chosen role have a mark. */
function Lessons({ role, onOpen }) {
  const [lessons, setLessons] = useState([]);
  useEffect(() => { get('/api/lessons').then((told) => setLessons(told.lessons), () => {}); }, []);
  return html`<section class="library" aria-label="Lessons"><h3>Lessons</h3><ol>${lessons.map((one) => html`<li key=${one.name}>
    <button type="button" onClick=${() => onOpen(one.number)}><b>${one.number}. ${one.title}${one.roles.includes(role) && html` <em class="tag">for you</em>`}</b><span>${one.goal}</span></button><small>${one.minutes} min</small></li>`)}</ol></section>`;
}

const FIRST = 3;

/** The scenarios in groups, with the first three scenarios of each group. A search covers all scenarios. */
export function Library({ repertoire, first = [], onOpen }) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState({});
  const requested = text.trim().toLowerCase();
  const fits = (one) => [one.name, one.shows, one.topology, ...(one.rules ?? [])].some((part) => part.toLowerCase().includes(requested));
  const all = repertoire?.scenarios ?? [];
  const groups = (repertoire?.groups ?? []).map((group) => ({ ...group, all: all.filter((one) => one.group === group.id && fits(one)), mine: first.includes(group.id) }));
  const others = all.filter((one) => !groups.some((group) => group.id === one.group) && fits(one));
  const shown = [...groups.filter((group) => group.mine), ...groups.filter((group) => !group.mine), ...(others.length ? [{ id: '', title: 'Other scenarios', shows: '', all: others }] : [])].filter((group) => group.all.length);
  return html`<section class="library" aria-label="Scenarios">
    <div class="bar"><h3>Scenarios</h3><label class="field grow"><span>Find a scenario, by a word or a rule</span><input type="search" value=${text} spellcheck="false" autocomplete="off" onInput=${(e) => setText(e.target.value)} /></label></div>
    ${shown.map((group) => {
      const whole = requested || open[group.id];
      return html`<section key=${group.id} class=${group.mine ? 'mine' : ''}><h4>${group.title}${group.mine && html` <em class="tag">for you</em>`}</h4>${group.shows && html`<p class="aside">${group.shows}</p>`}
        <ul>${(whole ? group.all : group.all.slice(0, FIRST)).map((one) => html`<li key=${one.name}>
          <button type="button" disabled=${one.processes} onClick=${() => onOpen(one.name)}><b>${one.name}</b><span>${one.shows}</span></button>
          <small>${one.minutes} min${one.rules?.length ? `, ${one.rules.length === 1 ? 'rule' : 'rules'} ${one.rules.join(', ')}` : ''}${one.processes ? '; kills a node: ./lab run plays it' : ''}</small></li>`)}</ul>
        ${!requested && group.all.length > FIRST && html`<button type="button" class="link" aria-expanded=${Boolean(whole)} onClick=${() => setOpen({ ...open, [group.id]: !whole })}>${whole ? 'Show the first three' : `Show all ${group.all.length}`}</button>`}</section>`;
    })}
    ${!shown.length && html`<p class="aside">No scenario has this word.</p>`}</section>`;
}
