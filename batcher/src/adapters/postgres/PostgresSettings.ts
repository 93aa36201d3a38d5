/** How a store on a server is opened. */
export interface PostgresSettings {
  /** `postgres://...` */
  readonly url: string;
  /** The server's schema that holds the tables, made where it is missing. */
  readonly schema?: string;
  /** How long it is asked again whether a transaction whose end was not heard of took place. */
  readonly resolveMs?: number;
}
