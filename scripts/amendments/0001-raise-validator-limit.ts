import { getParameter, QuorateError } from "#sdk";

import type { Amendment } from "./Amendment.ts";

const KEY = "network.validatorLimit";
const LIMIT = 25n;

/**
 * The network runs with as many validators as it may. Four more let two organisations that asked for it run one each and keep
 * room for two.
 */
export const amendment: Amendment = {
  number: 1,
  description: `Raise ${KEY} to ${LIMIT}, so that four more members can run validators`,
  prepare: async (client) => {
    const { value, version, changedAt, bounds } = await getParameter(client, { key: KEY });
    const step = LIMIT > value ? LIMIT - value : value - LIMIT;
    if (LIMIT < bounds.min || LIMIT > bounds.max || (bounds.maxStep !== 0n && step > bounds.maxStep)) {
      throw new QuorateError({
        code: "PARAMETER_OUT_OF_BOUNDS",
        summary: `${KEY} is ${value}; ${LIMIT} is outside its bounds or too large a step.`,
        remedy: "Change the bounds first, or take smaller steps.",
        facts: { key: KEY, value, wanted: LIMIT },
      });
    }
    const now = BigInt((await client.provider.getBlock("latest"))?.timestamp ?? 0);
    const until = changedAt + bounds.coolDown;
    if (until > now) {
      throw new QuorateError({
        code: "AMENDMENT_NOT_READY",
        summary: `${KEY} changed too recently; it may change again in ${until - now} seconds.`,
        remedy: "Propose the amendment after that.",
        facts: { key: KEY, until, now },
      });
    }
    return [`${KEY} is ${value} at version ${version}`, `${LIMIT} is within its bounds and one step away`];
  },
  propose: async (client) => {
    const { version } = await getParameter(client, { key: KEY });
    return [client.calls.constitution.setParameter({ key: KEY, expectedVersion: version, value: LIMIT })];
  },
  isEnacted: async (client) => (await getParameter(client, { key: KEY })).value >= LIMIT,
  verify: async (client) => {
    const { value } = await getParameter(client, { key: KEY });
    if (value >= LIMIT) return [];
    return [
      new QuorateError({
        code: "AMENDMENT_NOT_ENACTED",
        summary: `${KEY} is ${value} and not ${LIMIT}.`,
        remedy: "Look for its proposal with quorate proposal list; propose it if there is none.",
        facts: { key: KEY, value, wanted: LIMIT },
      }),
    ];
  },
};
