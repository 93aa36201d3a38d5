/** Chain id of the embedded chain that lives inside one process. */
export const EMBEDDED_CHAIN_ID = 31_337;

/** Chain id of the local chain that other processes can reach: ours alone, so that a stranger's node is recognised. */
export const LOCAL_CHAIN_ID = 7_867_283;

/** Where the local chain listens. Not the port everybody uses, which may be somebody else's node. */
export const LOCAL_HOST = "127.0.0.1";
export const LOCAL_PORT = 18_867;
export const LOCAL_RPC_URL = `http://${LOCAL_HOST}:${LOCAL_PORT}`;

/** The hardforks the contracts are promised to run on. */
export const HARDFORKS = ["cancun", "prague", "osaka"] as const;

export type Hardfork = (typeof HARDFORKS)[number];

/** The hardfork of a simulated chain: the newest, unless the environment names another. */
export function parseHardfork(name: string | undefined): Hardfork {
  if (name === undefined || name === "") return "osaka";
  const hardfork = HARDFORKS.find((known) => known === name);
  if (hardfork === undefined) throw new Error(`QUORATE_HARDFORK is ${name}: use one of ${HARDFORKS.join(", ")}`);
  return hardfork;
}
