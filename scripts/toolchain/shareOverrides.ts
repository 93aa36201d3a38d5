import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Gives all sources that are compiled with the same settings, other than the usual ones, one set of them. Hardhat compiles together what has the very same
 * settings object, and resolves one for each source: without this every such source is a compilation of its own, with all it imports.
 */
export const shareOverrides: HardhatPlugin = {
  id: "quorate-share-overrides",
  hookHandlers: {
    config: () =>
      Promise.resolve({
        default: () =>
          Promise.resolve({
            resolveUserConfig: async (config, resolveVariable, next) => {
              const resolved = await next(config, resolveVariable);
              for (const profile of Object.values(resolved.solidity.profiles)) shareEqual(profile.overrides);
              return resolved;
            },
          }),
      }),
  },
};

/** Replaces, in place, every value by the first one that says the same. */
export function shareEqual<Value>(values: Record<string, Value>): void {
  const first = new Map<string, Value>();
  for (const [name, value] of Object.entries(values)) {
    const said = JSON.stringify(value);
    const same = first.get(said) ?? value;
    first.set(said, same);
    values[name] = same;
  }
}
