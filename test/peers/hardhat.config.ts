import { defineConfig } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

import { COMPILER_SETTINGS, SOLC_VERSION, soljsonPath } from "../../scripts/toolchain/compiler.ts";

const SAFE = "@safe-global/safe-smart-account/contracts";
const compiler = { version: SOLC_VERSION, path: soljsonPath(), settings: COMPILER_SETTINGS, isolated: false };

/** The Safe's sources warn of a comment style that is going to be removed. They are not ours to answer for. */
const quietSafe: HardhatPlugin = {
  id: "quorate-quiet-safe",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors: async (context, job, output, next) => {
          const errors = await next(context, job, output);
          return errors.filter(
            (error) => error.severity === "error" || !error.message.startsWith("Natspec memory-safe-assembly"),
          );
        },
      }),
    }),
  },
};

/**
 * Builds the peers, apart from our own contracts: nobody who builds, measures or audits ours waits for theirs. The compiler
 * and its settings are those of our contracts.
 */
export default defineConfig({
  plugins: [quietSafe],
  solidity: {
    profiles: { default: compiler, production: compiler },
    npmFilesToBuild: [
      "@openzeppelin/contracts/governance/TimelockController.sol",
      "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol",
      `${SAFE}/Safe.sol`,
      `${SAFE}/handler/CompatibilityFallbackHandler.sol`,
      `${SAFE}/proxies/SafeProxyFactory.sol`,
    ],
  },
  paths: { sources: ["test/peers/contracts"], cache: "cache/peers", artifacts: "cache/peers/artifacts" },
});
