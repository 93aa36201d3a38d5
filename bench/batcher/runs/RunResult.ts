/** What a run in another process answers. */
export interface RunResult {
  /** Records a second from the first request until all were anchored. */
  readonly anchored: number;
  /** Records a second until the last acknowledgement. */
  readonly durable: number;
  readonly accepted: number;
  readonly replayed: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Good records that were not taken. */
  readonly rejected: number;
  /** Share of one core that the client took, of a client in its own process. */
  readonly clientCores: number;
  /** Milliseconds from when a request was to be sent, of an open loop; empty of a closed one. */
  readonly latencies: Readonly<Record<string, number>>;
}

/** What another process of the benchmark printed last. */
export function parseRunResult(printed: string): RunResult {
  const value: unknown = JSON.parse(printed);
  const numberOf = (name: string): number => Number(field(value, name));
  const numbersOf = (name: string): Readonly<Record<string, number>> =>
    Object.fromEntries(Object.entries(Object(field(value, name))).map(([key, each]) => [key, Number(each)]));
  return {
    anchored: numberOf("anchored"),
    durable: numberOf("durable"),
    accepted: numberOf("accepted"),
    replayed: numberOf("replayed"),
    refused: numbersOf("refused"),
    rejected: numberOf("rejected"),
    clientCores: numberOf("clientCores"),
    latencies: numbersOf("latencies"),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
