// The way to the server. What it refuses comes as a `Problem`, with the server's own sentence.
import { Signal } from "./signal.js";
import { say } from "./words.js";

const root = "/api/v1";

/** The server says that nobody is logged in. */
export const sessionEnded = new Signal();

/** Why a request was not done. `status` is 0 where there was no answer. */
export class Problem extends Error {
  constructor(status, body) {
    const sentence = body?.detail || body?.title || say("error.network");
    super(body?.parameter ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1));
    this.status = status;
    this.field = body?.field ?? body?.parameter ?? null;
    this.current = body?.current ?? null;
  }
}

/**
 * Asks `method` of `path` and gives the JSON that is answered, or null for none.
 * `options`: `body` (an object), `query` (URLSearchParams), `match` (a revision), `signal`.
 */
export async function ask(method, path, options = {}) {
  const headers = { Accept: "application/json" };
  if (options.body) headers["Content-Type"] = "application/json";
  if (options.match) headers["If-Match"] = `"${options.match}"`;
  const query = options.query?.toString();
  let response;
  try {
    response = await fetch(root + path + (query ? `?${query}` : ""), {
      method,
      headers,
      body: options.body ? JSON.stringify(options.body) : undefined,
      signal: options.signal,
      keepalive: options.keepalive ?? false,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, null);
  }
  const text = await response.text().catch(() => "");
  if (!response.ok) {
    const problem = new Problem(response.status, parsed(text));
    if (response.status === 401 && !options.isLogin) sessionEnded.tell();
    throw problem;
  }
  return text ? JSON.parse(text) : null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The path of a call. */
export function callPath(id) {
  return `/calls/${encodeURIComponent(id)}`;
}
