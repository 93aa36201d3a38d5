import { connect, type Socket } from "node:net";

/** An answer as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

interface Waiting {
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

const HEAD_END = Buffer.from("\r\n\r\n");

/** A connection that is kept open, and on which requests follow one another without waiting: no more than a client needs. */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #waiting: Waiting[] = [];
  #unread: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true);
    socket.on("data", (part) => this.#read(part));
    socket.on("close", () => this.#fail(new Error("the connection was closed")));
    socket.on("error", (error) => this.#fail(error));
  }

  static async open(url: URL): Promise<HttpConnection> {
    const socket = connect(Number(url.port), url.hostname);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", () => resolve());
      socket.once("error", reject);
    });
    return new HttpConnection(socket, url.host);
  }

  post(path: string, type: string, body: Uint8Array): Promise<HttpAnswer> {
    const head = `POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
    return this.#send(head, body);
  }

  get(path: string): Promise<HttpAnswer> {
    return this.#send(`GET ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n\r\n`, undefined);
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(head: string, body: Uint8Array | undefined): Promise<HttpAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    this.#waiting.push({ resolve, reject });
    this.#socket.cork();
    this.#socket.write(head, "latin1");
    if (body !== undefined) this.#socket.write(body);
    this.#socket.uncork();
    return promise;
  }

  #read(part: Buffer): void {
    let unread = this.#unread.length === 0 ? part : Buffer.concat([this.#unread, part]);
    for (;;) {
      const end = unread.indexOf(HEAD_END);
      if (end < 0) break;
      const head = unread.toString("latin1", 0, end);
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      const total = end + 4 + length;
      if (unread.length < total) break;
      this.#waiting.shift()?.resolve({ status: Number(head.slice(9, 12)), body: unread.subarray(end + 4, total) });
      unread = unread.subarray(total);
    }
    this.#unread = unread;
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
