// The story as a reader sees it: chapters of steps with their hops, folded, filtered, and on one axis of time.

const SECOND = 1000;

/** How long something took, or how much later it happened: a number and a unit, both short or in words. */
export function span(ms, words = false) {
  const units = [[864e5, 'd', 'day'], [36e5, 'h', 'hour'], [6e4, 'min', 'minute'], [SECOND, 's', 'second']];
  const [size, short, long] = units.find(([least]) => ms >= least) ?? [1, 'ms', 'millisecond'];
  const count = !words && size === SECOND && ms < 1e4 ? (ms / size).toFixed(1) : Math.round(ms / size);
  return words ? `${count} ${long}${count === 1 ? '' : 's'}` : `${count} ${short}`;
}

const empty = (step, number) => ({ id: step?.id ?? -1, number, step, done: null, parts: { step: [], later: [], background: [] } });

/**
 * The chapters of these rows. The time between two steps does not count. A clock that is moved adds its distance.
 * Each hop has `ms` since the first hop, and `gap`, by how much more than a second it is later than the one before.
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

/** The hops of one part of a chapter as rows: single ones, and those that repeat the ones before as one row. */
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

/** The key of the fold that has a hop; undefined where it is in none. */
export const foldOf = (rows, hop) => chapters(rows).flatMap((chapter) => Object.values(chapter.parts).flatMap(folded))
  .find((item) => item.fold?.some((entry) => entry.hop === hop))?.key;

const texts = new WeakMap();

/** Everything in a hop that somebody may look for, in lower case; a thumbprint in both of its spellings. */
function text(hop) {
  if (!texts.has(hop)) {
    const all = JSON.stringify(hop);
    const prints = [...all.matchAll(/"x5t":"([\w-]+)"/g)].map(([, x5t]) => hexOf(x5t));
    texts.set(hop, `${all} ${prints.join(' ')}`.toLowerCase());
  }
  return texts.get(hop);
}

/** The hexadecimal spelling of a thumbprint, as administrators see it. */
export const hexOf = (x5t) => {
  try {
    return [...atob(x5t.replace(/-/g, '+').replace(/_/g, '/'))].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('').toUpperCase();
  } catch {
    return '';
  }
};

export const bad = (hop) => hop.tone === 'NO' || hop.tone === 'FAILS';

/** Whether a filter lets a hop through. */
export function passes(filter, hop, lanes) {
  return (!filter.refused || bad(hop))
    && (!filter.server || hop.node === filter.server || lanes[hop.from]?.id === filter.server || lanes[hop.to]?.id === filter.server)
    && (!filter.person || hop.user === filter.person)
    && (!filter.text || text(hop).includes(filter.text.trim().toLowerCase()));
}

export const isFiltered = (filter) => Boolean(filter.refused || filter.server || filter.person || filter.text);

const PARTS = [['step', ''], ['later', 'later, because of this step'], ['background', 'in the background']];

/**
 * The lines of the column, from top to bottom: chapters, labels, gaps, hops and folds. What a filter hides is left
 * out, and so is a chapter without a hop that remains.
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
