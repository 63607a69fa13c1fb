/**
 * The yardstick: a bare `Bun.serve` that publishes every frame to everybody in its room, as it came. It keeps nothing,
 * checks nothing and orders nothing: what is left is what sockets cost. `RELAY_GREETING` (bytes) is sent to each new
 * socket first. Prints its port.
 */
const greeting = "x".repeat(Number(process.env["RELAY_GREETING"] ?? 0));

const server = Bun.serve<{ room: string }>({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, self) {
    const room = new URL(request.url).pathname;
    if (self.upgrade(request, { data: { room }, headers: { "sec-websocket-protocol": "sop.v1" } })) return;
    return new Response("sockets only", { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    idleTimeout: 120,
    open(socket) {
      socket.subscribe(socket.data.room);
      if (greeting !== "") socket.send(greeting);
    },
    message(socket, frame) {
      server.publish(socket.data.room, frame);
    },
  },
});
console.log(server.port);
