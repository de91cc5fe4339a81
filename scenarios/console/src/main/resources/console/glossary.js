// The glossary. Pages underline a term at its first use and explain it at a click. A separate view lists all terms.
import { html, useEffect, useRef, useState } from './library.js';
import { get } from './events.js';

let terms = [];
let byForm = new Map();
let pattern = null;

/** The boxes for explanations: for each box, the function that shows a term. A dialog has a separate box, because it covers the other boxes. */
const boxes = [];
const open = (term, from) => boxes.at(-1)?.({ term, from });

/** The targets of the links in boxes: `onRoom(word)` opens the list of terms, `onLesson(number)` opens a lesson. */
let leads = {};
export const setLeads = (ways) => { leads = ways; };

/** The key of a spelling. A short spelling is case-sensitive: "aud" is a claim, but "AUD" is not. */
const formKey = (form) => (form.length <= 4 ? form : form.toLowerCase());

/** Reads the terms from the server. Pages underline the terms the next time they are drawn. */
export async function loadGlossary() {
  terms = (await get('/api/glossary')).terms;
  byForm = new Map(terms.flatMap((term) => [term.term, ...term.spellings].map((form) => [formKey(form), term])));
  const forms = [...byForm].filter(([, term]) => !term.plain).map(([form]) => form).sort((a, b) => b.length - a.length).map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  pattern = new RegExp(`(?<![\\w/-])(${forms.join('|')})(?![\\w/-])`, 'gi');
}

/** Creates a function that draws texts. The first occurrence of each term in these texts becomes a button. */
export function reader() {
  const seen = new Set();
  return (text) => {
    if (!pattern || typeof text !== 'string') return text;
    const parts = [];
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const term = byForm.get(formKey(match[0]));
      if (!term || term.plain || seen.has(term.term)) continue;
      seen.add(term.term);
      parts.push(text.slice(from, match.index), html`<${Word} term=${term} text=${match[0]} />`);
      from = match.index + match[0].length;
    }
    return [...parts, text.slice(from)];
  };
}

const Word = ({ term, text }) => html`<button type="button" class="term" aria-haspopup="dialog" onClick=${(e) => { e.preventDefault(); open(term, e.currentTarget); }}>${text}</button>`;

/** A box with an explanation. The Escape key closes the box and moves the focus to the term. */
export function TermBox() {
  const [shown, setShown] = useState(null);
  const box = useRef(null);
  useEffect(() => {
    boxes.push(setShown);
    return () => boxes.splice(boxes.indexOf(setShown), 1);
  }, []);
  useEffect(() => {
    if (!shown) return;
    const element = box.current;
    if (!element.matches(':popover-open')) element.showPopover();
    const place = shown.from.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(place.left, innerWidth - element.offsetWidth - 8))}px`;
    element.style.top = `${place.bottom + element.offsetHeight + 12 < innerHeight ? place.bottom + 6 : Math.max(8, place.top - element.offsetHeight - 6)}px`;
    element.focus();
  }, [shown]);
  const closed = (e) => {
    if (e.newState !== 'closed' || !box.current) return;
    if (box.current.contains(document.activeElement) || document.activeElement === document.body) shown?.from.focus();
    setShown(null);
  };
  const leave = (act) => () => { box.current.hidePopover(); box.current.closest('dialog')?.close(); act(); };
  const term = shown?.term;
  return html`<div class="termbox" popover="auto" role="dialog" tabindex="-1" aria-label=${term?.term ?? 'Word'} ref=${box} onToggle=${closed}>
    ${term && html`<p><b>${term.term}</b></p><p>${term.text}</p>
      <div class="buttons">${term.see.map((other) => html`<button type="button" class="small" onClick=${() => setShown({ term: terms.find((one) => one.term === other), from: shown.from })}>${other}</button>`)}
        <button type="button" class="small" onClick=${leave(() => leads.onLesson(term.lesson))}>Lesson ${term.lesson}</button>
        <button type="button" class="small" onClick=${leave(() => leads.onRoom(term.term))}>All words</button></div>`}
  </div>`;
}

/** The list of all terms, with a search box. The question mark key opens the list. */
export function GlossaryRoom({ word }) {
  const [text, setText] = useState(word ?? '');
  const field = useRef(null);
  useEffect(() => { setText(word ?? ''); field.current.focus(); }, [word]);
  const requested = text.trim().toLowerCase();
  const named = (term) => [term.term, ...term.spellings].some((form) => form.toLowerCase().includes(requested));
  const found = [...terms.filter(named), ...terms.filter((term) => !named(term) && term.text.toLowerCase().includes(requested))];
  return html`<div class="glossary">
    <div class="bar"><label class="field grow"><span>Find a word</span><input type="search" ref=${field} value=${text} autocomplete="off" spellcheck="false" onInput=${(e) => setText(e.target.value)} /></label>
      <p class="aside" role="status">${found.length} of ${terms.length} words. <kbd>?</kbd> opens this page.</p></div>
    <dl>${found.map((term) => html`<div key=${term.term}><dt>${term.term}</dt><dd>${term.text}
      <span class="see">${term.see.map((other) => html`<button type="button" class="link" onClick=${() => setText(other)}>${other}</button>`)}
        <button type="button" class="link" onClick=${() => leads.onLesson(term.lesson)}>lesson ${term.lesson}</button></span></dd></div>`)}</dl>
  </div>`;
}
