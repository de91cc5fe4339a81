// Loaded before a program: the host names of the deployment lead to this machine's ports, as a hosts file does.
const tls = require('node:tls');

const ports = JSON.parse(process.env.LAB_PORTS);
const connect = tls.connect;
tls.connect = function (options, ...others) {
  const port = ports[options.host];
  return port === undefined
    ? connect.call(this, options, ...others)
    : connect.call(this, { ...options, servername: options.host, host: '127.0.0.1', port }, ...others);
};
