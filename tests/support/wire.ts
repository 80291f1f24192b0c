import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

export type Wire = {
  readonly port: number;
  /** Nothing goes through any more, and neither end is told, as in a network partition. */ silence(): void;
  heal(): void;
  close(): Promise<void>;
};

/** A wire to a port of this machine that can be made silent. */
export async function layWire(toPort: number): Promise<Wire> {
  let isSilent = false;
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (chunk: Buffer) => !isSilent && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        if (!isSilent) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silence() {
      isSilent = true;
    },
    heal() {
      isSilent = false;
      // What was lost meanwhile cannot be sent again by this wire; as after a real partition, the ends find out.
      for (const end of ends) end.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const end of ends) end.destroy();
        server.close(() => resolve());
      }),
  };
}
