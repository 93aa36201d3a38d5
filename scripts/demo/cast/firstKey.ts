import type { Member, MemberKey } from "./Member.ts";

/** The key that a member uses first. */
export function firstKey({ keys, name }: Member): MemberKey {
  const [key] = keys;
  if (key === undefined) throw new TypeError(`${name} has no key`);
  return key;
}
