// The story in the form in which the page shows it: one chapter for each step, with folded and filtered hops on one time axis.

const SECOND = 1000;

/** A duration as text: a number and a unit. The unit is an abbreviation or a word. */
export function span(ms, words = false) {
  const units = [[864e5, 'd', 'day'], [36e5, 'h', 'hour'], [6e4, 'min', 'minute'], [SECOND, 's', 'second']];
  const [size, short, long] = units.find(([least]) => ms >= least) ?? [1, 'ms', 'millisecond'];
  const count = !words && size === SECOND && ms < 1e4 ? (ms / size).toFixed(1) : Math.round(ms / size);
  return words ? `${count} ${long}${count === 1 ? '' : 's'}` : `${count} ${short}`;
}

const empty = (step, number) => ({ id: step?.id ?? -1, number, step, done: null, parts: { step: [], later: [], background: [] } });

/**
 * Creates the chapters from rows. The time axis does not contain the time between two steps. A moved clock adds its distance.
 * `ms` of a hop is the time since the first hop. `gap` is the time since the previous hop if it is longer than a second, otherwise 0.
 */
export function chapters(rows) {
  const all = [];
  const byId = new Map();
  const open = (step) => {
    const chapter = empty(step, all.filter((one) => one.step).length + 1);
    all.push(chapter);
    byId.set(chapter.id, chapter);
    return chapter;
  };
  let here = null;
  let base = null;
  let last = null;
  for (const row of rows) {
    if (row.step) {
      here = open(row.step);
      base = null;
    } else if (row.played) {
      if (here) here.done = row.played;
    } else {
      const hop = row.hop;
      const at = Date.parse(hop.at);
      const moved = Date.parse(hop.clock ?? hop.at) - at;
      const before = last ?? { ms: 0, moved };
      base ??= { at, ms: before.ms };
      const jump = Math.max(0, moved - before.moved);
      const ms = Math.max(before.ms, base.ms + (at - base.at)) + jump;
      if (jump) base = { at, ms };
      const entry = { row, hop, key: row.key, ms, gap: ms - before.ms > SECOND ? ms - before.ms : 0 };
      last = { ms, moved: Math.max(moved, before.moved) };
      const chapter = byId.get(hop.step) ?? here ?? open(null);
      chapter.parts[hop.part ?? 'step'].push(entry);
    }
  }
  return all;
}

/** The rows for one part of a chapter: one row for a single hop, and one fold for a run of repeated hops. */
export function folded(entries) {
  const ends = new Map();
  entries.forEach(({ hop }, i) => {
    if (hop.run) ends.set(i + 1 - hop.run.unit * hop.run.times, i);
  });
  const items = [];
  for (let i = 0; i < entries.length; i++) {
    const end = ends.get(i);
    if (end === undefined) {
      items.push({ entry: entries[i], key: entries[i].key });
    } else {
      items.push({ fold: entries.slice(i, end + 1), ...entries[end].hop.run, key: `f${entries[i].key}` });
      i = end;
    }
  }
  return items;
}

/** The key of the fold that contains a hop; undefined if no fold contains the hop. */
export const foldOf = (rows, hop) => chapters(rows).flatMap((chapter) => Object.values(chapter.parts).flatMap(folded))
  .find((item) => item.fold?.some((entry) => entry.hop === hop))?.key;

const texts = new WeakMap();

/** The searchable text of a hop in lower case. The text contains each thumbprint in base64url and in hex. */
function text(hop) {
  if (!texts.has(hop)) {
    const all = JSON.stringify(hop);
    const prints = [...all.matchAll(/"x5t":"([\w-]+)"/g)].map(([, x5t]) => hexOf(x5t));
    texts.set(hop, `${all} ${prints.join(' ')}`.toLowerCase());
  }
  return texts.get(hop);
}

/** A thumbprint in upper-case hex, as cmdlets show it. */
export const hexOf = (x5t) => {
  try {
    return [...atob(x5t.replace(/-/g, '+').replace(/_/g, '/'))].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('').toUpperCase();
  } catch {
    return '';
  }
};

export const bad = (hop) => hop.tone === 'NO' || hop.tone === 'FAILS';

/** Whether a hop matches a filter. */
export function passes(filter, hop, lanes) {
  return (!filter.refused || bad(hop))
    && (!filter.server || hop.node === filter.server || lanes[hop.from]?.id === filter.server || lanes[hop.to]?.id === filter.server)
    && (!filter.person || hop.user === filter.person)
    && (!filter.text || text(hop).includes(filter.text.trim().toLowerCase()));
}

export const isFiltered = (filter) => Boolean(filter.refused || filter.server || filter.person || filter.text);

const PARTS = [['step', ''], ['later', 'later, because of this step'], ['background', 'in the background']];

/**
 * The lines of the column, from top to bottom: chapters, labels, gaps, hops and folds. The result does not contain hops that
 * do not match the filter, and chapters without a matching hop.
 */
export function lines(all, filter, lanes, isOpen) {
  const narrow = isFiltered(filter);
  const found = [];
  for (const chapter of all) {
    const own = [];
    for (const [part, label] of PARTS) {
      const entries = narrow ? chapter.parts[part].filter(({ hop }) => passes(filter, hop, lanes)) : chapter.parts[part];
      if (!entries.length) continue;
      if (label) own.push({ kind: 'label', label, key: `l${chapter.id}${part}` });
      for (const item of narrow ? entries.map((entry) => ({ entry, key: entry.key })) : folded(entries)) {
        if (item.fold) {
          own.push({ kind: 'fold', item, chapter, open: isOpen(item.key), key: item.key });
          if (isOpen(item.key)) item.fold.forEach((entry) => own.push(...hopLines(entry, chapter, part)));
        } else {
          own.push(...hopLines(item.entry, chapter, part));
        }
      }
    }
    if (narrow && !own.length) continue;
    if (chapter.step) found.push({ kind: 'chapter', chapter, key: `c${chapter.id}` });
    found.push(...own);
    if (chapter.done && !chapter.done.passed) found.push({ kind: 'problem', chapter, key: `p${chapter.id}` });
  }
  return found;
}

const hopLines = (entry, chapter, part) => [
  ...(entry.gap ? [{ kind: 'gap', gap: entry.gap, key: `g${entry.key}` }] : []),
  { kind: 'hop', entry, chapter, part, key: entry.key },
];
