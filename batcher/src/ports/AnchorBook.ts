/** What the chain keeps of logs, for whoever checks a store against it. */
export interface AnchorBook {
  /** Time of its newest block, unix seconds. */
  readTime(): Promise<number>;
  /** What is anchored of a log; undefined where the chain knows no such log. */
  readAnchored(logId: string): Promise<{ readonly nextSequence: number; readonly nextNumber: number } | undefined>;
  /** The hash of a batch's header, 0x and 64 digits; undefined where nothing is anchored under that number. */
  readBatchHash(logId: string, number: number): Promise<string | undefined>;
}
