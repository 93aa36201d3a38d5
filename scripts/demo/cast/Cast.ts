import type { Member } from "./Member.ts";
import type { Role } from "./Role.ts";

/** Who plays: the members by seat, and who has which part. It grows and changes as the members do. */
export class Cast {
  readonly #members: Map<bigint, Member>;
  readonly #roles: ReadonlyMap<Role, bigint>;

  constructor(members: readonly Member[], roles: ReadonlyMap<Role, bigint>) {
    this.#members = new Map(members.map((member) => [member.seat, member]));
    this.#roles = roles;
  }

  /** Everybody, in the order of the seats. */
  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  /** The member with a part. */
  as(role: Role): Member {
    const seat = this.#roles.get(role);
    const member = seat === undefined ? undefined : this.#members.get(seat);
    if (member === undefined) throw new TypeError(`nobody plays ${role}`);
    return member;
  }

  /** The newest member. */
  get newcomer(): Member {
    const member = this.members.at(-1);
    if (member === undefined) throw new TypeError("nobody plays");
    return member;
  }

  /** Writes down that a member joined, or that it has other keys than before. */
  put(member: Member): void {
    this.#members.set(member.seat, member);
  }

  nameOf(seat: bigint): string {
    return this.#members.get(seat)?.name ?? `seat ${seat}`;
  }
}
