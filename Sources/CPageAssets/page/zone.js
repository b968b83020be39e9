// The zone of the machine that serves the page: times that the PBX wrote without one are in it.

/** From `instant` on, clocks there show UTC plus `offset`; milliseconds. */
const periods = (document.body.dataset.zone ?? "").split(" ").filter(Boolean).map((period) => {
  const [instant, offset] = period.split(":").map((seconds) => Number(seconds) * 1000);
  return { instant, offset };
});

function offsetAt(instant) {
  return (periods.findLast((period) => period.instant <= instant) ?? periods[0])?.offset ?? 0;
}

/**
 * The instant at which clocks there show what clocks in Greenwich show at `time`: the earlier of two where they were put
 * back; where they were put forward past it, as if they had not been.
 */
export function instantOfServer(time) {
  const [before, after] = [offsetAt(time - 86_400_000), offsetAt(time + 86_400_000)];
  const fitting = [before, after].find((offset) => offsetAt(time - offset) === offset);
  return time - (fitting ?? before);
}
