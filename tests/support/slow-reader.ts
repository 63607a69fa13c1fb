import { connect, type Socket } from "node:net";

/** A client that opens a WebSocket and then reads nothing until it is told to. */
export interface SlowReader extends Disposable {
  /** Resolves when the registry has ended the connection or the reader has read the close frame; to its code. */
  readToEnd(): Promise<number>;
  /** Reads on until this text has come; to all that came since it was last read. */
  readUntil(text: string): Promise<string>;
}

const CLOSE_FRAME = 0x88;

/** Connects and stops reading with the answer to the upgrade. */
export async function openSlowReader(url: string, path: string, key: string): Promise<SlowReader> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\nupgrade: websocket\r\n` +
      "connection: Upgrade\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n",
  );
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.once("data", () => resolve());
  });
  socket.pause();
  return {
    readToEnd: () => lastCode(socket),
    readUntil: (text) => readUntil(socket, text),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** The code in the close frame at the very end; 1006 where the connection ended without one. */
function lastCode(socket: Socket): Promise<number> {
  return new Promise((resolve) => {
    let tail = Buffer.alloc(0);
    const finish = () => {
      const at = tail.lastIndexOf(CLOSE_FRAME);
      resolve(at >= 0 && at + 4 <= tail.length ? tail.readUInt16BE(at + 2) : 1006);
    };
    socket.on("data", (data: Buffer) => {
      // A close frame is at most 127 bytes.
      tail = Buffer.concat([tail, data]).subarray(-127);
    });
    socket.on("end", finish);
    socket.on("error", finish);
    socket.resume();
  });
}

function readUntil(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = "";
    const take = (data: Buffer) => {
      all += data.toString("latin1");
      if (!all.slice(-data.length - text.length).includes(text)) return;
      socket.off("data", take);
      socket.pause();
      resolve(all);
    };
    socket.on("data", take);
    socket.on("end", () => reject(new Error(`ended before ${text}`)));
    socket.resume();
  });
}
