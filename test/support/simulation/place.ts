import { parseAddress, type RecordPlace } from "#sdk/receipts";

/** Chain and contracts of the simulated world. */
export const PLACE: RecordPlace = {
  chainId: 424_242n,
  registry: parseAddress(`0x${"11".repeat(20)}`),
  anchor: parseAddress(`0x${"22".repeat(20)}`),
  executor: parseAddress(`0x${"33".repeat(20)}`),
};

/** The seat that every batcher's key acts for. */
export const SEAT_OF_BATCHER = 1;
