import type { Subject } from "../test/peers/Subject.ts";

/** Our own half of the comparison; null until the Governor is built. */
export const OURS: Subject | null = null;
