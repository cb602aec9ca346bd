import { api } from "./api";
import { connection, lastHeard, setConnection } from "./connection";

const LOOK_SECONDS = 0.5;
/** While nothing arrives for this long, the server is asked whether it is there. */
const SILENCE_SECONDS = 1.5;
/** A server that does not answer within this counts as lost; silence and answer together stay below 5 seconds. */
const ANSWER_SECONDS = 2.5;

/** Notices within 5 seconds that the server is lost or back. A hidden tab does not look. */
export function watchServer(): void {
  let asking = false;
  setInterval(() => {
    const silent = Date.now() - lastHeard() > SILENCE_SECONDS * 1000;
    if (asking || !silent || document.hidden) return;
    asking = true;
    void askServer().finally(() => {
      asking = false;
    });
  }, LOOK_SECONDS * 1000);
}

/** Asks the server whether it is there, and notes the answer. Whoever is signed out is not asked for. */
export async function askServer(client = api): Promise<boolean> {
  if (connection() === "signed out") return true;
  const asked = Date.now();
  try {
    await client.GET("/api/health", { signal: AbortSignal.timeout(ANSWER_SECONDS * 1000) });
  } catch {
    if (lastHeard() <= asked) setConnection("unreachable");
  }
  return connection() !== "unreachable";
}
