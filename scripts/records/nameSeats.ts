import type { Client } from "#sdk";

/** What a seat is called. */
export function nameSeat({ names }: Pick<Client, "names">, seat: bigint): string {
  return names.seats?.[String(seat)] ?? `seat ${seat}`;
}

/** What several seats are called, one after the other. */
export function nameSeats(client: Pick<Client, "names">, seats: readonly bigint[]): string {
  return seats.map((seat) => nameSeat(client, seat)).join(", ") || "nobody";
}
