/** Server-sent events that survive lost connections, and hold none while nobody looks. */

export type StreamState = "connecting" | "live" | "retrying" | "paused";

export interface StreamHandlers {
  /** Event name to what is done with its data. */
  events: Record<string, (data: never) => void>;
  /** Called on every change of state. */
  onState?: (state: StreamState) => void;
  /** Called when a stream opens again without knowing what it missed. */
  onGap?: () => void;
}

const FIRST_RETRY_SECONDS = 0.5;
const LAST_RETRY_SECONDS = 5;
/** A browser keeps six connections a server over HTTP/1.1, so a hidden tab gives its own back. */
const HIDDEN_SECONDS = 5;

/** Opens a stream; the function it returns closes it for good. */
export function openStream(path: string, handlers: StreamHandlers): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retries = 0;
  let opened = false;
  let lastEventId = "";

  const say = (state: StreamState) => handlers.onState?.(state);

  function connect(): void {
    say(retries === 0 ? "connecting" : "retrying");
    source = new EventSource(lastEventId ? `${path}?last_event_id=${encodeURIComponent(lastEventId)}` : path);
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
    for (const [name, handle] of Object.entries(handlers.events))
      source.addEventListener(name, (event: MessageEvent<string>) => receive(event, handle));
  }

  function receive(event: MessageEvent<string>, handle: (data: never) => void): void {
    if (event.lastEventId) lastEventId = event.lastEventId;
    handle(JSON.parse(event.data) as never);
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
