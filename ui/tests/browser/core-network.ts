/** The network between this computer and one device, which can be lost and come back. It looks into nothing. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class Network {
  readonly #to: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;

  private constructor(to: { host: string; port: number }) {
    this.#to = to;
  }

  /** A way to the device at this origin. */
  static async to(origin: string): Promise<Network> {
    const { hostname, port } = new URL(origin);
    const network = new Network({ host: hostname, port: Number(port) });
    await network.comeBack();
    return network;
  }

  get address(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** From now on nobody answers at the address, and what was being said is cut off. */
  async beLost(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
  }

  async comeBack(): Promise<void> {
    const server = createServer((here) => {
      const there = connect(this.#to);
      for (const [one, other] of [
        [here, there],
        [there, here],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => this.#sockets.delete(one));
      }
    });
    // A connection from elsewhere on this computer may have been given the port in the meantime, for a moment.
    for (let left = 100; ; left -= 1) {
      try {
        await new Promise<void>((listening, taken) => {
          server.once('error', taken).listen(this.#port, '127.0.0.1', () => listening());
        });
        break;
      } catch (taken) {
        if (left === 0) throw taken;
        await new Promise((later) => setTimeout(later, 100));
      }
    }
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }
}
