// The data that the servers store for a person.
import { html, useEffect, useState } from './library.js';
import { get } from './events.js';
import { Choice, moment } from './parts.js';

export function Shelves({ state }) {
  const [user, setUser] = useState(state.people[0]?.upn ?? '');
  const [found, setFound] = useState({});
  const done = state.rows.filter((row) => row.played).length;
  useEffect(() => {
    let here = true;
    for (const shelf of ['contacts', 'purges', 'calendar', 'queue']) {
      get(`/api/shelves/${shelf}?user=${encodeURIComponent(user)}`)
        .catch((failure) => ({ error: failure.message }))
        .then((data) => here && setFound((all) => ({ ...all, [shelf]: data })));
    }
    return () => { here = false; };
  }, [user, done]);
  const contacts = found.contacts ?? {};
  return html`<div class="shelves">
    <div class="bar"><${Choice} label="User" value=${user} on=${setUser} options=${state.people.map((p) => ({ value: p.upn, label: `${p.name} (${p.upn})` }))} />
      <p class="aside">Read again after every step. These reads make no hops in the diagram.</p></div>
    <h2>Contacts in three places</h2>
    <div class="three">
      <${Shelf} title="Lync" note=${contacts.lync?.store && `store: ${contacts.lync.store}`} shelf=${contacts.lync ?? contacts} row=${person} />
      <${Shelf} title="Exchange" note="unified contact store" shelf=${contacts.exchange ?? contacts} row=${person} />
      <${Shelf} title="Mail client" note="folder Lync Contacts" shelf=${contacts.client ?? contacts} row=${person} />
    </div>
    <h2>Calendar</h2>
    <${Shelf} shelf=${found.calendar} row=${meeting} />
    <h2>Purges, with the archived conversations</h2>
    <${Shelf} shelf=${found.purges} row=${conversation} />
    <h2>Queue in Lync for Exchange</h2>
    <${Shelf} shelf=${found.queue} row=${queue} />
  </div>`;
}

function Shelf({ title, note, shelf, row }) {
  return html`<section class="shelf" aria-label=${title}>${title && html`<h3>${title} <small>${note ?? ''}</small></h3>`}
    ${!shelf && html`<p class="aside">…</p>`}
    ${shelf?.error && html`<p class="wrong">${shelf.error}</p>`}
    ${shelf?.absent && html`<p class="aside">${shelf.absent}</p>`}
    ${shelf?.rows && (shelf.rows.length ? html`<ul>${shelf.rows.map(row)}</ul>` : html`<p class="aside">Nothing.</p>`)}</section>`;
}

const person = (one) => html`<li><b>${one.name}</b> <span>${one.address}</span> ${one.groups.map((group) => html`<em class="tag">${group}</em>`)}</li>`;

const conversation = (one) => html`<li><details><summary><b>${one.subject}</b> <span>${moment(one.at)} UTC</span></summary><pre tabindex="0" aria-label="Messages">${one.body}</pre></details></li>`;

const queue = (one) => html`<li><dl class="facts">${Object.entries(one).map(([name, value]) => html`<dt>${name}</dt><dd>${value === null ? '–' : String(value)}</dd>`)}</dl></li>`;

const meeting = (one) => html`<li><details><summary><b>${one.subject}</b> <span>${moment(one.start)} – ${moment(one.end).slice(11)} UTC, ${one.isOrganizer ? 'organizer' : `invited by ${one.organizer}`}</span></summary>
  <dl class="facts">
    <dt>attendees</dt><dd>${(one.attendees ?? []).map((a) => `${a.address} (${a.response})`).join(', ') || '–'}</dd>
    <dt>conference</dt><dd>${one.online ? `at Lync${one.lync === 'later' ? ', which does not have the last change yet' : ''}` : 'none'}</dd>
    ${one.joinOnlineMeetingUrl && html`<dt>join page</dt><dd><code>${one.joinOnlineMeetingUrl}</code></dd>`}
    ${one.joining && html`<dt>response</dt><dd>${one.joining.error ?? `${one.joining.state}: ${one.joining.meeting?.subject ?? ''}`}</dd>`}
  </dl></details></li>`;
