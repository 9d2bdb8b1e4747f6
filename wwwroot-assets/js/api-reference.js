// Settings of the page /scalar that only a script can make: people try the API as themselves unless they enter a token.
export default {
  onBeforeRequest: ({ requestBuilder }) => {
    // An empty token would be refused. Changes by cookie need the header; see docs/api.md.
    requestBuilder.security = requestBuilder.security.filter(({ value }) => value);
    requestBuilder.headers.set("X-Requested-With", "superfone");
  },
};
