// matrix-js-sdk 43 takes two functions for granted that Node 20 does not have yet; without them its sync ends in silence.
if (!Promise.withResolvers) {
  Promise.withResolvers = function withResolvers() {
    const parts = {};
    parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
    return parts;
  };
}
if (!Promise.try) {
  Promise.try = function attempt(work, ...given) {
    return new this((resolve) => resolve(work(...given)));
  };
}
