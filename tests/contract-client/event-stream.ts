import type { Agent } from "./http-client.ts";
import type { ServerMessage } from "./messages.ts";

/** One server-sent event: `data` is the JSON of a server message. */
type StreamEvent = { event: string; id: string | undefined; data: ServerMessage };

/** An open event stream: `next` gives event after event, `close` ends it. */
export type EventStream = { next(): Promise<StreamEvent>; close(): Promise<void> };

/** Opens `GET /v1/sop/:id/events` as a script would; throws unless it is an event stream. */
export async function openEvents(
  url: string,
  agent: Agent,
  sopId: string,
  options: { query?: string; lastEventId?: string } = {},
): Promise<EventStream> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${agent.key}`,
    accept: "text/event-stream",
  };
  if (options.lastEventId !== undefined) headers["last-event-id"] = options.lastEventId;
  const answer = await fetch(`${url}/v1/sop/${sopId}/events?${options.query ?? ""}`, { headers });
  const type = answer.headers.get("content-type") ?? "";
  if (answer.body === null || !type.startsWith("text/event-stream"))
    throw new Error(`no stream: ${answer.status} ${type}`);
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "";

  async function next(): Promise<StreamEvent> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end < 0) {
        const { done, value } = await reader.read();
        if (done) throw new Error("the stream ended");
        text += decoder.decode(value, { stream: true }).replaceAll("\r\n", "\n");
        continue;
      }
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== undefined) return event;
    }
  }
  return { next, close: () => reader.cancel() };
}

/** An event from its lines, or undefined for a comment (the registry's keepalive). */
function parseEvent(block: string): StreamEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    fields.set(name, fields.has(name) ? `${fields.get(name)}\n${value}` : value);
  }
  const data = fields.get("data");
  if (data === undefined) return undefined;
  return {
    event: fields.get("event") ?? "message",
    id: fields.get("id"),
    data: JSON.parse(data) as ServerMessage,
  };
}
