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
      // There may be no room for a new value; an old one must not stand in its way.
      this.forget(key);
    }
  },

  remove(key) {
    fallback.delete(key);
    this.forget(key);
  },

  /** Takes away what outlives the page. */
  forget(key) {
    try {
      localStorage.removeItem(`wildix.${key}`);
    } catch {
      // Nothing was kept there.
    }
  },

  /** The key here of a key of the browser's storage; null if it is somebody else's. */
  nameOf(stored) {
    return stored.startsWith("wildix.") ? stored.slice("wildix.".length) : null;
  },

  /** The keys that begin with `prefix`. */
  keys(prefix) {
    const found = [...fallback.keys()];
    try {
      for (let index = 0; index < localStorage.length; index += 1) found.push(this.nameOf(localStorage.key(index)));
    } catch {
      // What is in `fallback` is all there is.
    }
    return [...new Set(found)].filter((key) => key?.startsWith(prefix));
  },
};
