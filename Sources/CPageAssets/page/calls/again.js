// A list that could not be loaded is loaded again by itself, as long as the server is there.

const [firstWait, longestWait] = [1_000, 30_000];

/** Retries `calls` while `live` is on, less and less often; at once when it comes back. */
export function keepTrying(calls, live) {
  let wait = firstWait;
  let timer = 0;
  // What the server refuses for good, it refuses again.
  const isWorthIt = () => calls.state === "failed" && (calls.problem.status >= 500 || [0, 408, 429].includes(calls.problem.status));
  calls.changed.listen(({ kind }) => {
    clearTimeout(timer);
    if (calls.state !== "failed") {
      if (kind === "reset" || kind === "more") wait = firstWait;
      return;
    }
    if (!isWorthIt() || live.state !== "on") return;
    timer = setTimeout(() => calls.retry(), wait);
    wait = Math.min(longestWait, wait * 2);
  });
  live.changedState.listen((state) => {
    if (state === "on" && isWorthIt()) calls.retry();
  });
}
