// Runs the steps of a client and prints a line of JSON for each of them.
const http = require('node:http');

const LIMIT = 40_000; // milliseconds for one step
const steps = [];
let requests = [];

/** A step passes if its function returns, and fails if it throws. */
const step = (name, run) => steps.push({ name, run });

/** Notes a request of the step that runs. */
const sent = (what) => requests.includes(what) || requests.push(what);

// What the client sends is noted where Node sends it: the operation of a SOAP message, else the method and the path.
const OPERATION = /Body[^>]*>\s*<(?:\w+:)?(\w+)/;
for (const method of ['write', 'end']) {
  const original = http.ClientRequest.prototype[method];
  http.ClientRequest.prototype[method] = function (chunk, ...others) {
    const operation = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? OPERATION.exec(chunk.toString()) : null;
    if (operation) {
      this.operation = operation[1];
      sent(operation[1]);
    } else if (method === 'end' && !this.operation) {
      sent(`${this.method} ${this.path.split('?')[0]}`);
    }
    return original.call(this, chunk, ...others);
  };
}
const { fetch } = globalThis;
globalThis.fetch = (resource, options) => {
  const url = new URL(resource.url ?? resource);
  sent(`${options?.method ?? resource.method ?? 'GET'} ${url.pathname}`);
  return fetch(resource, options);
};

const same = (found, expected) => {
  const [one, other] = [found, expected].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`found ${one}, expected ${other}`);
};

const isTrue = (value, what) => {
  if (!value) throw new Error(`not true: ${what}`);
};

/** The function has to fail; the error is returned, and the step compares what it says. */
const errorOf = async (run) => {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
};

/** Whether the text has these words, not only as a part of others: a port is no status. */
const says = (message, words) => new RegExp(`(?<!\\w)${words.replace(/[^\w\s]/g, '\\$&')}(?!\\w)`).test(message ?? '');

/** The function has to fail with this status (a number), code or words of the text; another failure, such as that of a network, fails the step. */
const refused = async (run, expected, codeOf = (error) => error.code) => {
  const error = await errorOf(run);
  const found = typeof expected === 'number' ? error.status ?? error.statusCode ?? error.response?.status : codeOf(error);
  if (found !== expected && !(typeof expected === 'string' && says(error.message ?? error.Message, expected))) {
    throw new Error(`expected ${expected}, found ${found ?? text(error)}`);
  }
  return error;
};

const text = (error) => {
  const message = error && (error.message || error.Message || error.errorMessage);
  return message ? `${error.name || 'Error'}: ${message}` : `Error: ${typeof error === 'string' ? error : JSON.stringify(error)}`;
};

const say = (members) => process.stdout.write(`${JSON.stringify(members)}\n`);

const limited = (run) => {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`the step took longer than ${LIMIT / 1000} s`)), LIMIT);
  });
  return Promise.race([Promise.resolve().then(run), late]).finally(() => clearTimeout(timer));
};

const run = async (version) => {
  console.log = console.error;
  process.on('uncaughtException', (error) => console.error('outside of a step', error));
  process.on('unhandledRejection', (error) => console.error('outside of a step', error));
  say({ version, plan: steps.map(({ name }) => name) });
  for (const { name, run: body } of steps) {
    requests = [];
    let error = '';
    try {
      await limited(body);
    } catch (failure) {
      console.error(name, failure);
      error = text(failure) || 'Error';
    }
    say({ step: name, passed: !error, sent: requests.join(', '), error });
  }
  process.exit(0);
};

module.exports = { step, sent, same, isTrue, errorOf, refused, run };
