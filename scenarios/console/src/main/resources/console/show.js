// The state of the page, computed from the server's events. A page that is opened later computes the same state.
import { hexOf } from './chapters.js';
import { learn, nameServers } from './names.js';

const empty = (opening) => ({
  opening, topology: null, nodes: [], people: [], lanes: [], story: null, rows: [], pictures: [], results: {}, playing: null, doctor: null, last: null, active: null,
});

/** Receives events and applies them at a readable pace. */
export class Show {
  constructor(changed) {
    this.changed = changed;
    this.waiting = [];
    this.pace = 350;
    this.live = false;
    this.timer = null;
    this.idle = [];
    this.state = empty(null);
  }

  /** Receives an event from the server. Events from before the page was opened are applied at once. */
  take(name, data) {
    if (name === 'live') {
      this.live = true;
      this.drain();
      return;
    }
    if (name === 'opening' || name === 'stage') this.waiting = [];
    this.waiting.push([name, data]);
    // Without a pace, all events of one frame are drawn together.
    if (this.live && this.timer === null) {
      if (this.pace > 0) this.step();
      else this.timer = setTimeout(() => this.drain(), 16);
    }
  }

  lost() {
    this.live = false;
  }

  /** A promise that resolves after all received events are applied. */
  settled() {
    return this.waiting.length === 0 && this.timer === null ? Promise.resolve() : new Promise((done) => this.idle.push(done));
  }

  /** Applies the waiting events up to the next hop, then pauses. */
  step() {
    this.timer = null;
    if (this.pace === 0) return this.drain();
    while (this.waiting.length > 0) {
      const [name, data] = this.waiting.shift();
      this.state = fold(this.state, name, data);
      if (name === 'hop' && this.waiting.length <= 200) {
        this.timer = setTimeout(() => this.step(), this.pace);
        break;
      }
    }
    this.changed(this.state);
    if (this.timer === null) this.idle.splice(0).forEach((done) => done());
  }

  drain() {
    clearTimeout(this.timer);
    this.timer = null;
    const rows = [...this.state.rows];
    this.state = { ...this.state, rows };
    for (const [name, data] of this.waiting.splice(0)) this.state = fold(this.state, name, data);
    this.changed(this.state);
    this.idle.splice(0).forEach((done) => done());
  }
}

function fold(state, name, data) {
  switch (name) {
    case 'opening':
      return empty(data.topology);
    case 'failed':
      return { ...empty(null), failed: data.message };
    case 'stage':
      nameServers(data.nodes ?? []);
      learnKeys(data.picture);
      return { ...empty(null), ...data, pictures: data.picture ? [{ ...data.picture, hop: 0 }] : [] };
    case 'begun':
      return { ...state, playing: data, active: null, rows: [...state.rows, { step: data, key: `s${state.rows.length}` }] };
    case 'hop':
      learn(data.reading?.names);
      return { ...state, rows: [...state.rows, { hop: data, key: `h${state.rows.length}` }], active: travel(state, data) };
    case 'played':
      return {
        ...state, playing: null, active: null, last: data.number === null ? data : state.last,
        results: data.number === null ? state.results : { ...state.results, [data.number]: data },
        rows: [...state.rows, { played: data, key: `p${state.rows.length}` }],
      };
    case 'picture':
      learnKeys(data);
      return { ...state, pictures: [...state.pictures, data] };
    case 'nodes':
      return { ...state, nodes: data.nodes };
    case 'doctor':
      return { ...state, doctor: data };
    default:
      return state;
  }
}

/** Adds the owners of the servers' signing keys to the known names. */
function learnKeys(picture) {
  (picture?.cards ?? []).forEach((card) => card.subjects.filter((one) => one.kind === 'KEY').forEach((one) => learn({ [one.name]: card.title })));
}

/** The trust of every server at a hop, or the current trust without a hop. */
export const pictureAt = (pictures, hop) => pictures.findLast((one) => !hop || one.hop <= hop.number) ?? { cards: [], edges: [] };

/** The nodes between which a hop is drawn on the map. */
export const travel = (state, hop) => ({ from: state.lanes[hop.from].id, to: state.lanes[hop.to].id, tone: hop.tone, number: hop.number, node: hop.node });

/** The hop with the decoded token of a hop: the same hop, or the first hop with the same token; null without a token. */
export function opened(rows, hop) {
  if (hop.token) return hop;
  if (!hop.tokenHash) return null;
  return rows.map((row) => row.hop).find((one) => one?.token && one.tokenHash === hop.tokenHash) ?? null;
}

/** The thumbprint of the key that signed the token of a hop, in hex; null if it is unknown. */
export function keyOf(rows, hop) {
  const x5t = hop.tokenHash && (opened(rows, hop)?.token.actor ?? opened(rows, hop)?.token.assertion)?.header?.x5t;
  return x5t ? hexOf(x5t) : null;
}
