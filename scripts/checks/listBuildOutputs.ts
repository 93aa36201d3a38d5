import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The files in which Hardhat keeps what the compiler answered. */
export function listBuildOutputs(folder: string): readonly string[] {
  const outputs = readdirSync(folder).filter((name) => name.endsWith(".output.json"));
  if (outputs.length === 0) throw new Error(`${folder} holds no build: run npm run build`);
  return outputs.map((name) => join(folder, name));
}
