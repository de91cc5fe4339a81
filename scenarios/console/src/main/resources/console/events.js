// The client of the console's server: sends requests with the key from the link, and receives events.

const KEY = 'key';

// The key is in the fragment of the link. The script removes the key from the address, so that no projector shows the key.
/** Whether this is the audience window, which shows the same content as the presenter's window. */
export const isRoom = location.hash === '#room';
if (location.hash.length > 1 && !isRoom) {
  sessionStorage.setItem(KEY, decodeURIComponent(location.hash.slice(1)));
  history.replaceState(null, '', location.pathname);
}

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const setKey = (key) => sessionStorage.setItem(KEY, key);

/** A refused request, with the status and the error code of the server. */
export class Denied extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function ask(path, options = {}) {
  const headers = { Authorization: `Bearer ${sessionStorage.getItem(KEY)}`, ...options.headers };
  const answer = await fetch(path, { ...options, headers });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Denied(answer.status, told.error?.code ?? 'FAILED', told.error?.message ?? `status ${answer.status}`);
  }
  return answer;
}

export const get = async (path) => (await ask(path)).json();

export const post = async (path, body = {}) =>
  (await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

/** Calls `on(name, data)` for each event, starting with the first event, and connects again after a lost connection. Reports the state of the connection with `link(state)`. */
export async function follow(on, link) {
  let last = 0;
  for (;;) {
    try {
      const answer = await ask('/api/events', { headers: last ? { 'Last-Event-ID': String(last) } : {} });
      link('open');
      for await (const event of read(answer.body)) {
        last = event.id || last;
        on(event.name, event.data);
      }
    } catch (failure) {
      if (failure instanceof Denied && failure.status === 401) {
        sessionStorage.removeItem(KEY);
        link('locked');
        return;
      }
    }
    link('lost');
    await new Promise((done) => setTimeout(done, 1000));
  }
}

/** Parses a text/event-stream (WHATWG HTML, 9.2) in the form that this server writes. */
async function* read(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
      }));
      if (fields.data) yield { id: Number(fields.id ?? 0), name: fields.event, data: JSON.parse(fields.data) };
    }
  }
}
