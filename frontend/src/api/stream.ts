/** Server-sent events that survive lost connections. A hidden tab holds no connection. */

import { readEvent, STREAM_EVENTS, type StreamEventName, type StreamEvents } from "./streamEvents";

export type StreamState = "connecting" | "live" | "retrying" | "paused";

export interface StreamHandlers {
  /** What to do with the data of each event. */
  events: { [Name in StreamEventName]?: (data: StreamEvents[Name]) => void };
  /** Called on every event, before its own handler. */
  onHeard?: () => void;
  /** Called on every change of state. */
  onState?: (state: StreamState) => void;
  /** Called when a stream opens again and does not know what it missed. */
  onGap?: () => void;
}

const FIRST_RETRY_SECONDS = 0.5;
const LAST_RETRY_SECONDS = 5;
/** A browser keeps six connections per server over HTTP/1.1, so a hidden tab gives its own back. */
const HIDDEN_SECONDS = 5;

/** Opens a stream; the function it returns closes it for good. */
export function openStream(address: string, handlers: StreamHandlers): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retries = 0;
  let opened = false;
  let lastEventId = "";

  const say = (state: StreamState) => handlers.onState?.(state);

  function connect(): void {
    say(retries === 0 ? "connecting" : "retrying");
    source = new EventSource(lastEventId ? `${address}?last_event_id=${encodeURIComponent(lastEventId)}` : address);
    source.onopen = () => {
      retries = 0;
      say("live");
      if (opened && !lastEventId) handlers.onGap?.();
      opened = true;
    };
    source.onerror = () => {
      close("retrying");
      timer = setTimeout(connect, 1000 * Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** retries));
      retries += 1;
    };
    for (const name of STREAM_EVENTS) listen(source, name);
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- ties an event's data to its handler
  function listen<Name extends StreamEventName>(from: EventSource, name: Name): void {
    from.addEventListener(name, (event: MessageEvent<string>) => {
      if (event.lastEventId) lastEventId = event.lastEventId;
      handlers.onHeard?.();
      handlers.events[name]?.(readEvent(name, event.data));
    });
  }

  function close(state: StreamState): void {
    clearTimeout(timer);
    source?.close();
    source = null;
    say(state);
  }

  function onVisibility(): void {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => close("paused"), HIDDEN_SECONDS * 1000);
    else if (!source) connect();
  }

  document.addEventListener("visibilitychange", onVisibility);
  connect();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    handlers = { events: {} };
    close("paused");
  };
}
