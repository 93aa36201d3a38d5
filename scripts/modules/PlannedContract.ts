/** What a constructor is told: a value, or where another contract stands. */
export type ConstructorArgument = number | string | { readonly addressOf: string };

/** A contract of ours that is to be created. */
export interface PlannedContract {
  readonly name: string;
  /** The folder of its source below `contracts/`. */
  readonly domain: string;
  readonly arguments: readonly ConstructorArgument[];
}

/**
 * The arguments of a constructor. Where `placeOf` is asked for a contract and a successor of the same name is planned before, it
 * gives the successor: what is created after a successor is told of it, and the successor alone of its predecessor.
 */
export function fillArguments<Place>(
  planned: PlannedContract,
  placeOf: (name: string) => Place,
): readonly (Place | number | string)[] {
  return planned.arguments.map((argument) => (typeof argument === "object" ? placeOf(argument.addressOf) : argument));
}

/** Finds by name in a map, where a lack is a mistake of ours. */
export function placesIn<Place>(places: ReadonlyMap<string, Place>): (name: string) => Place {
  return (name) => {
    const place = places.get(name);
    if (place === undefined) throw new TypeError(`${name} is not there yet`);
    return place;
  };
}
