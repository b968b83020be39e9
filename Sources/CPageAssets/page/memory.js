// What stays in this browser from one visit to the next. Where storage is forbidden, it stays as long as the page.

const fallback = new Map();

export const memory = {
  get(key) {
    try {
      return localStorage.getItem(`wildix.${key}`) ?? fallback.get(key) ?? null;
    } catch {
      return fallback.get(key) ?? null;
    }
  },

  set(key, value) {
    try {
      localStorage.setItem(`wildix.${key}`, value);
      fallback.delete(key);
    } catch {
      fallback.set(key, value);
    }
  },

  remove(key) {
    fallback.delete(key);
    try {
      localStorage.removeItem(`wildix.${key}`);
    } catch {
      // Nothing was kept there.
    }
  },

  /** The keys that begin with `prefix`. */
  keys(prefix) {
    const found = [...fallback.keys()];
    try {
      for (let index = 0; index < localStorage.length; index += 1) found.push(localStorage.key(index).replace(/^wildix\./, ""));
    } catch {
      // What is in `fallback` is all there is.
    }
    return found.filter((key) => key.startsWith(prefix));
  },
};
