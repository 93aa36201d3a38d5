import type { RecordGas } from "./measureGas.ts";

/** Milliseconds of one sealing and one opening, for ten recipients. */
export interface RecordTimes {
  readonly seal10x4KiB: number;
  readonly open10x4KiB: number;
  readonly seal10x1MiB: number;
  readonly open10x1MiB: number;
}

/** What one run measured; null where it was told to leave that out. */
export interface RecordReport {
  /** `check10`: all slots made again and compared, as before an acknowledgement. */
  readonly ms: (RecordTimes & { readonly check10: number }) | null;
  readonly peersMs: Readonly<Record<"hpkeCore" | "tweetnacl", RecordTimes>> | null;
  /** Of 4 KiB. */
  readonly ratios: {
    readonly sealOverHpkeCore: number;
    readonly openOverHpkeCore: number;
    readonly sealOverTweetnacl: number;
    readonly openOverTweetnacl: number;
  } | null;
  readonly gas: RecordGas;
  readonly peakMiBSealing1GiB: number | null;
}
