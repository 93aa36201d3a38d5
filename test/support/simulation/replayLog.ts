/** What a log of a run says that must not be, and how much it says. */
export interface ReplayedLog {
  readonly violations: readonly string[];
  readonly lines: number;
  /** Records that were promised, and those in batches that are final. */
  readonly promised: number;
  readonly final: number;
}

interface Line {
  readonly msg: string;
  readonly logId?: string;
  readonly number?: number;
  readonly firstSequence?: number;
  readonly count?: number;
  readonly nonce?: number;
  readonly transaction?: string;
  readonly nextSequence?: number;
  readonly batches?: number;
  readonly firstUnbatched?: number;
}

interface BatchOfLog {
  readonly firstSequence: number;
  readonly count: number;
  isAnchored: boolean;
  isFinal: boolean;
}

interface LogOfRun {
  /** Behind the last record that was promised. */
  next: number;
  firstUnbatched: number;
  readonly batches: Map<number, BatchOfLog>;
}

/**
 * Holds the lines that the process of one batcher wrote, over all its starts, against what must be so: sequences without a gap, batches in order over what was stored, transactions kept
 * before they are sent, nothing final that is not anchored, nothing forgotten at a start.
 */
export function replayLog(text: string): ReplayedLog {
  const violations: string[] = [];
  const logs = new Map<string, LogOfRun>();
  const kept = new Set<string>();
  /** Whether a process may have kept a transaction and was killed before it said so. */
  let isUnheardKept = false;
  const lines = parseLines(text);
  let promised = 0;
  let starts = 0;

  const unless = (holds: boolean, told: string): void => {
    if (!holds) violations.push(told);
  };
  const logOf = (logId = ""): LogOfRun => {
    const log = logs.get(logId) ?? { next: 0, firstUnbatched: 0, batches: new Map() };
    logs.set(logId, log);
    return log;
  };

  function start({ logId, nextSequence = 0, batches = 0, firstUnbatched = 0 }: Line): void {
    const log = logOf(logId);
    unless(nextSequence >= log.next, `started with ${nextSequence} records, ${log.next} were promised`);
    log.next = Math.max(log.next, nextSequence);
    isUnheardKept = starts > 0;
    starts += 1;
    if (batches < log.batches.size) open(log, batches);
    // A batch is stored before that is said, and a process may be killed in between.
    const unheard = { firstSequence: log.firstUnbatched, count: firstUnbatched - log.firstUnbatched };
    if (batches === log.batches.size + 1)
      log.batches.set(batches - 1, { ...unheard, isAnchored: false, isFinal: false });
    const holds = batches === log.batches.size && firstUnbatched >= log.firstUnbatched;
    unless(
      holds,
      `started with ${batches} batches to ${firstUnbatched}, ${log.batches.size} to ${log.firstUnbatched} were closed`,
    );
    log.firstUnbatched = Math.max(log.firstUnbatched, firstUnbatched);
  }

  function send({ transaction = "", nonce }: Line): void {
    unless(kept.has(transaction) || isUnheardKept, `sent nonce ${nonce} before it was kept`);
    if (!kept.has(transaction)) isUnheardKept = false;
    kept.add(transaction);
  }

  function promise({ logId, firstSequence = 0, count = 0 }: Line): void {
    const log = logOf(logId);
    unless(firstSequence === log.next, `promised ${firstSequence} behind ${log.next - 1}`);
    log.next = firstSequence + count;
    promised += count;
  }

  /** A batch that is closed anew was opened again with those behind it: none of them is anchored. */
  function open(log: LogOfRun, from: number): void {
    log.firstUnbatched = log.batches.get(from)?.firstSequence ?? log.firstUnbatched;
    for (const [number, { isAnchored }] of log.batches) {
      if (number < from) continue;
      unless(!isAnchored, `batch ${number} was opened again and is anchored`);
      log.batches.delete(number);
    }
  }

  function close({ logId, number = 0, firstSequence = 0, count = 0 }: Line): void {
    const log = logOf(logId);
    open(log, number);
    unless(number === log.batches.size, `closed batch ${number} behind batch ${log.batches.size - 1}`);
    unless(
      firstSequence === log.firstUnbatched,
      `batch ${number} begins at ${firstSequence}, not ${log.firstUnbatched}`,
    );
    log.firstUnbatched = firstSequence + count;
    log.batches.set(number, { firstSequence, count, isAnchored: false, isFinal: false });
  }

  function anchor({ logId, number = 0 }: Line, isAnchored: boolean): void {
    const batch = logOf(logId).batches.get(number);
    unless(batch !== undefined, `anchored batch ${number}, which was never closed`);
    unless(batch?.isFinal !== true || isAnchored, `batch ${number} was final and is in no block`);
    if (batch !== undefined) batch.isAnchored = isAnchored;
  }

  function settle({ logId, number: last = 0 }: Line): void {
    for (const [number, batch] of logOf(logId).batches) {
      if (number > last) continue;
      unless(batch.isAnchored, `batch ${number} is final and was not anchored`);
      batch.isFinal = true;
    }
  }

  const readers: Readonly<Record<string, (line: Line) => void>> = {
    "pipeline-started": start,
    "store.promised": promise,
    "assemble.closed": close,
    "batch-adopted": close,
    "anchor.kept": ({ transaction = "" }) => kept.add(transaction),
    "anchor.sent": send,
    "anchor.anchored": (line) => anchor(line, true),
    "anchor.reorganised": (line) => anchor(line, false),
    "anchor.final": settle,
  };
  for (const line of lines) if (Object.hasOwn(readers, line.msg)) readers[line.msg]?.(line);
  for (const { next, firstUnbatched } of logs.values())
    unless(firstUnbatched <= next, `batches reach to ${firstUnbatched}, records to ${next}`);
  const batches = [...logs.values()].flatMap((log) => [...log.batches.values()]);
  const final = batches.reduce((sum, { count, isFinal }) => (isFinal ? sum + count : sum), 0);
  return { violations, lines: lines.length, promised, final };
}

function parseLines(text: string): readonly Line[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line) => JSON.parse(line))
    .filter((line) => typeof line.msg === "string");
}
