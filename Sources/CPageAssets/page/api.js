// The way to the server. What it refuses comes as a `Problem`, with the server's own sentence.
import { Signal } from "./signal.js";
import { say } from "./words.js";

const root = "/api/v1";
/** A request is given up after so long (milliseconds). */
const patience = 30_000;

/** The server says that nobody is logged in. */
export const sessionEnded = new Signal();

/** Why a request was not done. `status` is 0 where there was no answer. */
export class Problem extends Error {
  constructor(status, body, otherwise = "error.network") {
    const sentence = body?.detail || body?.title || say(otherwise);
    super(body?.parameter ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1));
    this.status = status;
    this.field = body?.field ?? body?.parameter ?? null;
    this.current = body?.current ?? null;
  }
}

/**
 * Asks `method` of `path` and gives the JSON that is answered, or null for none.
 * `options`: `body` (an object), `query` (URLSearchParams), `match` (a revision), `signal`, `patience` (milliseconds).
 * Who aborts by `signal` gets the `AbortError`, whatever was under way.
 */
export async function ask(method, path, options = {}) {
  const headers = { Accept: "application/json" };
  if (options.body) headers["Content-Type"] = "application/json";
  if (options.match) headers["If-Match"] = `"${options.match}"`;
  const query = options.query?.toString();
  const limit = AbortSignal.timeout(options.patience ?? patience);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  let response;
  try {
    response = await fetch(root + path + (query ? `?${query}` : ""), {
      method,
      headers,
      body: options.body ? JSON.stringify(options.body) : undefined,
      signal,
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new Problem(0, null);
  }
  let text = "";
  let isWhole = true;
  try {
    text = await response.text();
  } catch {
    options.signal?.throwIfAborted();
    isWhole = false;
  }
  if (!response.ok) {
    const problem = new Problem(response.status, parsed(text));
    if (response.status === 401 && !options.isLogin) sessionEnded.tell();
    throw problem;
  }
  const answer = text ? parsed(text) : null;
  // Cut off on the way, or by something between that is not our server.
  if (!isWhole || (text && answer === null)) throw new Problem(0, null, "error.broken");
  return answer;
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
