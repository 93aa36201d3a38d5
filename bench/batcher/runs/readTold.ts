import { text } from "node:stream/consumers";

import { parseSite } from "../site/parseSite.ts";
import type { Site } from "../site/Site.ts";

/** What a program of the benchmark was told on its input. */
export interface Told {
  readonly site: Site;
  readonly number: (name: string) => number;
  readonly text: (name: string) => string;
}

export async function readTold(): Promise<Told> {
  const told: unknown = JSON.parse(await text(process.stdin));
  const field = (name: string): unknown => (typeof told === "object" && told !== null ? Reflect.get(told, name) : null);
  return { site: parseSite(field("site")), number: (name) => Number(field(name)), text: (name) => String(field(name)) };
}
