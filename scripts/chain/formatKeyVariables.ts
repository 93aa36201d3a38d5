import type { FoundingPlan } from "../founding/FoundingPlan.ts";
import type { LocalSecrets } from "./drawLocalKeys.ts";

/**
 * Writes the keys of a local chain as variables that a shell reads: `QUORATE_SEAT_3_HOT_1`, `QUORATE_SEAT_3_COLD`. After
 * `set -a; . keys.env` they are key sources, as in `--key env:QUORATE_SEAT_3_HOT_1`.
 */
export function formatKeyVariables({ seats }: Pick<FoundingPlan, "seats">, secrets: readonly LocalSecrets[]): string {
  const lines = seats.flatMap(({ seat, organisation }) => {
    const own = secrets.find((candidate) => candidate.organisation === organisation);
    if (own === undefined) return [];
    return [
      `# seat ${seat}: ${organisation.replace(/[\r\n]/g, " ")}`,
      `QUORATE_SEAT_${seat}_COLD=${own.cold}`,
      ...own.hot.map((secret, index) => `QUORATE_SEAT_${seat}_HOT_${index + 1}=${secret}`),
    ];
  });
  return `${["# Keys of a chain that lives on this machine and ends with its process. They are worth nothing elsewhere.", ...lines].join("\n")}\n`;
}
