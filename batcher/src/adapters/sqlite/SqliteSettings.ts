/** How a store in one file is opened. */
export interface SqliteSettings {
  /** Path of the file; its folder exists. */
  readonly path: string;
  /** Groups are refused beyond this many bytes; what anchors those that are stored is not. Without it the disk is the bound. */
  readonly maxBytes?: number;
  /** Bytes beside the file that are kept free for what anchors the stored groups when the disk is full. */
  readonly reserveBytes?: number;
  /** Milliseconds that every sync takes longer: other disks than the one at hand, for measurements. */
  readonly syncDelayMs?: number;
}
