import type { Site } from "./Site.ts";

/** What another process of the benchmark says of the node. */
export function parseSite(value: unknown): Site {
  const text = (name: string): string => {
    const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    if (typeof found !== "string") throw new TypeError(`the site names no ${name}`);
    return found;
  };
  const of = (name: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, name) : null);
  const secrets = of("signerSecrets");
  return {
    url: text("url"),
    chainId: Number(of("chainId")),
    constitution: text("constitution"),
    registry: text("registry"),
    anchor: text("anchor"),
    executor: text("executor"),
    sink: text("sink"),
    batcherSecret: text("batcherSecret"),
    signerSecrets: Array.isArray(secrets) ? secrets.map(String) : [],
  };
}
