// What node-sp-auth would put into the Authorization field for a site, with the given options.
const { getAuth } = require('node-sp-auth');

getAuth(process.env.S2SLAB_SITE, JSON.parse(process.env.S2SLAB_OPTIONS)).then(
  (auth) => console.log(auth.headers.Authorization),
  (failure) => {
    console.error(failure);
    process.exitCode = 1;
  },
);
